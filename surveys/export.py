"""The answers of a round as one table over all versions: a column has a name and never moves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from schakel.spreadsheets import harmless
from surveys.models import Response, SurveyPage
from surveys.questionnaire.joining import Column, Table, joined
from surveys.questionnaire.keys import key, split

ABOUT = ("gm_code", "municipality", "receipt", "submitted_at", "version")
CODEBOOK = ("column", "kind", "versions", "label", "earlier_labels", "choices")
NUMBERS = frozenset({"integer", "decimal", "range"})
Cell = str | int | float
Row = list[Cell]


@dataclass(frozen=True)
class Sheet:
    """A table of the export, with its titles."""

    name: str
    titles: list[str]
    rows: list[Row]


def sheets(survey: SurveyPage) -> list[Sheet]:
    """Return the answers, a sheet for each repeat, and the codebook. One row for each submission that counts."""
    versions = [(each.version, each.form) for each in survey.questionnaires.filter(frozen_at__isnull=False)]
    tables = joined(versions)
    sent = list(_submissions(survey))
    main = Sheet("antwoorden", [*ABOUT, *tables[0].columns], [_row(about, given, tables[0]) for about, given in sent])
    repeats = [_repeat(table, sent) for table in tables[1:]]
    return [main, *repeats, _codebook(tables)]


def _submissions(survey: SurveyPage) -> Iterator[tuple[Row, dict[str, str]]]:
    fields = ("invitation__municipality__cbs_code", "organisation__name", "submission__receipt", "submission__at",
              "submission__questionnaire__version", "submission__answers")  # fmt: skip
    counted = Response.objects.filter(survey=survey, submission__isnull=False).order_by("submission__pk")
    for code, name, receipt, at, version, answers in counted.values_list(*fields):
        yield [code or "", name or "", receipt, at.isoformat(timespec="seconds"), version], answers


def _row(about: Row, answers: dict[str, str], table: Table, ids: tuple[str, ...] = ()) -> Row:
    version = int(about[4])
    return [
        *about,
        *(_cell(column, answers.get(key(column.key, ids), ""), version) for column in table.columns.values()),
    ]


def _cell(column: Column, value: str, version: int) -> Cell:
    if column.choice:
        asked = version in column.labels
        return int(column.choice in value.split()) if value and asked else ""
    return _number(value) if column.kind in NUMBERS else value


def _number(value: str) -> Cell:
    try:
        return int(value) if value.lstrip("-").isdigit() else float(value)
    except ValueError:
        return value


def _repeat(table: Table, sent: list[tuple[Row, dict[str, str]]]) -> Sheet:
    rows = [
        [*row[: len(ABOUT)], ".".join(ids), *row[len(ABOUT) :]]
        for about, answers in sent
        for ids in _instances(table, answers)
        for row in [_row(about, answers, table, ids)]
    ]
    return Sheet(table.repeat, [*ABOUT, "instance", *table.columns], rows)


def _instances(table: Table, answers: dict[str, str]) -> list[tuple[str, ...]]:
    """Return the ids of the instances of a repeat in which something was answered, in their own order."""
    keys = {column.key for column in table.columns.values()}
    found = [split(each) for each in answers]
    ids = dict.fromkeys(ids for name, ids in found if name in keys and len(ids) == table.depth)
    for name, around in found:
        if name.rpartition("/")[2] == table.repeat and len(around) == table.depth - 1:
            listed = [(*around, each) for each in answers[key(name, around)].split()]
            return [each for each in listed if each in ids] + [each for each in ids if each not in listed]
    return list(ids)


def _codebook(tables: list[Table]) -> Sheet:
    rows: list[Row] = []
    for table in tables:
        for column in table.columns.values():
            last, *earlier = [column.labels[at] for at in sorted(column.labels, reverse=True)]
            before = " | ".join(dict.fromkeys(each for each in earlier if each != last))
            choices = "" if column.choice else "; ".join(f"{name} = {label}" for name, label in column.choices.items())
            name = f"{table.repeat}: {column.name}" if table.repeat else column.name
            rows.append([name, column.kind, " ".join(map(str, sorted(column.labels))), last, before, choices])
    return Sheet("codeboek", list(CODEBOOK), rows)


# ---------------------------------------------------------------- files
def as_csv(sheet: Sheet) -> str:
    """Return a sheet as CSV, with every text made harmless."""
    text = io.StringIO()
    csv.writer(text).writerows([sheet.titles, *([_harmless(cell) for cell in row] for row in sheet.rows)])
    return text.getvalue()


def as_xlsx(found: Iterable[Sheet]) -> bytes:
    """Return a workbook with a sheet for each table. Numbers are numbers, all else is text."""
    book, taken = Workbook(write_only=True), set[str]()
    for sheet in found:
        name = _title(sheet.name, taken)
        made = book.create_sheet(name)
        for row in [list[Cell](sheet.titles), *sheet.rows]:
            made.append([_written(made, cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _title(name: str, taken: set[str]) -> str:
    """Return a title of a sheet: at most 31 signs, and no two alike."""
    made = name[:28]
    while made.casefold() in taken:
        made = f"{made[:26]}_{len(taken)}"
    taken.add(made.casefold())
    return made


def _harmless(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def _written(sheet: Any, value: Cell) -> Any:
    text = (
        "".join(sign for sign in harmless(value) if sign in "\t\n" or sign >= " ") if isinstance(value, str) else value
    )
    cell = WriteOnlyCell(sheet, text[:32_000] if isinstance(text, str) else text)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula
    return cell
