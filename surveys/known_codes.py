"""Which CBS codes exist in which year, as far as the facts that come with Schakel reach."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

FACTS = Path(__file__).parent / "facts"
FIRST, LAST = 2019, 2026


@dataclass(frozen=True)
class Merger:
    """One municipality that went into another (or partly did, for a split)."""

    code: str
    into: str
    name: str
    day: date
    kind: str


def frame_2019() -> bytes:
    """Return the file with the municipalities of 2019."""
    return (FACTS / "municipalities_2019.csv").read_bytes()


@cache
def mergers() -> tuple[Merger, ...]:
    """Return the mergers since 2019, in order of time."""
    with (FACTS / "mergers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = (
        Merger(row["from_code"], row["to_code"], row["to_name"], date.fromisoformat(row["effective"]), row["kind"])
        for row in rows
    )
    return tuple(sorted(found, key=lambda merger: merger.day))


@cache
def _codes_of_2019() -> frozenset[str]:
    lines = frame_2019().decode().splitlines()
    return frozenset(row["gm_code"] for row in csv.DictReader(lines))


def doubt(code: str, year: int) -> str:
    """Say why `code` cannot be a municipality on 1 January of `year`; "" where it can be, or where we do not know."""
    if not FIRST <= year <= LAST:
        return ""
    new_year = date(year, 1, 1)
    ended = next((each for each in mergers() if each.code == code and each.day <= new_year), None)
    if ended:
        return _("CBS-code %(code)s bestaat sinds %(day)s niet meer; de gemeente ging op in %(name)s (%(into)s).") % {
            "code": code, "day": ended.day.isoformat(), "name": ended.name, "into": ended.into,
        }  # fmt: skip
    born = next((each.day for each in mergers() if each.into == code and code not in _codes_of_2019()), None)
    if code in _codes_of_2019() or (born and born <= new_year):
        return ""
    return _("CBS-code %(code)s is in %(year)s geen gemeente.") % {"code": code, "year": year}
