"""The state of the help desk in plain sentences, and its hours in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.opening.days import HOLIDAY, MIDNIGHT, Kind, Row
from cms.opening.state import Period, State

WEEK = 6  # days within which the name of a weekday is enough
WORKING_DAYS, WEEKEND, EVERY_DAY = frozenset(range(5)), frozenset({5, 6}), frozenset(range(HOLIDAY + 1))


def headline(state: State) -> str:
    """Say how the help desk answers now, in a few words."""
    words = {
        Kind.REGULAR: _("Nu open"),
        Kind.URGENT: _("Nu alleen voor urgente zaken"),
        Kind.CLOSED: _("Nu dicht"),
    }
    return words[state.kind]


def detail(state: State) -> str:
    """Say until when that holds, and from when the help desk answers everything."""
    return " ".join(part for part in (_limit(state), _later(state)) if part)


def _limit(state: State) -> str:
    if state.kind == Kind.CLOSED:
        return _("Het is %(holiday)s.") % {"holiday": state.holiday} if state.holiday else ""
    return _("Tot %(until)s.") % {"until": when(state.until, state.moment)} if state.until else ""


def _later(state: State) -> str:
    if state.kind == Kind.REGULAR:
        return _after_regular(state)
    if state.next_regular is None or state.next_open is None:
        return ""
    regular = when(state.next_regular.since, state.moment)
    if state.then == state.next_regular and state.kind == Kind.URGENT:
        return _("Daarna voor alle vragen.")
    if state.kind == Kind.URGENT:
        return _("Voor alle vragen vanaf %(regular)s.") % {"regular": regular}
    if state.next_open == state.next_regular:
        return _("Open vanaf %(regular)s.") % {"regular": regular}
    opens = when(state.next_open.since, state.moment)
    if state.next_open.since.date() == state.next_regular.since.date():
        regular = clock(state.next_regular.since.time())
    return _("Vanaf %(opens)s voor urgente zaken, vanaf %(regular)s voor alle vragen.") % {
        "opens": opens,
        "regular": regular,
    }


def _after_regular(state: State) -> str:
    if state.then is None or state.then.kind != Kind.URGENT:
        return ""
    if state.then.until is None:
        return _("Daarna alleen voor urgente zaken.")
    return _("Daarna tot %(until)s alleen voor urgente zaken.") % {"until": when(state.then.until, state.moment)}


def when(moment: datetime, seen_from: datetime) -> str:
    """Write a moment as briefly as is clear: "17:00" today, "maandag 08:00" this week, with the date after that."""
    days = (moment.date() - seen_from.date()).days
    if days == 0:
        return clock(moment.time())
    return f"{date_format(moment, 'l' if days <= WEEK else 'l j F')} {clock(moment.time())}"


def clock(value: time) -> str:
    """Write a time of day: "08:00"."""
    return f"{value:%H:%M}"


def span(period: Period) -> str:
    """Write the hours of a period of one day: "09:00 tot 17:00"."""
    end = period.until
    return _hours(period.since.time(), end.time() if end else MIDNIGHT)


def _hours(begin: time, end: time) -> str:
    return _("%(begin)s tot %(end)s") % {"begin": clock(begin), "end": "24:00" if end == MIDNIGHT else clock(end)}


def hours(rows: Iterable[Row], kind: Kind) -> str:
    """Write the hours of one kind: "werkdagen 08:00 tot 09:00 en 17:00 tot 19:00"; "" when there are none."""
    days_by_hours: dict[tuple[time, time], set[int]] = defaultdict(set)
    for row in rows:
        if row.kind == kind:
            days_by_hours[row.from_time, row.to_time].add(row.weekday)
    hours_by_days: dict[frozenset[int], list[str]] = defaultdict(list)
    for (begin, end), days in sorted(days_by_hours.items()):
        hours_by_days[frozenset(days)].append(_hours(begin, end))
    if kind == Kind.URGENT and hours_by_days.get(EVERY_DAY) == [_hours(MIDNIGHT, MIDNIGHT)]:
        return _("alle andere uren, dag en nacht")
    return ", ".join(f"{_days(days)} {joined(spans)}" for days, spans in hours_by_days.items())


def joined(parts: Sequence[str]) -> str:
    """Write "a, b en c"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s en %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _days(days: frozenset[int]) -> str:
    named = {WORKING_DAYS: _("werkdagen"), WEEKEND: _("weekend"), EVERY_DAY: _("elke dag")}
    names = [
        _("maandag"),
        _("dinsdag"),
        _("woensdag"),
        _("donderdag"),
        _("vrijdag"),
        _("zaterdag"),
        _("zondag"),
        _("feestdagen"),
    ]
    return named.get(days) or joined([names[each] for each in sorted(days)])
