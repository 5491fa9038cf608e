"""Which rows hold on a day, and what they make of each minute of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

import holidays

HOLIDAY = 7  # the weekday (Monday is 0) of rows that hold on public holidays, in the place of those of the weekday
MIDNIGHT = time(0)


class Kind(StrEnum):
    """How the help desk answers."""

    REGULAR = "regular"
    URGENT = "urgent"
    CLOSED = "closed"


# where rows overlap, an exception wins from the rule and "for everything" from "urgent only"
STRONGEST_FIRST = (Kind.CLOSED, Kind.REGULAR, Kind.URGENT)


class Row(Protocol):
    """Hours on one weekday, from `since` until `until` (not included). A `to_time` of 0:00 is the end of the day."""

    @property
    def since(self) -> date | None: ...
    @property
    def until(self) -> date | None: ...
    @property
    def weekday(self) -> int: ...
    @property
    def from_time(self) -> time: ...
    @property
    def to_time(self) -> time: ...
    @property
    def kind(self) -> str: ...


@lru_cache(maxsize=64)
def _holidays(year: int, language: str) -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language=language))


def public_holiday(on: date, language: str = "nl") -> str:
    """Return the name of the Dutch public holiday that falls on a day; "" on any other day."""
    return _holidays(on.year, "nl" if language == "nl" else "en_US").get(on, "")


def held_on(rows: Iterable[Row], on: date) -> list[Row]:
    """Return the rows of the regime of a day, for whichever weekday."""
    return [row for row in rows if (row.since is None or row.since <= on) and (row.until is None or on < row.until)]


def rows_on(rows: Iterable[Row], on: date) -> list[Row]:
    """Return the rows that count on a day: of its regime, and of its weekday."""
    weekday = HOLIDAY if public_holiday(on) else on.weekday()
    return [row for row in held_on(rows, on) if row.weekday == weekday]


def covers(row: Row, clock: time) -> bool:
    """Tell whether a time of day falls in the hours of `row`: its start does, its end does not."""
    return row.from_time <= clock and (row.to_time == MIDNIGHT or clock < row.to_time)


def kind_on(rows: Iterable[Row], on: date, clock: time) -> Kind:
    """Return how the help desk answers at a time of day."""
    return strongest(row for row in rows_on(rows, on) if covers(row, clock))


def strongest(rows: Iterable[Row]) -> Kind:
    """Return the kind that counts where rows overlap; closed where there are none."""
    kinds = {row.kind for row in rows}
    return next((kind for kind in STRONGEST_FIRST if kind in kinds), Kind.CLOSED)


def kinds_of(rows: Iterable[Row], on: date) -> set[Kind]:
    """Return every way in which the help desk answers on a day."""
    held = rows_on(rows, on)
    edges = {MIDNIGHT, *(edge for row in held for edge in (row.from_time, row.to_time))}
    return {kind_on(held, on, edge) for edge in edges}
