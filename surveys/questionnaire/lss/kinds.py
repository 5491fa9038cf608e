"""What becomes of each type of question of LimeSurvey: rows of the sheet survey, and lists of choices."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .script import Variable
from .tables import Row, Tables
from .texts import as_text, columns, language_name

Cells = dict[str, str]
FIXED: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "ja_nee": {"Y": {"nl": "Ja", "en": "Yes", "de": "Ja"}, "N": {"nl": "Nee", "en": "No", "de": "Nein"}},
    "ja_nee_onzeker": {
        "Y": {"nl": "Ja", "en": "Yes"}, "U": {"nl": "Weet niet", "en": "Uncertain"}, "N": {"nl": "Nee", "en": "No"},
    },
    "meer_gelijk_minder": {
        "I": {"nl": "Meer", "en": "Increase"}, "S": {"nl": "Gelijk", "en": "Same"},
        "D": {"nl": "Minder", "en": "Decrease"},
    },
    "man_vrouw": {"M": {"nl": "Man", "en": "Male"}, "F": {"nl": "Vrouw", "en": "Female"}},
    "een_tot_vijf": {str(at): {"nl": str(at), "en": str(at)} for at in range(1, 6)},
    "een_tot_tien": {str(at): {"nl": str(at), "en": str(at)} for at in range(1, 11)},
}  # fmt: skip
_FIXED_OF = {
    "Y": "ja_nee", "G": "man_vrouw", "5": "een_tot_vijf", "A": "een_tot_vijf", "B": "een_tot_tien",
    "C": "ja_nee_onzeker", "E": "meer_gelijk_minder",
}  # fmt: skip
BLOCKS = frozenset("ABCEFHQK1;:")  # several questions under one text
NAMED = {"I": "de keuze van de taal", "|": "het inleveren van een bestand"}


@dataclass
class Asked:
    """One question of LimeSurvey with what belongs to it."""

    row: Row
    tables: Tables
    languages: tuple[str, ...]
    attributes: Mapping[str, str]
    subquestions: tuple[Row, ...]
    answers: tuple[Row, ...]
    lists: dict[str, list[Cells]] = field(repr=False)
    name: str
    common: Cells = field(default_factory=dict)

    @property
    def has_other(self) -> bool:
        return self.row.get("other") == "Y"

    def text(self, field: str = "question") -> Cells:
        column = {"question": "label", "help": "hint"}[field]
        return columns(column, self.tables.texts("questions", "qid", self.row["qid"], field))

    def part(self, row: Row) -> Cells:
        return columns("label", self.tables.texts("subquestions", "qid", row["qid"], "question"))

    def parts(self, scale: str = "0") -> list[Row]:
        return [row for row in self.subquestions if (row.get("scale_id") or "0") == scale]

    def list_of(self, rows: list[Row], suffix: str = "", *, of_answers: bool = True) -> str:
        """Make a list of choices of answers (or of subquestions, for what can be ticked); return its name."""
        name = f"{self.name}{suffix}"
        if name not in self.lists:
            self.lists[name] = [self._choice(name, row, of_answers=of_answers) for row in rows]
        return name

    def _choice(self, name: str, row: Row, *, of_answers: bool) -> Cells:
        code = row.get("code" if of_answers else "title", "")
        if not of_answers:
            return {"list_name": name, "name": code, **self.part(row)}
        old = {
            each.get("language", ""): each.get("answer", "")
            for each in self.tables.of("answers")
            if each.get("qid") == row.get("qid") and each.get("code") == code and each.get("answer")
            and (each.get("scale_id") or "0") == (row.get("scale_id") or "0")
        }  # fmt: skip
        new = self.tables.texts("answers", "aid", row["aid"], "answer") if row.get("aid") else {}
        return {"list_name": name, "name": code, **columns("label", new or old)}

    def fixed(self, name: str) -> str:
        """Make a list that LimeSurvey has of its own, in the languages of the survey."""
        self.lists[name] = [
            {"list_name": name, "name": code}
            | {
                f"label::{language_name(tongue)}": texts.get(tongue.partition("-")[0], texts["en"])
                for tongue in self.languages
            }
            for code, texts in FIXED[name].items()
        ]
        return name


def rows_of(asked: Asked) -> Iterator[Cells]:
    """Yield the rows of a question; nothing for a type that has no equal."""
    make = _MAKERS.get(asked.row.get("type", ""))
    yield from make(asked) if make else ()


def variables_of(asked: Asked) -> Iterator[tuple[str, Variable]]:
    """Yield the names by which expressions call a question and its parts, and what each has become."""
    kind, name = asked.row.get("type", ""), asked.name
    if kind not in BLOCKS:
        yield name, Variable(name)
    for part in asked.parts():
        code = part.get("title", "")
        ticked = kind in "MP"
        yield f"{name}_{code}", Variable(name, code) if ticked else Variable(f"{name}_{code}")
        if kind == "P":
            yield f"{name}_{code}comment", Variable(f"{name}_{code}_comment")
        for scale in ("0", "1") if kind == "1" else ():
            yield f"{name}_{code}#{scale}", Variable(f"{name}_{code}_{scale}")
            yield f"{name}_{code}_{scale}", Variable(f"{name}_{code}_{scale}")
        for column in asked.parts("1"):
            yield f"{name}_{code}_{column.get('title', '')}", Variable(f"{name}_{code}_{column.get('title', '')}")
    if kind == "O":
        yield f"{name}_comment", Variable(f"{name}_comment")


def _single(list_name: Callable[[Asked], str]) -> Callable[[Asked], Iterator[Cells]]:
    def make(asked: Asked) -> Iterator[Cells]:
        name = list_name(asked)
        other = " or_other" if asked.has_other and asked.lists.get(name) else ""
        yield {"type": f"select_one {name}{other}", "name": asked.name, **asked.common}
        if asked.row.get("type") == "O":
            yield {"type": "text", "name": f"{asked.name}_comment", **_remark(asked), "appearance": "multiline"}

    return make


def _remark(asked: Asked) -> Cells:
    words = {"nl": "Toelichting", "de": "Kommentar"}
    return {f"label::{language_name(code)}": words.get(code.partition("-")[0], "Comment") for code in asked.languages}


def _answers(asked: Asked) -> str:
    return asked.list_of(list(asked.answers))


def _ticked(asked: Asked) -> Iterator[Cells]:
    name = asked.list_of(asked.parts(), of_answers=False)
    other = " or_other" if asked.has_other and asked.lists.get(name) else ""
    yield {"type": f"select_multiple {name}{other}", "name": asked.name, **asked.common}
    for part in asked.parts() if asked.row.get("type") == "P" else ():
        code = part.get("title", "")
        when = {"relevant": f"selected(${{{asked.name}}}, '{code}')"}
        yield {"type": "text", "name": f"{asked.name}_{code}_comment", **asked.part(part), **when}


def _ranked(asked: Asked) -> Iterator[Cells]:
    rows = list(asked.answers)
    name = asked.list_of(rows) if rows else asked.list_of(asked.parts(), of_answers=False)
    yield {"type": f"rank {name}", "name": asked.name, **asked.common}


def _line(kind: str, appearance: str = "") -> Callable[[Asked], Iterator[Cells]]:
    def make(asked: Asked) -> Iterator[Cells]:
        yield {"type": kind, "name": asked.name, "appearance": appearance, **asked.common}

    return make


def _number_kind(asked: Asked) -> str:
    return "integer" if asked.attributes.get("num_value_int_only") == "1" else "decimal"


def _number(asked: Asked) -> Iterator[Cells]:
    yield {"type": _number_kind(asked), "name": asked.name, **asked.common}


def _date(asked: Asked) -> Iterator[Cells]:
    with_time = "H" in asked.attributes.get("date_format", "")
    yield {"type": "datetime" if with_time else "date", "name": asked.name, **asked.common}


def _block(asked: Asked, rows: Iterator[Cells], appearance: str = "field-list") -> Iterator[Cells]:
    """Put rows in a group that has the text and the condition; what is required is so in each row."""
    group = {key: text for key, text in asked.common.items() if key not in {"required", "constraint"}}
    inner = {key: text for key, text in asked.common.items() if key in {"required", "constraint"}}
    yield {"type": "begin_group", "name": asked.name, "appearance": appearance, **group}
    yield from ({**inner, **row} for row in rows)
    yield {"type": "end_group"}


def _array(list_name: Callable[[Asked], str]) -> Callable[[Asked], Iterator[Cells]]:
    def make(asked: Asked) -> Iterator[Cells]:
        name = list_name(asked)
        parts = [(f"{asked.name}_{part.get('title', '')}", asked.part(part)) for part in asked.parts()]
        yield from _block(asked, ({"type": f"select_one {name}", "name": n, **t} for n, t in parts), "table-list")

    return make


def _dual(asked: Asked) -> Iterator[Cells]:
    """An array with two scales: a table for each, one below the other."""
    yield {"type": "begin_group", "name": asked.name, **{k: t for k, t in asked.common.items() if k != "required"}}
    required = {"required": asked.common["required"]} if "required" in asked.common else {}
    for scale in ("0", "1"):
        rows = [row for row in asked.answers if (row.get("scale_id") or "0") == scale]
        head = {k.replace("dualscale_header", "label"): t for k, t in _headers(asked, "AB"["01".index(scale)]).items()}
        name = asked.list_of(rows, f"_{scale}")
        yield {"type": "begin_group", "name": f"{asked.name}_schaal_{scale}", "appearance": "table-list", **head}
        for part in asked.parts():
            code = f"{asked.name}_{part.get('title', '')}_{scale}"
            yield {"type": f"select_one {name}", "name": code, **asked.part(part), **required}
        yield {"type": "end_group"}
    yield {"type": "end_group"}


def _headers(asked: Asked, letter: str) -> Cells:
    text = asked.attributes.get(f"dualscale_header{letter}", "")
    return {f"label::{language_name(asked.languages[0])}": as_text(text)} if text else {}


def _several(kind: Callable[[Asked], str]) -> Callable[[Asked], Iterator[Cells]]:
    def make(asked: Asked) -> Iterator[Cells]:
        parts = asked.parts()
        named = ({"name": f"{asked.name}_{part.get('title', '')}", **asked.part(part)} for part in parts)
        yield from _block(asked, ({"type": kind(asked), **row} for row in named))

    return make


def _grid(kind: Callable[[Asked], str]) -> Callable[[Asked], Iterator[Cells]]:
    """An array of texts or numbers: a group for each row, a question for each column."""

    def make(asked: Asked) -> Iterator[Cells]:
        yield from _block(asked, _grid_rows(asked, kind(asked)), "")

    return make


def _grid_rows(asked: Asked, kind: str) -> Iterator[Cells]:
    across = asked.parts("1")
    if asked.attributes.get("multiflexible_checkbox") == "1":
        name = asked.list_of(across, of_answers=False)
        for part in asked.parts():
            yield {"type": f"select_multiple {name}", "name": f"{asked.name}_{part['title']}", **asked.part(part)}
        return
    for part in asked.parts():
        row = f"{asked.name}_{part.get('title', '')}"
        yield {"type": "begin_group", "name": row, "required": "", "constraint": "", **asked.part(part)}
        for column in across:
            yield {"type": kind, "name": f"{row}_{column.get('title', '')}", **asked.part(column)}
        yield {"type": "end_group", "required": "", "constraint": ""}


_MAKERS: Mapping[str, Callable[[Asked], Iterator[Cells]]] = {
    "L": _single(_answers), "!": _single(_answers), "O": _single(_answers),
    "Y": _single(lambda asked: asked.fixed("ja_nee")),
    "G": _single(lambda asked: asked.fixed("man_vrouw")),
    "5": _single(lambda asked: asked.fixed("een_tot_vijf")),
    "M": _ticked, "P": _ticked, "R": _ranked, "D": _date, "N": _number,
    "S": _line("text"), "T": _line("text", "multiline"), "U": _line("text", "multiline"),
    "X": _line("note"), "*": _line("calculate"), "|": _line("file"),
    "Q": _several(lambda asked: "text"), "K": _several(_number_kind),
    "F": _array(_answers), "H": _array(_answers), ";": _grid(lambda asked: "text"), ":": _grid(_number_kind),
    "A": _array(lambda asked: asked.fixed("een_tot_vijf")), "B": _array(lambda asked: asked.fixed("een_tot_tien")),
    "C": _array(lambda asked: asked.fixed("ja_nee_onzeker")),
    "E": _array(lambda asked: asked.fixed("meer_gelijk_minder")),
    "1": _dual,
}  # fmt: skip
