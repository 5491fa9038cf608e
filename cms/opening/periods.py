"""The hours through the years: one line for each time that they changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.opening import words
from cms.opening.days import MIDNIGHT, Kind, Row, covers, strongest

MONDAY = 0


@dataclass(frozen=True)
class Regime:
    """The hours that held from one day until another, in words, and its working day as (begin, end, kind) in hours."""

    name: str
    regular: str
    urgent: str
    bars: list[tuple[float, float, Kind]]


def regimes(rows: Sequence[Row]) -> list[Regime]:
    """Return the regimes in order of time."""
    terms = sorted(
        {(row.since, row.until) for row in rows}, key=lambda term: (term[0] is not None, term[0] or date.min)
    )
    return [_regime([row for row in rows if (row.since, row.until) == term], *term) for term in terms]


def _regime(rows: list[Row], since: date | None, until: date | None) -> Regime:
    return Regime(_name(since, until), words.hours(rows, Kind.REGULAR), words.hours(rows, Kind.URGENT), _monday(rows))


def _name(since: date | None, until: date | None) -> str:
    last = until - timedelta(days=1) if until else None
    names = {"since": date_format(since, "j F Y") if since else "", "last": date_format(last, "j F Y") if last else ""}
    if since and last:
        return _("%(since)s tot en met %(last)s") % names
    if last:
        return _("Tot en met %(last)s") % names
    return _("Sinds %(since)s") % names if since else _("Altijd")


def _monday(rows: list[Row]) -> list[tuple[float, float, Kind]]:
    monday = [row for row in rows if row.weekday == MONDAY]
    begins = sorted({MIDNIGHT, *(edge for row in monday for edge in (row.from_time, row.to_time))})
    kinds = [strongest(row for row in monday if covers(row, begin)) for begin in begins]
    ends = [*map(_hour, begins[1:]), 24.0]
    bars = zip(map(_hour, begins), ends, kinds, strict=True)
    return [bar for bar in bars if bar[2] != Kind.CLOSED]


def _hour(clock: time) -> float:
    return clock.hour + clock.minute / 60
