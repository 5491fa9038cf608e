"""The frame of a later year, worked out from that of 2019 and the mergers since.

Of no later year the inhabitants come with Schakel, so those of 2019 are added up: who merged counts together, and who
was divided counts in equal parts, for the figures of single villages are not known. Whoever has the figures of CBS of
that year reads them from a file instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from schakel.directory.models import FrameEntry, Municipality
from surveys.frame_file import FrameRow
from surveys.known_codes import Merger, mergers

# the size classes of CBS begin at these numbers of inhabitants
BEGINS = (0, 5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)


def cbs_class(population: int) -> int:
    """Return the size class of CBS, 1 to 8."""
    return sum(population >= least for least in BEGINS)


def stratum(population: int) -> str:
    """Return which of our four strata a municipality is in."""
    classes = Municipality.SizeClass
    if population < 20_000:
        return classes.UNDER_20
    if population < 50_000:
        return classes.FROM_20
    return classes.FROM_50 if population < 100_000 else classes.FROM_100


def derived(start: Iterable[FrameEntry], year: int) -> list[FrameRow]:
    """Return the municipalities of 1 January of `year`, by code; `start` is the frame of 2019."""
    rows = {entry.municipality.cbs_code: _row(entry) for entry in start}
    ending: dict[str, list[Merger]] = defaultdict(list)
    for merger in mergers():
        if merger.day <= date(year, 1, 1):
            ending[merger.code].append(merger)
    for code, into in ending.items():
        gone = rows.pop(code, None)
        if gone:
            _divide(gone, into, rows)
    return [_sized(rows[code]) for code in sorted(rows)]


def _divide(gone: FrameRow, into: list[Merger], rows: dict[str, FrameRow]) -> None:
    """Give the inhabitants of `gone` to whom it went into, to the last one."""
    part, left = divmod(gone.population, len(into))
    for number, merger in enumerate(into):
        people = part + (number < left)
        there = rows.get(merger.into)
        if there:
            rows[merger.into] = replace(there, population=there.population + people)
        else:
            rows[merger.into] = replace(gone, code=merger.into, name=merger.name, population=people, col=None, row=None)


def _row(entry: FrameEntry) -> FrameRow:
    known = entry.municipality
    return FrameRow(
        code=known.cbs_code,
        name=entry.name,
        province_code=known.province_code,
        province=entry.province,
        population=entry.population,
        size_class_cbs=known.size_class_cbs,
        size_class=entry.size_class,
        col=known.hex_col,
        row=known.hex_row,
    )


def _sized(row: FrameRow) -> FrameRow:
    return replace(row, size_class_cbs=cbs_class(row.population), size_class=stratum(row.population))
