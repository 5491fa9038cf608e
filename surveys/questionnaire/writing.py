"""A questionnaire becomes an XLSForm workbook again: every sheet, column and row where it stood."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils.exceptions import IllegalCharacterError

from .canonical import Group, Question, Questionnaire
from .columns import Columns, keys_of, letters
from .question_types import read_type
from .sheets import CORE, core_names

MAX_CELL = 32_767
_USUAL = {
    "survey": ("type", "name", "label"),
    "choices": ("list_name", "name", "label"),
    "settings": ("form_title", "form_id"),
}
_LETTER = re.compile(r"\(([A-Z]{1,3})\)")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

Line = Sequence[str]


class NotWritable(ValueError):
    """Tell in Dutch why a questionnaire does not fit in a workbook."""


def write_workbook(questionnaire: Questionnaire) -> bytes:
    """Write a questionnaire as .xlsx, so that reading it gives the same questionnaire; raise NotWritable.

    Columns that no title names come behind those of the workbook from which the questionnaire came.
    """
    workbook = Workbook(write_only=True)
    for title, lines in sheets_of(questionnaire).items():
        try:
            sheet = workbook.create_sheet(title)
            for line in lines:
                sheet.append([_cell(sheet, text) for text in line])
        except (IllegalCharacterError, ValueError) as error:
            raise NotWritable(f"Het blad ‘{title}’ past niet in een werkmap: {error}") from error
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def sheets_of(questionnaire: Questionnaire) -> dict[str, list[Line]]:
    """Return the sheets by title in their order, each as lines of text with the column titles first."""
    others = {other.title: list(other.rows) for other in questionnaire.others}
    headers = dict(questionnaire.headers)
    rows = {name: list(_with_asides(questionnaire, name)) for name in CORE}
    present = [name for name in CORE if name == "survey" or name in headers or rows[name]]
    spelled = {name: title for title, name in core_names(questionnaire.titles).items()}
    core = {spelled.get(name, name): _lines(name, headers.get(name), rows[name]) for name in present}
    titles = dict.fromkeys([*(title for title in questionnaire.titles if title in core | others), *core, *others])
    return {title: core[title] if title in core else others[title] for title in titles}


def _lines(sheet: str, titles: Line | None, rows: list[Columns]) -> list[Line]:
    written = list(titles if titles is not None else _USUAL[sheet])
    keys = list(keys_of(sheet, written))
    for key in dict.fromkeys(key for row in rows for key in row if key not in keys):
        _make_room(written, keys, key)
    return [written, *([row.get(key, "") for key in keys] for row in rows)] if written else []


def _make_room(titles: list[str], keys: list[str], key: str) -> None:
    """Add a column for a key; `(J)` is the column J, which has no title."""
    letter = _LETTER.fullmatch(key)
    while letter and letters(len(titles)) != letter[1] and len(titles) < MAX_CELL // 32:
        keys.append(f"({letters(len(titles))})")
        titles.append("")
    keys.append(key)
    titles.append("" if letter else key)


def _with_asides(questionnaire: Questionnaire, sheet: str) -> Iterator[Columns]:
    """Yield the rows of a sheet, each row that was set aside in its own place."""
    aside = {each.row: each.columns for each in questionnaire.asides if each.sheet == sheet}
    place = 0
    for columns in _rows(questionnaire, sheet):
        while place in aside:
            yield aside.pop(place)
            place += 1
        yield columns
        place += 1
    yield from (aside[row] for row in sorted(aside))


def _rows(questionnaire: Questionnaire, sheet: str) -> Iterable[Columns]:
    if sheet == "settings":
        return [questionnaire.settings] if questionnaire.settings else []
    return _survey(questionnaire.children) if sheet == "survey" else _choices(questionnaire)


def _survey(nodes: Iterable[Group | Question]) -> Iterator[Columns]:
    for node in nodes:
        if isinstance(node, Question):
            yield _typed(node.columns, node.kind, node.name, node.list_name)
        else:
            yield _typed(node.columns, f"begin_{node.kind}", node.name)
            yield from _survey(node.children)
            yield node.closing or Columns({"type": f"end_{node.kind}"})


def _typed(columns: Columns, kind: str, name: str, list_name: str = "") -> Columns:
    """Give a row its type and name where it was not read from a workbook."""
    if "type" in columns and ("name" in columns or read_type(columns["type"]).kind in {"note", "audit"}):
        return columns
    return Columns({"type": f"{kind} {list_name}".strip(), "name": name, **columns})


def _choices(questionnaire: Questionnaire) -> Iterator[Columns]:
    left = {
        items.name: [Columns({"list_name": items.name, "name": c.name, **c.columns}) for c in items.choices]
        for items in questionnaire.lists
    }
    for name in questionnaire.choice_rows:
        if left.get(name):
            yield left[name].pop(0)
    for choices in left.values():
        yield from choices


def _cell(sheet: Any, text: str) -> Cell | None:
    """Make a cell of text, whatever it looks like: no formula, no number, no escape of its own."""
    if not text:
        return None
    if len(text) > MAX_CELL:
        raise ValueError(f"een tekst is langer dan {MAX_CELL} tekens.")
    cell: Cell = WriteOnlyCell(sheet, _ESCAPE.sub("_x005F_", text))
    cell.data_type = "s"
    return cell
