"""The hours of the facts, in the corners: changes of regime, holidays, weekends and the nights of the clock change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cms.models import OpeningHours
from cms.opening import HERE, day, state_at
from cms.opening.days import HOLIDAY, Row
from cms.opening.periods import regimes
from cms.opening.words import detail, headline

OPEN, URGENT, SHUT = "Nu open", "Nu alleen voor urgente zaken", "Nu dicht"
FROM_MONDAY = "Vanaf maandag 08:00 voor urgente zaken, vanaf 09:00 voor alle vragen."
FROM_TUESDAY = FROM_MONDAY.replace("maandag", "dinsdag")
FROM_THURSDAY = FROM_MONDAY.replace("maandag", "donderdag")


@pytest.fixture
def rows(db: None) -> list[OpeningHours]:
    """Return the rows that the migration planted."""
    return list(OpeningHours.objects.all())


def here(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HERE, fold=fold)


@pytest.mark.parametrize(
    ("moment", "first", "then"),
    [
        # working days 9 to 17, until 31 May 2016
        ("2016-05-30T08:59:59", SHUT, "Open vanaf 09:00."),
        ("2016-05-30T09:00:00", OPEN, "Tot 17:00."),
        ("2016-05-28T12:00:00", SHUT, "Open vanaf maandag 09:00."),
        ("2016-05-31T16:59:59", OPEN, "Tot 17:00."),
        ("2016-05-31T17:00:00", SHUT, "Vanaf woensdag 00:00 voor urgente zaken, vanaf 09:00 voor alle vragen."),
        ("2016-05-05T10:00:00", SHUT, "Het is Hemelvaartsdag. Open vanaf vrijdag 09:00."),
        # the pilot: round the clock, from 1 June 2016 until 28 February 2017
        ("2016-06-01T00:00:00", URGENT, "Tot 09:00. Daarna voor alle vragen."),
        ("2016-06-01T03:00:00", URGENT, "Tot 09:00. Daarna voor alle vragen."),
        ("2016-06-01T10:00:00", OPEN, "Tot 17:00. Daarna tot donderdag 09:00 alleen voor urgente zaken."),
        ("2016-07-03T03:00:00", URGENT, "Tot maandag 09:00. Daarna voor alle vragen."),
        ("2016-12-26T11:00:00", URGENT, "Tot dinsdag 09:00. Daarna voor alle vragen."),
        ("2016-10-30T02:30:00", URGENT, "Tot maandag 09:00. Daarna voor alle vragen."),
        ("2017-02-28T23:59:59", URGENT, "Tot woensdag 00:00. Voor alle vragen vanaf woensdag 09:00."),
        # working days 8 to 19, the edges for urgent matters, since 1 March 2017
        ("2017-03-01T00:00:00", SHUT, "Vanaf 08:00 voor urgente zaken, vanaf 09:00 voor alle vragen."),
        ("2017-03-01T08:30:00", URGENT, "Tot 09:00. Daarna voor alle vragen."),
        ("2017-03-01T12:00:00", OPEN, "Tot 17:00. Daarna tot 19:00 alleen voor urgente zaken."),
        ("2017-03-01T18:59:59", URGENT, "Tot 19:00. Voor alle vragen vanaf donderdag 09:00."),
        ("2017-03-01T19:00:00", SHUT, FROM_THURSDAY),
        ("2019-05-11T12:00:00", SHUT, FROM_MONDAY),
        ("2019-03-31T03:30:00", SHUT, FROM_MONDAY),
        ("2019-10-27T02:30:00", SHUT, FROM_MONDAY),
        ("2018-04-27T10:00:00", SHUT, f"Het is Koningsdag. {FROM_MONDAY}"),
        ("2014-04-26T10:00:00", SHUT, "Het is Koningsdag. Open vanaf maandag 09:00."),
        ("2019-04-18T20:00:00", SHUT, FROM_TUESDAY),
        ("2019-04-22T09:00:00", SHUT, f"Het is Tweede paasdag. {FROM_TUESDAY}"),
        ("2018-12-25T10:00:00", SHUT, f"Het is Eerste kerstdag. {FROM_THURSDAY}"),
        ("2025-12-24T19:00:00", SHUT, FROM_MONDAY),
        ("2026-01-01T10:00:00", SHUT, f"Het is Nieuwjaarsdag. {FROM_MONDAY.replace('maandag', 'vrijdag')}"),
        ("2050-06-15T10:00:00", OPEN, "Tot 17:00. Daarna tot 19:00 alleen voor urgente zaken."),
    ],
)
def test_it_says_so(rows: list[OpeningHours], moment: str, first: str, then: str) -> None:
    state = state_at(here(moment), rows)
    assert (headline(state), detail(state)) == (first, then)


def test_the_hour_that_comes_twice_counts_twice(rows: list[OpeningHours]) -> None:
    first, second = (state_at(here("2016-10-30T02:30:00", fold), rows) for fold in (0, 1))
    assert first.until == second.until == here("2016-10-31T09:00:00")
    assert second.moment.astimezone(UTC) - first.moment.astimezone(UTC) == timedelta(hours=1)


@pytest.mark.parametrize(("on", "hours"), [("2016-10-29", 24), ("2016-10-30", 25), ("2026-03-29", 23)])
def test_a_day_has_all_its_hours(rows: list[OpeningHours], on: str, hours: int) -> None:
    spans = [(period.since.astimezone(UTC), period.until) for period in day(date.fromisoformat(on), rows)]
    assert sum(((until.astimezone(UTC) - since) for since, until in spans if until), timedelta()) == timedelta(
        hours=hours
    )


@given(
    st.integers(0, 15 * 366 * 24 * 3600).map(lambda seconds: here("2015-01-01T00:00:00") + timedelta(seconds=seconds))
)
@example(here("2016-05-31T23:59:59"))
@example(here("2017-02-28T23:59:59"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_changes_at_the_second_it_names(rows: list[OpeningHours], moment: datetime) -> None:
    state = state_at(moment, rows)
    assert state.until is not None
    assert state_at(state.until - timedelta(microseconds=1), rows).kind == state.kind
    assert state_at(state.until, rows).kind != state.kind


@dataclass(frozen=True)
class Hours:
    weekday: int
    from_time: time
    to_time: time
    kind: str = "regular"
    since: date | None = None
    until: date | None = None


def test_hours_in_an_hour_that_is_skipped_do_not_exist() -> None:
    night: list[Row] = [Hours(6, time(2, 15), time(2, 45))]
    kinds = [period.kind for period in day(date(2019, 3, 31), night)]
    assert kinds == ["closed"]


def test_hours_in_an_hour_that_comes_twice_come_twice() -> None:
    night: list[Row] = [Hours(6, time(2, 15), time(2, 45))]
    kinds = [period.kind for period in day(date(2019, 10, 27), night)]
    assert kinds == ["closed", "regular", "closed", "regular", "closed"]


def test_an_exception_wins_from_the_rule() -> None:
    monday = Hours(0, time(9), time(17))
    party = Hours(0, time(15), time(0), "closed", since=date(2019, 5, 6), until=date(2019, 5, 7))
    states = [state_at(here(f"2019-05-{on}T15:00:00"), [monday, party]) for on in ("06", "13")]
    assert [state.kind for state in states] == ["closed", "regular"]


def test_without_rows_it_is_closed_and_promises_nothing() -> None:
    state = state_at(here("2019-05-06T10:00:00"), [])
    assert (headline(state), detail(state), state.until) == (SHUT, "", None)


def test_holidays_have_rows_of_their_own() -> None:
    rows: list[Row] = [Hours(HOLIDAY, time(10), time(12))]
    assert state_at(here("2019-04-22T11:00:00"), rows).kind == "regular"
    assert state_at(here("2019-04-23T11:00:00"), rows).kind == "closed"


def test_the_years_are_told_in_words(rows: list[OpeningHours]) -> None:
    told = [(regime.name, regime.regular, regime.urgent) for regime in regimes(rows)]
    assert told == [
        ("Tot en met 31 mei 2016", "werkdagen 09:00 tot 17:00", ""),
        ("1 juni 2016 tot en met 28 februari 2017", "werkdagen 09:00 tot 17:00", "alle andere uren, dag en nacht"),
        ("Sinds 1 maart 2017", "werkdagen 09:00 tot 17:00", "werkdagen 08:00 tot 09:00 en 17:00 tot 19:00"),
    ]
