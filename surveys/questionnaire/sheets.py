"""The sheets of a workbook as rows of text, read without letting a hostile file fill the memory."""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from .columns import Columns, keys_of, letters, tidied
from .problems import BrokenWorkbook, Problem

MAX_BYTES = 5_000_000
MAX_UNPACKED = 60_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
MAX_CELLS = 2_000_000

CORE = ("survey", "choices", "settings")
_LISTS = ("choices and columns", "columns and choices", "columns")  # as old workbooks call the sheet choices
_ELSEWHERE = frozenset({"external_choices", "osm", "entities"})
_NOT_A_WORKBOOK = "Dit bestand is geen werkmap. Bewaar het in Excel of LibreOffice als .xlsx en probeer het opnieuw."
_TOO_LARGE = "Deze werkmap is te groot. Een vragenlijst heeft hoogstens 5 MB en 20.000 rijen."
_UNREADABLE = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error,
    etree.XMLSyntaxError, ValueError, LookupError,
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A sheet with its titles in the first row; `title` is its name as the workbook spells it."""

    name: str
    title: str
    titles: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return the standard name of each column; a column without a title is kept under its letter, as (J)."""
        return keys_of(self.name, self.titles)

    def rows(self) -> Iterator["Row"]:
        """Yield the rows that have any filled cell; the row under the titles is number 2."""
        keys = self.keys
        for number, line in enumerate(self.lines, 2):
            if any(line):
                cells = {key: tidied(key, text) for key, text in zip(keys, line, strict=True)}
                yield Row(self, number, Columns(cells))


@dataclass(frozen=True)
class Row:
    """One row of a sheet, with its number as a spreadsheet shows it."""

    sheet: Sheet
    number: int
    columns: Columns

    def problem(self, column: str, message: str) -> Problem:
        """Point at a cell of this row; a column in several languages stands for its first, an absent one for A."""
        keys = self.sheet.keys
        near = [at for at, key in enumerate(keys) if key == column or key.startswith(f"{column}::")]
        return Problem(self.sheet.title, f"{letters(near[0] if near else 0)}{self.number}", message)


def core_names(titles: Sequence[str]) -> dict[str, str]:
    """Say by title which sheet is the survey, the choices and the settings; others are not in the answer.

    A workbook of one sheet holds the survey, whatever the sheet is called.
    """
    names = {title: title.strip().casefold() for title in titles}
    if len(names) == 1 and not set(names.values()) & {*CORE, *_ELSEWHERE}:
        return dict.fromkeys(names, "survey")
    found = {name: title for title, name in reversed(names.items())}
    old = next((found[name] for name in _LISTS if name in found), None)
    if "choices" not in found and old is not None:
        found["choices"] = old
    return {found[name]: name for name in CORE if name in found}


def read_sheets(source: str | Path | bytes) -> dict[str, Sheet]:
    """Read all sheets, in their order: survey, choices and settings by that name, others by their own title.

    Raise BrokenWorkbook for a file that is no workbook.
    """
    content = _content(source)
    if content.startswith(b"PK"):
        _refuse_bomb(content)
    elif not content.startswith(b"\xd0\xcf\x11\xe0"):
        raise BrokenWorkbook(Problem("", "", _NOT_A_WORKBOOK))
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids = {title: _grid(workbook, title) for title in workbook.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        raise BrokenWorkbook(Problem("", "", _NOT_A_WORKBOOK)) from error
    if sum(len(grid) * max(map(len, grid), default=0) for grid in grids.values()) > MAX_CELLS:
        raise BrokenWorkbook(Problem("", "", _TOO_LARGE))
    names = core_names(list(grids))
    sheets = [_sheet(names.get(title, title), title, grid) for title, grid in grids.items()]
    return {sheet.name: sheet for sheet in sheets}


def _content(source: str | Path | bytes) -> bytes:
    if isinstance(source, bytes):
        content = source
    else:
        try:
            with Path(source).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise BrokenWorkbook(Problem("", "", f"Het bestand {source} kan niet worden gelezen.")) from error
    if len(content) > MAX_BYTES:
        raise BrokenWorkbook(Problem("", "", _TOO_LARGE))
    return content


def _refuse_bomb(content: bytes) -> None:
    """Look into the archive first: calamine makes room for the whole rectangle up to the last cell of a sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_UNPACKED:
                raise BrokenWorkbook(Problem("", "", _TOO_LARGE))
            if not any(member.filename.lower() == "xl/workbook.xml" for member in members):
                raise BrokenWorkbook(Problem("", "", _NOT_A_WORKBOOK))
            if archive.testzip() is not None:
                raise BrokenWorkbook(Problem("", "", _NOT_A_WORKBOOK))
            for member in members:
                _refuse_wide_sheet(archive.read(member))
    except _UNREADABLE as error:
        raise BrokenWorkbook(Problem("", "", _NOT_A_WORKBOOK)) from error


def _refuse_wide_sheet(content: bytes) -> None:
    """Measure the rectangle of cells in one member, whatever its name; what is not XML has none.

    Cells without an address follow on each other, so those are counted.
    """
    if content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] != b"<":
        return
    rows = columns = row = column = 0
    parsed = etree.iterparse(io.BytesIO(content), tag=("{*}row", "{*}c"), resolve_entities=False, recover=True)
    for _, element in parsed:
        name, number = _address(element.get("r", ""))
        if etree.QName(element).localname == "c":
            column = name or column + 1
            columns = max(columns, column)
            rows = max(rows, number)
        else:
            row, column = number or row + 1, 0
            rows = max(rows, row)
        element.clear()
    if columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
        raise BrokenWorkbook(Problem("", "", _TOO_LARGE))


def _address(text: str) -> tuple[int, int]:
    """Return the column and row numbers of "AB12" or "12"; 0 for what is absent."""
    found = re.fullmatch(r"([A-Za-z]{0,3})([0-9]{0,9})", text)
    return (_column_number(found[1]), int(found[2] or 0)) if found else (0, 0)


def _column_number(name: str) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _grid(workbook: CalamineWorkbook, title: str) -> list[list[str]]:
    sheet = workbook.get_sheet_by_name(title)
    last_row, last_column = sheet.end or (0, 0)
    if last_row >= MAX_ROWS or last_column >= MAX_COLUMNS or last_row * last_column > MAX_CELLS:
        raise BrokenWorkbook(Problem(title, "", _TOO_LARGE))
    return [[_text(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)]


def _sheet(name: str, title: str, grid: list[list[str]]) -> Sheet:
    width = max((at for line in grid for at, text in enumerate(line, 1) if text), default=0)
    titles, *lines = [line[:width] for line in grid] or [[]]
    return Sheet(name, title, tuple(titles), tuple(map(tuple, lines)))


def _text(cell: object) -> str:
    """Return what a cell says, as the reference converter reads it; a spreadsheet keeps 1 as 1.0."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        return f"{cell.isoformat()} 00:00:00"  # a spreadsheet keeps a day as its first moment
    return str(cell).strip()
