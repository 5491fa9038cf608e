"""A LimeSurvey structure becomes a questionnaire, and a list of what has no equal."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from surveys.questionnaire.canonical import Questionnaire
from surveys.questionnaire.problems import BrokenWorkbook
from surveys.questionnaire.workbook import read_workbook
from surveys.questionnaire.writing import NotWritable, write_sheets

from .conditions import condition_of
from .kinds import NAMED, Asked, Cells, rows_of, variables_of
from .script import NoEqual, Variable, bare_pattern, to_xpath
from .tables import BrokenLss, Row, Tables, read_tables
from .texts import columns, language_name, with_references

_SHOWS_ONLY = re.compile(r"array_filter|random|hidden|em_validation_sq|page_break|timer|time_limit|assessment")
_TOLD_TABLES = {
    "quota": "een quotum", "assessments": "een beoordeling", "survey_url_parameters": "een parameter in de link",
}  # fmt: skip
_MAX_ROUNDS = 5


@dataclass(frozen=True)
class Left:
    """One thing of LimeSurvey that could not come along: where it is, what it is, and how it was written."""

    name: str
    what: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.what}" + (f": {self.text}" if self.text else "")


@dataclass(frozen=True)
class Imported:
    """A questionnaire of LimeSurvey in our form, as a workbook too, with what is left behind."""

    questionnaire: Questionnaire
    workbook: bytes
    left: tuple[Left, ...]
    asked: int
    mapped: int


def read_lss(content: bytes) -> Imported:
    """Read a .lss file; raise BrokenLss where it is none or gives no questionnaire at all."""
    return _Reading(read_tables(content)).imported()


class _Reading:
    """Walks the groups and questions in their order and writes rows; notes by the way what has no equal."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.left: list[Left] = []
        self.lists: dict[str, list[Cells]] = {}
        survey = (tables.of("surveys") or ({},))[0]
        base = survey.get("language") or next((row.get("surveyls_language", "") for row in self._titles()), "nl")
        self.survey, self.languages = survey, (base, *survey.get("additional_languages", "").split())
        attributes: dict[str, dict[str, str]] = {}
        for row in tables.of("question_attributes"):
            if row.get("value", "").strip():
                attributes.setdefault(row.get("qid", ""), {}).setdefault(row.get("attribute", ""), row["value"])
        self.attributes: Mapping[str, Mapping[str, str]] = attributes
        self.names: set[str] = set()
        self.questions = [self._asked(row) for row in self._in_order("questions", "question_order") if _is_top(row)]
        self.variables = {name: found for asked in self.questions for name, found in variables_of(asked)}
        self.codes = {
            f"{self._sid()}X{asked.row.get('gid', '')}X{asked.row['qid']}": asked.name for asked in self.questions
        }

    def imported(self) -> Imported:
        if not self.questions:
            raise BrokenLss("In dit bestand staan geen vragen.")
        rows = [row for row in self._survey() if row]
        self._tell_of_the_rest()
        questionnaire, workbook = self._sound(rows)
        lost = {left.name for left in self.left if left.what.startswith("het type")}
        return Imported(questionnaire, workbook, tuple(self.left), len(self.questions), len(self.questions) - len(lost))

    def _sid(self) -> str:
        return self.survey.get("sid", "")

    def _titles(self) -> tuple[Row, ...]:
        return self.tables.of("surveys_languagesettings")

    def _in_order(self, table: str, order: str) -> list[Row]:
        key = {"groups": "gid"}.get(table, "qid")
        rows = self.tables.once(table, key)
        return sorted(rows, key=lambda row: int(row.get(order) or 0) if (row.get(order) or "0").isdigit() else 0)

    def _asked(self, row: Row) -> Asked:
        qid = row.get("qid", "")
        every = [*self.tables.once("subquestions", "qid"), *self.tables.once("questions", "qid")]
        parts = [part for part in every if part.get("parent_qid") == qid and qid not in {"", "0"}]
        answers = {
            (a.get("code", ""), a.get("scale_id", "")): a
            for a in self.tables.of("answers")
            if a.get("qid") == qid and a.get("language") in {None, self.languages[0]}
        }
        return Asked(
            row=row,
            tables=self.tables,
            languages=self.languages,
            attributes=self.attributes.get(qid, {}),
            subquestions=tuple(sorted(parts, key=lambda part: _number(part, "question_order"))),
            answers=tuple(sorted(answers.values(), key=lambda answer: _number(answer, "sortorder"))),
            lists=self.lists,
            name=self._name(row.get("title", ""), qid),
        )

    def _name(self, code: str, qid: str) -> str:
        """Return the code of a question as a name: it begins with a letter, and no other has it."""
        plain = re.sub(r"[^A-Za-z0-9_]", "_", code)
        name = plain if plain[:1].isalpha() else f"v{plain}"
        if name in self.names:
            self.left.append(Left(code, "de code komt twee keer voor; deze vraag heet nu", f"{name}_{qid}"))
            name = f"{name}_{qid}"
        self.names.add(name)
        return name

    def _survey(self) -> Iterator[Cells]:
        yield from self._welcome()
        for at, group in enumerate(self._in_order("groups", "group_order"), 1):
            gid, name = group.get("gid", ""), f"groep_{at}"
            title = columns("label", self.tables.texts("groups", "gid", gid, "group_name"))
            yield {"type": "begin_group", "name": name, **title, **self._relevant(name, group.get("grelevance", ""))}
            story = self._texts(name, columns("label", self.tables.texts("groups", "gid", gid, "description")))
            if story:
                yield {"type": "note", "name": f"{name}_uitleg", **story}
            for asked in self.questions:
                if asked.row.get("gid") == gid:
                    yield from self._question(asked)
            yield {"type": "end_group"}

    def _welcome(self) -> Iterator[Cells]:
        for field, name in (("surveyls_description", "beschrijving"), ("surveyls_welcometext", "welkom")):
            texts = {row.get("surveyls_language", ""): row.get(field, "") for row in self._titles()}
            label = self._texts(name, columns("label", {code: text for code, text in texts.items() if text.strip()}))
            if any(label.values()):
                yield {"type": "note", "name": name, **label}

    def _question(self, asked: Asked) -> Iterator[Cells]:
        kind = asked.row.get("type", "")
        asked.common = self._common(asked)
        rows = [self._complete(asked.name, row) for row in rows_of(asked)]
        if not rows:
            self.left.append(Left(asked.name, f"het type {kind} ({NAMED.get(kind, 'onbekend')}) heeft geen gelijke"))
        for attribute, value in sorted(asked.attributes.items()):
            if _SHOWS_ONLY.search(attribute) and value not in {"0", "N"}:
                self.left.append(Left(asked.name, f"de instelling {attribute}", value))
        yield from rows

    def _common(self, asked: Asked) -> Cells:
        cells = {**asked.text(), **asked.text("help")}
        if not any(text for key, text in cells.items() if key.startswith("label")):
            cells[f"label::{language_name(self.languages[0])}"] = asked.name
        relevance = asked.row.get("relevance", "").strip()
        if relevance in {"", "1"}:
            relevance = condition_of(self.tables.of("conditions"), asked.row["qid"], self.codes, self.variables)
        cells |= self._relevant(asked.name, relevance)
        if asked.row.get("mandatory") == "Y" and asked.row.get("type") not in {"X", "*"}:
            cells["required"] = "yes"
        elif asked.row.get("mandatory") == "S":
            self.left.append(Left(asked.name, "zacht verplicht"))
        if asked.row.get("type") == "*":
            cells |= self._equation(asked)
        return cells | self._constraint(asked)

    def _equation(self, asked: Asked) -> Cells:
        script = asked.attributes.get("equation") or next(iter(asked.text().values()), "")
        inner = script.strip().removeprefix("{").removesuffix("}")
        try:
            return {"calculation": to_xpath(inner, self._find)}
        except NoEqual as why:
            self.left.append(Left(asked.name, f"de berekening heeft geen gelijke ({why})", script))
            return {"calculation": "''", "lss_equation": script}

    def _constraint(self, asked: Asked) -> Cells:
        found: list[str] = []
        try:
            if pattern := asked.row.get("preg", "").strip():
                found.append(f"regex(., '{bare_pattern(pattern)}')" if "'" not in pattern else self._no(pattern))
            if rule := asked.attributes.get("em_validation_q", "").strip():
                found.append(to_xpath(rule.replace("this.NAOK", "this"), self._find_own))
        except NoEqual as why:
            self.left.append(Left(asked.name, f"de controle heeft geen gelijke ({why})", asked.row.get("preg", "")))
        limits = asked.attributes
        ticks = asked.row.get("type", "") in "MP"
        for attribute, rule in (
            ("min_answers", "count-selected(.) >= {}"), ("max_answers", "count-selected(.) <= {}"),
            ("min_num_value_n", ". >= {}"), ("max_num_value_n", ". <= {}"), ("maximum_chars", "string-length(.) <= {}"),
        ):  # fmt: skip
            value = limits.get(attribute, "").strip()
            if re.fullmatch(r"-?\d+(\.\d+)?", value) and ticks == ("answers" in attribute):
                found.append(rule.format(value))
            elif value and ticks == ("answers" in attribute):
                self.left.append(Left(asked.name, f"de instelling {attribute}", value))
        alone = limits.get("exclude_all_others", "").replace(",", ";").split(";") if ticks else []
        found += [f"not(selected(., '{code.strip()}') and count-selected(.) > 1)" for code in alone if code.strip()]
        return {"constraint": " and ".join(found)} if found else {}

    def _no(self, pattern: str) -> str:
        raise NoEqual(f"het patroon {pattern}")

    def _find(self, name: str) -> Variable | None:
        return self.variables.get(name) or self.variables.get(self._spelled(name))

    def _find_own(self, name: str) -> Variable | None:
        return Variable(name) if name in {"this", "self"} else self._find(name)

    def _spelled(self, code: str) -> str:
        """Return the name of what older surveys call 123X4X567SQ1."""
        for start, name in sorted(self.codes.items(), key=lambda item: -len(item[0])):
            if code.startswith(start):
                rest = code[len(start) :]
                return f"{name}_{rest}" if rest else name
        return ""

    def _relevant(self, name: str, script: str) -> Cells:
        bare = script.strip()
        bare = bare[1:-1].strip() if bare.startswith("{") and bare.endswith("}") else bare
        if bare in {"", "1"}:
            return {}
        try:
            return {"relevant": to_xpath(bare, self._find)}
        except NoEqual as why:
            self.left.append(Left(name, f"de voorwaarde heeft geen gelijke ({why})", bare))
            return {"lss_relevance": bare}

    def _complete(self, name: str, row: Cells) -> Cells:
        """Give a row its texts, and what it needs to be asked: a label, and a list that is not empty."""
        texts = {key: text for key, text in row.items() if key.startswith(("label", "hint"))}
        full = {**row, **self._texts(name, texts)}
        command, _, listed = row["type"].partition(" ")
        if listed and not self.lists.get(listed.split()[0]):
            self.left.append(Left(row["name"], f"{command} zonder antwoorden; de vraag is nu een tekst"))
            full["type"] = "text"
        if command != "end_group" and not any(full[key] for key in texts):
            full[f"label::{language_name(self.languages[0])}"] = row["name"]
        return full

    def _texts(self, name: str, cells: Cells) -> Cells:
        found: Cells = {}
        for key, text in cells.items():
            found[key], left = with_references(text, self._placed)
            self.left += [Left(name, "een invulplek in de tekst", place) for place in left]
        return found

    def _placed(self, place: str) -> str:
        variable = self._find(re.sub(r"\.(NAOK|shown|value|code)$", "", place)) if " " not in place else None
        return variable.name if variable and not variable.choice else ""

    def _tell_of_the_rest(self) -> None:
        for table, what in _TOLD_TABLES.items():
            self.left += [Left(table, what, next(iter(row.values()), "")) for row in self.tables.of(table)[:20]]
        for row in self.tables.of("defaultvalues"):
            self.left.append(Left(row.get("qid", ""), "een standaardantwoord", row.get("defaultvalue", "")))
        if any(row.get("surveyls_endtext", "").strip() for row in self._titles()):
            self.left.append(Left("surveyls_endtext", "de tekst aan het eind"))

    def _sound(self, rows: list[Cells]) -> tuple[Questionnaire, bytes]:
        """Make the questionnaire; a rule that cannot stand here is left as a remark in a column of its own."""
        for _ in range(_MAX_ROUNDS):
            try:
                content = write_sheets(self._sheets(rows))
                return read_workbook(content), content
            except NotWritable as error:
                raise BrokenLss(str(error)) from error
            except BrokenWorkbook as broken:
                if not self._take_out(rows, broken):
                    raise BrokenLss(f"Van dit bestand is geen vragenlijst te maken: {broken.problems[0]}") from broken
        raise BrokenLss("Van dit bestand is geen vragenlijst te maken: de voorwaarden spreken elkaar tegen.")

    def _take_out(self, rows: list[Cells], broken: BrokenWorkbook) -> bool:
        """Move each rule that is refused into a column without meaning; say whether there was any."""
        titles = _titles_of(rows)
        taken = False
        for problem in broken.problems:
            found = re.fullmatch(r"([A-Z]+)(\d+)", problem.cell)
            if problem.sheet != "survey" or found is None:
                continue
            row, column = rows[int(found[2]) - 2], titles[_index(found[1])]
            if column in {"relevant", "constraint", "calculation"} and row.get(column):
                row[f"lss_{column}"] = row[column]
                row[column] = "''" if column == "calculation" else ""
                self.left.append(Left(row.get("name", ""), f"een regel ({problem.message})", row[f"lss_{column}"]))
                taken = True
        return taken

    def _sheets(self, rows: list[Cells]) -> dict[str, list[list[str]]]:
        titles = {row.get("surveyls_language", ""): row.get("surveyls_title", "") for row in self._titles()}
        choices = [choice for items in self.lists.values() for choice in items]
        settings: Cells = {
            "form_title": titles.get(self.languages[0], "") or "LimeSurvey",
            "form_id": f"lss_{self._sid() or 'enquete'}",
            "default_language": language_name(self.languages[0]),
        }
        return {"survey": _grid(rows), "choices": _grid(choices), "settings": _grid([settings])}


def _is_top(row: Row) -> bool:
    return row.get("parent_qid", "0") in {"", "0"} and bool(row.get("title"))


def _number(row: Row, field: str) -> int:
    text = row.get(field) or "0"
    return int(text) if text.isdigit() else 0


def _titles_of(rows: list[Cells]) -> list[str]:
    first = ["type", "list_name", "name"]
    every = dict.fromkeys(key for row in rows for key, text in row.items() if text)
    return [key for key in first if key in every] + [key for key in every if key not in first]


def _grid(rows: list[Cells]) -> list[list[str]]:
    titles = _titles_of(rows)
    return [titles, *([row.get(title, "") for title in titles] for row in rows)] if titles else []


def _index(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
