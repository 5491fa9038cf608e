"""The CSV file of a frame: read whole, or refused with every wrong row named."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.directory.models import Municipality
from surveys import known_codes

COLUMNS = ("gm_code", "name", "province_code", "province", "population", "size_class_cbs", "size_class4")
PLACE = ("hex_col", "hex_row")
CODE = re.compile(r"GM[0-9]{4}")
PROVINCE = re.compile(r"PV(?:2[0-9]|3[01])")


class BrokenFrame(Exception):
    """Refuse a file as a whole; `problems` are sentences that begin with the row."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class FrameRow:
    """One municipality of the file."""

    code: str
    name: str
    province_code: str
    province: str
    population: int
    size_class_cbs: int
    size_class: str
    col: int | None
    row: int | None


def rows_of(file: bytes, year: int) -> list[FrameRow]:
    """Read the rows of a UTF-8 CSV file for `year`. Raises BrokenFrame with all problems at once."""
    try:
        reader = csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""), strict=True)
        header, lines = list(reader.fieldnames or []), [(reader.line_num, line) for line in reader]
    except UnicodeDecodeError as broken:
        raise BrokenFrame(_("Dit bestand is geen UTF-8. Bewaar het als CSV UTF-8.")) from broken
    except csv.Error as broken:
        raise BrokenFrame(_("Dit is geen CSV-bestand dat te lezen is: %(why)s.") % {"why": broken}) from broken
    _check_header(header)
    if not lines:
        raise BrokenFrame(_("In dit bestand staan geen gemeenten."))
    problems = list(_problems(lines, year))
    if problems:
        raise BrokenFrame(*problems)
    return [_row(line) for _number, line in lines]


def _check_header(header: list[str]) -> None:
    absent = [name for name in COLUMNS if name not in header]
    unknown = [name for name in header if name not in (*COLUMNS, *PLACE)]
    if absent:
        raise BrokenFrame(_("Rij 1: deze kolommen ontbreken: %(names)s.") % {"names": ", ".join(absent)})
    if unknown or len(set(header)) != len(header):
        raise BrokenFrame(_("Rij 1: deze kolommen horen er niet: %(names)s.") % {"names": ", ".join(unknown or header)})
    if len({*PLACE} & {*header}) == 1:
        raise BrokenFrame(_("Rij 1: hex_col en hex_row horen bij elkaar."))


Line = dict[str | None, str | None]


def _problems(lines: list[tuple[int, Line]], year: int) -> Iterator[str]:
    codes: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    for number, line in lines:
        for what in _faults(line, year):
            yield _("Rij %(number)s: %(what)s") % {"number": number, "what": what}
        code, place = line["gm_code"] or "", (line.get("hex_col") or "", line.get("hex_row") or "")
        if codes.setdefault(code, number) != number:
            yield _("Rij %(number)s: CBS-code %(code)s staat ook in rij %(other)s.") % {
                "number": number, "code": code, "other": codes[code],
            }  # fmt: skip
        if all(place) and places.setdefault(place, number) != number:
            yield _("Rij %(number)s: deze plek op de kaart heeft rij %(other)s al.") % {
                "number": number, "other": places[place],
            }  # fmt: skip


def _faults(line: Line, year: int) -> Iterator[str]:
    if None in line or None in line.values():
        yield _("deze rij heeft niet evenveel kolommen als de kop.")
        return
    code = line["gm_code"] or ""
    if not CODE.fullmatch(code):
        yield _("‘%(code)s’ is geen CBS-code van een gemeente, zoals GM0363.") % {"code": code}
    elif doubt := known_codes.doubt(code, year):
        yield doubt
    if not (line["name"] or "").strip():
        yield _("de naam ontbreekt.")
    if not PROVINCE.fullmatch(line["province_code"] or "") or not (line["province"] or "").strip():
        yield _("‘%(code)s’ is geen provincie.") % {"code": line["province_code"]}
    if not _is_number(line["population"], 1, 10_000_000):
        yield _("‘%(text)s’ is geen aantal inwoners.") % {"text": line["population"]}
    if not _is_number(line["size_class_cbs"], 1, 8):
        yield _("size_class_cbs is een getal van 1 tot en met 8, niet ‘%(text)s’.") % {"text": line["size_class_cbs"]}
    if line["size_class4"] not in Municipality.SizeClass.values:
        yield _("size_class4 is een van %(classes)s, niet ‘%(text)s’.") % {
            "classes": ", ".join(Municipality.SizeClass.values), "text": line["size_class4"],
        }  # fmt: skip
    place = [line.get(name) or "" for name in PLACE]
    if any(place) and not all(_is_number(text, 0, 200) for text in place):
        yield _("hex_col en hex_row zijn beide een getal, of beide leeg.")


def _is_number(text: str | None, least: int, most: int) -> bool:
    return bool(text) and re.fullmatch(r"[0-9]{1,9}", text or "") is not None and least <= int(text or "") <= most


def _row(line: Line) -> FrameRow:
    def cell(name: str) -> str:
        return (line.get(name) or "").strip()

    col, row = (int(cell(name)) if cell(name) else None for name in PLACE)
    return FrameRow(
        code=cell("gm_code"),
        name=cell("name"),
        province_code=cell("province_code"),
        province=cell("province"),
        population=int(cell("population")),
        size_class_cbs=int(cell("size_class_cbs")),
        size_class=cell("size_class4"),
        col=col,
        row=row,
    )
