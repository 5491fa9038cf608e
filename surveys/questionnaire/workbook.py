"""An XLSForm workbook becomes a questionnaire, or is refused as a whole with every problem named."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .canonical import Choice, ChoiceList, Group, Node, Question, Questionnaire
from .columns import Columns
from .problems import BrokenWorkbook, Problem
from .question_types import BEGIN, END, QuestionType, read_type
from .sheets import Row, Sheet, letters, read_sheets
from .soundness import faults

MAX_NESTED = 20

_NEEDED = {"survey": ("type", "name", "label"), "choices": ("list_name", "name")}


def read_workbook(source: str | Path | bytes) -> Questionnaire:
    """Read an XLSForm workbook (.xlsx or .xls; a path, or its bytes).

    Raise BrokenWorkbook with all problems at once, each with sheet, cell and a Dutch sentence that says the remedy.
    """
    sheets = read_sheets(source)
    problems = [problem for name in _NEEDED for problem in _titles(name, sheets.get(name))]
    if problems:
        raise BrokenWorkbook(*problems)
    return _Reading(sheets).questionnaire()


def _titles(name: str, sheet: Sheet | None) -> Iterator[Problem]:
    if sheet is None or (name == "choices" and not sheet.titles):
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


@dataclass
class _Open:
    """A group whose end has not been read."""

    row: Row
    shape: str
    children: list[Node] = field(default_factory=list)


class _Reading:
    """Reads the rows and remembers where each came from, so that a fault can name its cell."""

    def __init__(self, sheets: dict[str, Sheet]) -> None:
        self.sheets = sheets
        self.problems: list[Problem] = []
        self.rows: dict[int, Row] = {}
        self.settings = self._settings()
        self.language = self.settings.get("default_language", "")
        self.lists = self._lists()

    def questionnaire(self) -> Questionnaire:
        questionnaire = Questionnaire(
            settings=self.settings,
            children=self._children(),
            lists=tuple(ChoiceList(name=name, choices=tuple(items)) for name, items in self.lists.items()),
            headers=tuple(sorted((name, sheet.titles) for name, sheet in self.sheets.items())),
        )
        for fault in faults(questionnaire):
            self.problems.append(self.rows[id(fault.at)].problem(fault.column, fault.message))
        if self.problems:
            raise BrokenWorkbook(*sorted(self.problems, key=self._place))
        return questionnaire

    def _place(self, problem: Problem) -> tuple[int, int, str]:
        titles = [sheet.title for name, sheet in sorted(self.sheets.items(), reverse=True)]
        row = "".join(filter(str.isdigit, problem.cell))
        return titles.index(problem.sheet), int(row or 0), problem.cell

    def _settings(self) -> Columns:
        rows = list(self.sheets["settings"].rows()) if "settings" in self.sheets else []
        for row in rows[1:]:
            self.problems.append(row.problem("", "Het blad settings heeft één rij met waarden. Haal deze rij weg."))
        return rows[0].columns if rows else Columns()

    def _lists(self) -> dict[str, list[Choice]]:
        lists: dict[str, list[Choice]] = {}
        for row in self.sheets["choices"].rows() if "choices" in self.sheets else ():
            name = row.columns.get("list_name", "")
            if not name:
                self.problems.append(row.problem("list_name", "Dit antwoord hoort bij geen lijst. Vul list_name in."))
                continue
            choice = Choice(name=row.columns.get("name", ""), columns=row.columns, default_language=self.language)
            self.rows[id(choice)] = row
            lists.setdefault(name, []).append(choice)
        return lists

    def _children(self) -> tuple[Node, ...]:
        top: list[Node] = []
        around: list[_Open] = []
        for row in self.sheets["survey"].rows():
            found = read_type(row.columns.get("type", ""))
            siblings = around[-1].children if around else top
            if found.kind in BEGIN:
                self._begin(row, found.kind, around)
            elif found.kind in END:
                self._end(row, found.kind, around, top)
            else:
                siblings.append(self._question(row, found))
        for group in around:
            message = "Deze groep wordt niet gesloten. Voeg onder de laatste vraag een rij end_group toe."
            self.problems.append(group.row.problem("type", message))
        while around:
            self._close(around, top, Columns())
        return tuple(top)

    def _begin(self, row: Row, kind: str, around: list[_Open]) -> None:
        around.append(_Open(row, BEGIN[kind]))
        if BEGIN[kind] != "group":
            message = "Herhalingen worden nog niet ondersteund. Gebruik begin_group en end_group."
            self.problems.append(row.problem("type", message))
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
            children=tuple(opened.children),
            closing=closing,
        )
        self.rows[id(group)] = opened.row
        (around[-1].children if around else top).append(group)

    def _question(self, row: Row, found: QuestionType) -> Question:
        if found.rest:
            message = f"‘{found.rest}’ achter de lijst wordt nog niet ondersteund. Haal het weg."
            self.problems.append(row.problem("type", message))
        question = Question(
            name=row.columns.get("name", ""),
            columns=row.columns,
            default_language=self.language,
            kind=found.kind,
            list_name=found.list_name,
            choices=tuple(self.lists.get(found.list_name, ())),
        )
        self.rows[id(question)] = row
        return question
