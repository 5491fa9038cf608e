"""A table that somebody uploads, as CSV or as a workbook: one road for both, so that they are judged alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.spreadsheets import FORMULA
from surveys.questionnaire import BrokenWorkbook
from surveys.questionnaire.sheets import first_grid

MOST_ROWS = 20_000
WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")  # how .xlsx and .xls begin
Numbered = tuple[int, list[str]]


class BrokenTable(Exception):
    """Refuse a file as a whole; `problems` are sentences that begin with the row."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Line:
    """One row of the file, with its number as a spreadsheet shows it; the cells by the title of their column."""

    number: int
    cells: dict[str, str]
    is_whole: bool = True  # it has as many cells as the title row

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def problem(self, column: str, what: str) -> str:
        """Point at a cell of this row: which row, what is wrong, what to do, and in which column."""
        return _("Rij %(number)s: %(what)s (kolom %(column)s)") % {
            "number": self.number, "column": column, "what": what,
        }  # fmt: skip

    @property
    def torn(self) -> str:
        return _("Rij %(number)s: deze rij heeft niet evenveel kolommen als de kop. Vul haar aan tot %(count)s.") % {
            "number": self.number, "count": len(self.cells),
        }  # fmt: skip


def lines_of(file: bytes, *, needed: Collection[str], known: Collection[str]) -> list[Line]:
    """Read a UTF-8 CSV file (commas or semicolons), or the first sheet of an .xlsx or .xls file.

    Raises BrokenTable when it is neither, when a column that is `needed` is absent or one stands there that is not
    `known`. Empty rows are passed over.
    """
    rows = _of_workbook(file) if file.startswith(WORKBOOKS) else _of_text(file)
    header = [title.strip() for title in rows[0][1]] if rows else []
    _check(header, needed, known)
    if len(rows) > MOST_ROWS:
        raise BrokenTable(_("Dit bestand heeft meer dan %(most)s rijen.") % {"most": MOST_ROWS})
    return [_line(number, cells, header) for number, cells in rows[1:] if any(cells)]


def _line(number: int, cells: list[str], header: list[str]) -> Line:
    return Line(number, dict(zip(header, map(_plain, cells), strict=False)), len(cells) == len(header))


def _plain(cell: str) -> str:
    """Take off the apostrophe with which our own exports keep a cell from being calculated."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in FORMULA else text


def _of_text(file: bytes) -> list[Numbered]:
    try:
        text = file.decode("utf-8-sig")
        head = text.partition("\n")[0]
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True)
        return [(reader.line_num, cells) for cells in reader]
    except UnicodeDecodeError as broken:
        raise BrokenTable(_("Dit bestand is geen UTF-8. Bewaar het als CSV UTF-8 of als .xlsx.")) from broken
    except csv.Error as broken:
        raise BrokenTable(_("Dit is geen CSV-bestand dat te lezen is: %(why)s.") % {"why": broken}) from broken


def _of_workbook(file: bytes) -> list[Numbered]:
    try:
        grid = first_grid(file)
    except BrokenWorkbook as broken:
        raise BrokenTable(*map(str, broken.problems)) from broken
    width = max((at for at, title in enumerate(grid[0], 1) if title), default=0) if grid else 0
    # a sheet is a rectangle: what is empty beyond the titles was never typed
    return [(number, cells[:width] if not any(cells[width:]) else cells) for number, cells in enumerate(grid, 1)]


def _check(header: list[str], needed: Collection[str], known: Collection[str]) -> None:
    absent = [name for name in needed if name not in header]
    unknown = [name for name in header if name not in known]
    if absent:
        raise BrokenTable(_("Rij 1: deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(absent)})
    if unknown or len(set(header)) != len(header):
        raise BrokenTable(_("Rij 1: deze kolommen horen er niet: %(names)s.") % {"names": ", ".join(unknown or header)})
