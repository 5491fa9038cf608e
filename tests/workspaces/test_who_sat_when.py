"""Who sat for which organisation in which body on which day, and what was recorded of it when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schakel.workspaces import periods
from schakel.workspaces.models import Membership, Seat, WorkspacePage
from tests import cast

HOUR = timedelta(hours=1)
DUTCH = ZoneInfo("Europe/Amsterdam")
CHANGES = {"spring": date(2019, 3, 31), "autumn": date(2019, 10, 27), "an ordinary day": date(2019, 5, 14)}
Hours = tuple[int, int | None]


@st.composite
def spans(draw: st.DrawFn) -> Hours:
    """Whole hours, counted from a day before the day on which the clock is changed."""
    since = draw(st.integers(15, 50))
    return since, draw(st.none() | st.integers(since + 1, since + 9))


def overlap(day: date, start: datetime, *told: Hours) -> bool:
    """Look at the middle of each hour: all of `told` hold then, and the calendar says `day`."""
    middles = (start + number * HOUR + HOUR / 2 for number in range(90))
    return any(
        middle.astimezone(DUTCH).date() == day
        and all(start + a * HOUR < middle and (b is None or middle < start + b * HOUR) for a, b in told)
        for middle in middles
    )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    change=st.sampled_from(sorted(CHANGES)),
    seats=st.lists(st.tuples(st.sampled_from(["A", "B"]), spans()), min_size=1, max_size=3, unique_by=lambda it: it[0]),
    acts=st.lists(st.tuples(st.integers(0, 5), spans(), st.booleans()), max_size=5),
    ahead=st.sampled_from([1, 1, 1, 0, 2]),
)
def test_there_is_one_answer(
    som: WorkspacePage, chloe: cast.Person, change: str, seats: Any, acts: Any, ahead: int
) -> None:
    start = datetime.combine(CHANGES[change] - timedelta(days=1), datetime.min.time(), UTC)
    day = CHANGES[change] + timedelta(days=ahead - 1)

    def at(hours: Hours) -> dict[str, datetime | None]:
        return {"since": start + hours[0] * HOUR, "until": None if hours[1] is None else start + hours[1] * HOUR}

    with transaction.atomic():
        rows = [
            Seat.objects.create(workspace=som, organisation=cast.organisation(name), **at(hours))
            for name, hours in seats
        ]
        believed: dict[int, tuple[int, Hours]] = {}  # membership → its seat and hours
        told = []  # what was believed, each time
        for which, hours, corrects in acts:
            if corrects and believed:
                pk = sorted(believed)[which % len(believed)]
                periods.correct(Membership.objects.get(pk=pk), **at(hours), by=None)
                believed[pk] = (believed[pk][0], hours)
            else:
                place = which % len(rows)
                row = Membership.objects.create(user=chloe.user, seat=rows[place], **at(hours))
                believed[row.pk] = (place, hours)
            told.append((timezone.now(), dict(believed)))
        for known, rows_then in [(None, believed), *told]:
            for name in {name for name, _ in seats}:
                expected = {
                    pk
                    for pk, (place, hours) in rows_then.items()
                    if seats[place][0] == name and overlap(day, start, seats[place][1], hours)
                }
                found = Membership.objects.sitting(cast.organisation(name), som, day, known=known)
                assert [row.pk for row in found] == sorted(expected, key=[row.pk for row in found].index)
        transaction.set_rollback(True)


@pytest.fixture
def once(som: WorkspacePage, chloe: cast.Person) -> Membership:
    """Chloe sat for Fier until the stroke of midnight after 14 May 2019."""
    Seat.objects.all().update(since=datetime(2018, 1, 1, tzinfo=DUTCH))
    row = chloe.who.memberships.get()
    row.since, row.until = datetime(2019, 2, 1, tzinfo=DUTCH), datetime(2019, 5, 15, tzinfo=DUTCH)
    row.save()
    return row


@pytest.mark.parametrize(
    ("day", "sat"),
    [
        (date(2019, 1, 31), False),
        (date(2019, 2, 1), True),
        (date(2019, 5, 14), True),
        (date(2019, 5, 15), False),
    ],
)
def test_the_screen_tells_the_secretary(
    som: WorkspacePage, once: Membership, aisha: cast.Person, day: date, sat: bool
) -> None:
    shown = aisha.client.get(f"/vergaderingen/werkruimte/{som.pk}/wie-zat-wanneer/", {"day": day.isoformat()})
    assert ("Chloe (verzonnen)" in shown.content.decode()) == sat


def test_an_administrator_finds_there_what_ended_long_ago(
    som: WorkspacePage, once: Membership, karel: cast.Person, aisha: cast.Person
) -> None:
    where = f"/vergaderingen/werkruimte/{som.pk}/wie-zat-wanneer/?day=2019-05-14"
    assert f"/mensen/{once.pk}/periode/" in karel.gets(where).content.decode()
    assert "/mensen/" not in aisha.gets(where).content.decode()


def test_a_day_that_is_none_is_told_at_its_field(som: WorkspacePage, aisha: cast.Person) -> None:
    shown = aisha.client.get(f"/vergaderingen/werkruimte/{som.pk}/wie-zat-wanneer/", {"day": "30-2-2019"})
    assert '<a href="#id_day">' in shown.content.decode()


def test_the_workspace_page_leads_there(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    assert "wie-zat-wanneer" in aisha.gets(som.url).content.decode()
    assert "wie-zat-wanneer" not in chloe.gets(som.url).content.decode()


def test_an_administrator_corrects_a_period(som: WorkspacePage, once: Membership, karel: cast.Person) -> None:
    fier, before = cast.organisation("Fier"), timezone.now()
    answer = karel.posts("people_correct", once.pk, since="1-3-2019 00:00", until="")
    assert answer.status_code == 302
    once.refresh_from_db()
    assert (timezone.localtime(once.since).date(), once.until) == (date(2019, 3, 1), None)
    sat = Membership.objects.sitting
    assert not sat(fier, som, date(2019, 2, 1)).exists()
    assert sat(fier, som, date(2019, 2, 1), known=before).exists()
    assert sat(fier, som, date(2019, 12, 1)).exists()
    assert not sat(fier, som, date(2019, 12, 1), known=before).exists()


def test_a_period_that_ends_before_it_begins_is_refused(once: Membership, karel: cast.Person) -> None:
    answer = karel.posts("people_correct", once.pk, since="1-3-2019 00:00", until="1-2-2019 00:00")
    assert "eindigt voordat het begint" in answer.content.decode()
    with pytest.raises(ValidationError):
        periods.correct(once, since=once.since, until=once.since, by=None)
    assert not once.corrections.exists()


def test_correcting_to_the_same_records_nothing(once: Membership) -> None:
    recorded = once.recorded_at
    assert periods.correct(once, since=once.since, until=once.until, by=None).recorded_at == recorded
    assert not once.corrections.exists()


@pytest.mark.parametrize(
    ("day", "since", "sat"),
    [
        (date(2019, 3, 31), datetime(2019, 3, 31, 23, 59, tzinfo=DUTCH), True),  # a day of 23 hours
        (date(2019, 3, 31), datetime(2019, 4, 1, 0, 0, tzinfo=DUTCH), False),
        (date(2019, 10, 27), datetime(2019, 10, 27, 23, 59, tzinfo=DUTCH), True),  # a day of 25 hours
        (date(2019, 10, 27), datetime(2019, 10, 28, 0, 0, tzinfo=DUTCH), False),
    ],
)
def test_a_day_ends_at_its_own_midnight(
    som: WorkspacePage, once: Membership, day: date, since: datetime, sat: bool
) -> None:
    Membership.objects.filter(pk=once.pk).update(since=since, until=None)
    assert Membership.objects.sitting(cast.organisation("Fier"), som, day).exists() == sat
