"""The state of the help desk at one moment, and when it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from cms.opening.days import MIDNIGHT, Kind, Row, kind_on, public_holiday, rows_on

HERE = ZoneInfo("Europe/Amsterdam")
HORIZON = 15  # days to look ahead; no series of weekends and holidays is longer
CLOCK_CHANGE = time(1, tzinfo=UTC)  # when the European Union moves its clocks


@dataclass(frozen=True)
class Period:
    """A stretch of time in which the help desk answers in one way; `until` is None beyond the horizon."""

    kind: Kind
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class State:
    """How the help desk answers at `moment`, until when, and what comes then. Moments are in Dutch local time."""

    moment: datetime
    kind: Kind
    until: datetime | None
    then: Period | None
    next_open: Period | None
    next_regular: Period | None
    holiday: str


def state_at(moment: datetime, rows: Sequence[Row], language: str = "nl") -> State:
    """Return the state at an aware `moment`, as the rows tell it: past and future alike."""
    now, *later = list(periods(moment, rows))
    return State(
        moment=now.since,
        kind=now.kind,
        until=now.until,
        then=later[0] if later else None,
        next_open=next((period for period in later if period.kind != Kind.CLOSED), None),
        next_regular=next((period for period in later if period.kind == Kind.REGULAR), None),
        holiday=public_holiday(now.since.date(), language),
    )


def day(on: date, rows: Sequence[Row]) -> list[Period]:
    """Return the periods of one day, from midnight to midnight."""
    begin, end = (datetime.combine(each, MIDNIGHT, HERE) for each in (on, on + timedelta(days=1)))
    held = takewhile(lambda period: period.since < end, periods(begin, rows))
    return [Period(period.kind, period.since, min(period.until or end, end)) for period in held]


def periods(moment: datetime, rows: Sequence[Row]) -> Iterator[Period]:
    """Yield the period that holds at an aware `moment`, from then on, and those after it up to the horizon."""
    since = moment.astimezone(HERE)
    kind = _kind_at(since, rows)
    for edge in _edges(since, rows):
        changed = _kind_at(edge, rows)
        if changed != kind:
            yield Period(kind, since, edge)
            since, kind = edge, changed
    yield Period(kind, since, None)


def _kind_at(moment: datetime, rows: Sequence[Row]) -> Kind:
    return kind_on(rows, moment.date(), moment.time())


def _edges(moment: datetime, rows: Sequence[Row]) -> list[datetime]:
    """Return the moments after `moment` at which something may change, in order."""
    edges: set[datetime] = set()
    for ahead in range(HORIZON + 1):
        on = moment.date() + timedelta(days=ahead)
        times = {MIDNIGHT, *(edge for row in rows_on(rows, on) for edge in (row.from_time, row.to_time))}
        # a time that the clock shows twice, or skips, has two readings
        edges |= {
            datetime.combine(on, clock, HERE).replace(fold=fold).astimezone(UTC) for clock in times for fold in (0, 1)
        }
        edges.add(datetime.combine(on, CLOCK_CHANGE))
    after = moment.astimezone(UTC)
    return [edge.astimezone(HERE) for edge in sorted(edges) if edge > after]
