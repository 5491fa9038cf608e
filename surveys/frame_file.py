"""The file of a frame, CSV or workbook: read whole, or refused with every wrong row named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from schakel.directory.models import Municipality
from surveys import known_codes
from surveys.table_file import BrokenTable, Line, lines_of

COLUMNS = ("gm_code", "name", "province_code", "province", "population", "size_class_cbs", "size_class4")
PLACE = ("hex_col", "hex_row")
CODE = re.compile(r"GM[0-9]{4}")
PROVINCE = re.compile(r"PV(?:2[0-9]|3[01])")


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
    """Read the rows of a CSV file or a workbook for `year`. Raises BrokenTable with all problems at once."""
    lines = lines_of(file, needed=COLUMNS, known=(*COLUMNS, *PLACE))
    if not lines:
        raise BrokenTable(_("In dit bestand staan geen gemeenten."))
    if len({*PLACE} & {*lines[0].cells}) == 1:
        raise BrokenTable(_("Rij 1: hex_col en hex_row horen bij elkaar. Voeg de andere kolom toe."))
    problems = list(_problems(lines, year))
    if problems:
        raise BrokenTable(*problems)
    return [_row(line) for line in lines]


def _problems(lines: list[Line], year: int) -> Iterator[str]:
    codes: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    for line in lines:
        if not line.is_whole:
            yield line.torn
            continue
        for column, what in _faults(line, year):
            yield line.problem(column, what)
        code, place = line["gm_code"], (line["hex_col"], line["hex_row"])
        if codes.setdefault(code, line.number) != line.number:
            yield line.problem(
                "gm_code",
                _("CBS-code %(code)s staat ook in rij %(other)s. Haal een van beide weg.")
                % {"code": code, "other": codes[code]},
            )
        if all(place) and places.setdefault(place, line.number) != line.number:
            what = _("deze plek op de kaart heeft rij %(other)s al. Kies een andere plek of laat beide cellen leeg.")
            yield line.problem("hex_col", what % {"other": places[place]})


def _faults(line: Line, year: int) -> Iterator[tuple[str, str]]:
    code = line["gm_code"]
    if not CODE.fullmatch(code):
        yield "gm_code", _("‘%(code)s’ is geen CBS-code van een gemeente, zoals GM0363.") % {"code": code}
    elif doubt := known_codes.doubt(code, year):
        yield "gm_code", doubt
    if not line["name"]:
        yield "name", _("de naam ontbreekt. Vul de naam van de gemeente in.")
    if not PROVINCE.fullmatch(line["province_code"]):
        what = _("‘%(code)s’ is geen provincie. Gebruik de code van het CBS: PV20 tot en met PV31.")
        yield "province_code", what % {"code": line["province_code"]}
    if not line["province"]:
        yield "province", _("de naam van de provincie ontbreekt.")
    if not _is_number(line["population"], 1, 10_000_000):
        what = _("‘%(text)s’ is geen aantal inwoners. Vul een heel getal in, zonder punten.")
        yield "population", what % {"text": line["population"]}
    if not _is_number(line["size_class_cbs"], 1, 8):
        what = _("size_class_cbs is een getal van 1 tot en met 8, niet ‘%(text)s’.")
        yield "size_class_cbs", what % {"text": line["size_class_cbs"]}
    if line["size_class4"] not in Municipality.SizeClass.values:
        what = _("size_class4 is een van %(classes)s, niet ‘%(text)s’.")
        yield (
            "size_class4",
            what % {"classes": ", ".join(Municipality.SizeClass.values), "text": line["size_class4"]},
        )
    place = [line[name] for name in PLACE]
    if any(place) and not all(_is_number(text, 0, 200) for text in place):
        yield "hex_col", _("hex_col en hex_row zijn beide een getal, of beide leeg.")


def _is_number(text: str, least: int, most: int) -> bool:
    return re.fullmatch(r"[0-9]{1,9}", text) is not None and least <= int(text) <= most


def _row(line: Line) -> FrameRow:
    col, row = (int(line[name]) if line[name] else None for name in PLACE)
    return FrameRow(
        code=line["gm_code"],
        name=line["name"],
        province_code=line["province_code"],
        province=line["province"],
        population=int(line["population"]),
        size_class_cbs=int(line["size_class_cbs"]),
        size_class=line["size_class4"],
        col=col,
        row=row,
    )
