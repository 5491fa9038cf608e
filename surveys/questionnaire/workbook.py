"""An XLSForm workbook becomes a questionnaire, or is refused as a whole with every problem named."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .canonical import Aside, Choice, ChoiceList, Group, Node, OtherSheet, Question, Questionnaire
from .columns import Columns, letters
from .elsewhere import Pools
from .problems import BrokenWorkbook, Problem
from .question_types import BEGIN, END, QuestionType, read_type, setting_of
from .sheets import CORE, Row, Sheet, read_sheets
from .soundness import faults

MAX_NESTED = 20

_NEEDED = {"survey": ("type",), "choices": ("name",)}
_YES = frozenset({"yes", "true", "true()"})


def read_workbook(source: str | Path | bytes, *, to_run: bool = True) -> Questionnaire:
    """Read an XLSForm workbook (.xlsx or .xls; a path, or its bytes).

    Raise BrokenWorkbook with all problems at once, each with sheet, cell and a Dutch sentence that says the remedy.
    With `to_run=False` a workbook may use what XLSForm has and we cannot evaluate; it is kept for writing it again.
    """
    sheets = read_sheets(source)
    problems = [problem for name in _NEEDED for problem in _titles(name, sheets.get(name))]
    if problems:
        raise BrokenWorkbook(*problems)
    return _Reading(sheets, to_run=to_run).questionnaire()


def _titles(name: str, sheet: Sheet | None) -> Iterator[Problem]:
    if sheet is None or _is_other(name, sheet) or (name == "choices" and not any(sheet.rows())):
        if name == "survey":
            yield Problem("", "", "Het blad survey ontbreekt. Voeg het toe, met de kolommen type, name en label.")
        return
    keys = [key.partition("::")[0] for key in sheet.keys]
    for needed in _NEEDED[name]:
        if needed not in keys:
            yield Problem(sheet.title, "A1", f"De kolom {needed} ontbreekt. Zet {needed} in rij 1.")
    for key, count in Counter(sheet.keys).items():
        places = [letters(at) for at, other in enumerate(sheet.keys) if other == key]
        if count > 1:
            message = f"De kolom {key} staat er {count} keer ({', '.join(places)}). Laat er een staan."
            yield Problem(sheet.title, f"{places[1]}1", message)


def _is_other(name: str, sheet: Sheet) -> bool:
    """Say whether the only sheet of a workbook, which stands for the survey, is about something else."""
    return name == "survey" and sheet.title.strip().casefold() != name and "type" not in sheet.keys


@dataclass
class _Open:
    """A group whose end has not been read."""

    row: Row
    shape: str
    children: list[Node] = field(default_factory=list)


class _Reading:
    """Reads the rows and remembers where each came from, so that a fault can name its cell."""

    def __init__(self, sheets: dict[str, Sheet], *, to_run: bool) -> None:
        self.sheets = sheets
        self.to_run = to_run
        self.problems: list[Problem] = []
        self.rows: dict[int, Row] = {}
        self.asides: list[Aside] = []
        self.settings = self._settings()
        self.language = self.settings.get("default_language", "")
        self.choice_rows: list[str] = []
        self.lists = tuple(ChoiceList(name=name, choices=tuple(choices)) for name, choices in self._choices().items())
        self.others = tuple(_other(sheet) for name, sheet in sheets.items() if name not in CORE)
        self.pools = Pools.of(self.lists, self.others, self.language)

    def questionnaire(self) -> Questionnaire:
        children = self._children()
        core = {name: sheet for name, sheet in self.sheets.items() if name in CORE}
        titles = tuple(sheet.title for sheet in self.sheets.values())
        together = [items.name for items in self.lists for _ in items.choices]
        questionnaire = Questionnaire(
            settings=self.settings,
            children=children,
            lists=self.lists,
            headers=tuple(sorted((name, sheet.titles) for name, sheet in core.items())),
            asides=tuple(self.asides),
            others=self.others,
            titles=() if set(titles) <= set(CORE) else titles,
            choice_rows=() if self.choice_rows == together else tuple(self.choice_rows),
        )
        for fault in faults(questionnaire):
            if self.to_run or not fault.only_to_run:
                self.problems.append(self._row(fault.at).problem(fault.column, fault.message))
        if self.problems:
            raise BrokenWorkbook(*sorted(self.problems, key=self._place))
        return questionnaire

    def _row(self, at: object) -> Row:
        """Return the row of a fault; one of the settings stands in the row under their titles."""
        return self.rows[id(at)] if id(at) in self.rows else Row(self.sheets["settings"], 2, self.settings)

    def _place(self, problem: Problem) -> tuple[int, int, str]:
        titles = [sheet.title for name, sheet in sorted(self.sheets.items(), reverse=True)]
        row = "".join(filter(str.isdigit, problem.cell))
        return titles.index(problem.sheet), int(row or 0), problem.cell

    def _set_aside(self, sheet: str, place: int, row: Row) -> None:
        aside = Aside(sheet=sheet, row=place, columns=row.columns)
        self.rows[id(aside)] = row
        self.asides.append(aside)

    def _settings(self) -> Columns:
        """Read the row under the titles; others say nothing and are kept."""
        rows = list(self.sheets["settings"].rows()) if "settings" in self.sheets else []
        for place, row in enumerate(rows[1:], 1):
            self._set_aside("settings", place, row)
        return rows[0].columns if rows else Columns()

    def _choices(self) -> dict[str, list[Choice]]:
        """Read the choices by list; a row of no list is a remark."""
        lists: dict[str, list[Choice]] = {}
        for place, row in enumerate(self.sheets["choices"].rows() if "choices" in self.sheets else ()):
            name = row.columns.get("list_name", "")
            if not name:
                self._set_aside("choices", place, row)
                continue
            choice = Choice(name=row.columns.get("name", ""), columns=row.columns, default_language=self.language)
            self.rows[id(choice)] = row
            lists.setdefault(name, []).append(choice)
            self.choice_rows.append(name)
        return lists

    def _children(self) -> tuple[Node, ...]:
        top: list[Node] = []
        around: list[_Open] = []
        for place, row in enumerate(self.sheets["survey"].rows()):
            found = read_type(row.columns.get("type", ""))
            siblings = around[-1].children if around else top
            if _is_aside(row.columns):
                self._set_aside("survey", place, row)
            elif found.kind in BEGIN:
                self._begin(row, found.kind, around)
            elif found.kind in END:
                self._end(row, found.kind, around, top)
            else:
                siblings.append(self._question(row, found, place))
        for group in around:
            message = f"Deze groep wordt niet gesloten. Voeg onder de laatste vraag een rij end_{group.shape} toe."
            self.problems.append(group.row.problem("type", message))
        while around:
            self._close(around, top, Columns())
        return tuple(top)

    def _begin(self, row: Row, kind: str, around: list[_Open]) -> None:
        around.append(_Open(row, BEGIN[kind]))
        if len(around) > MAX_NESTED:
            message = f"Er staan meer dan {MAX_NESTED} groepen in elkaar. Haal er groepen uit."
            raise BrokenWorkbook(*self.problems, row.problem("type", message))

    def _end(self, row: Row, kind: str, around: list[_Open], top: list[Node]) -> None:
        if not around:
            message = "Hier eindigt een groep die niet begonnen is. Haal deze rij weg of voeg begin_group toe."
            self.problems.append(row.problem("type", message))
            return
        if around[-1].shape != END[kind]:
            message = (
                f"Deze rij past niet bij het begin in rij {around[-1].row.number}. Gebruik end_{around[-1].shape}."
            )
            self.problems.append(row.problem("type", message))
        self._close(around, top, row.columns)

    def _close(self, around: list[_Open], top: list[Node], closing: Columns) -> None:
        opened = around.pop()
        columns = opened.row.columns
        group = Group(
            name=columns.get("name", ""),
            columns=columns,
            default_language=self.language,
            kind=opened.shape,
            children=tuple(opened.children),
            closing=closing,
        )
        self.rows[id(group)] = opened.row
        (around[-1].children if around else top).append(group)

    def _question(self, row: Row, found: QuestionType, place: int) -> Question:
        columns = row.columns
        if found.rest and not found.or_other:
            message = f"‘{found.rest}’ achter de lijst betekent niets. Haal het weg, of schrijf or_other."
            self.problems.append(row.problem("type", message))
        nameless = {"note": f"generated_note_name_{place + 2}", "audit": "audit"}
        question = Question(
            name=columns.get("name", "") or nameless.get(found.kind, ""),
            columns=columns,
            default_language=self.language,
            kind=self.pools.kind(columns.get("type", "")),
            list_name=found.list_name,
            choices=self.pools.choices(columns, found.list_name),
        )
        self.rows[id(question)] = row
        return question


def _is_aside(columns: Columns) -> bool:
    """Say whether a row is disabled, a remark, or a setting of an old workbook."""
    if columns.get("disabled", "").casefold() in _YES:
        return True
    if "type" in columns:
        return bool(setting_of(columns["type"]))
    return not columns.get("name") and not columns.text("label", "")


def _other(sheet: Sheet) -> OtherSheet:
    lines = [_trimmed(line) for line in sheet.lines if any(line)]
    return OtherSheet(title=sheet.title, rows=(sheet.titles, *lines) if sheet.titles or lines else ())


def _trimmed(line: tuple[str, ...]) -> tuple[str, ...]:
    return line[: max(at for at, text in enumerate(line, 1) if text)]
