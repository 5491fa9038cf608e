"""A year of meetings in one screen: the rhythm, what stands in the way of a day, and one button."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localtime, make_aware

from meetings.actions import meeting as meetings
from meetings.actions import series
from meetings.models import MeetingPage, MeetingSeries
from meetings.rhythm import Rhythm
from schakel.workspaces.models import WorkspacePage
from tests import cast

YEAR = timezone.localdate().year + 1
EVERY = {"title": "SOM", "place": "Utrecht", "begins": "13:30", "length": "120", "since": f"{YEAR}-01-01",
         "until": f"{YEAR}-12-31", "weekday": "1", "which": "2", "items": ["opening", "closing"]}  # fmt: skip


def asked(**changes: Any) -> dict[str, Any]:
    return {**EVERY, "every": "month-3", **changes}


def days_of(text: str) -> list[str]:
    """Return the days in the form that was shown."""
    return [part.partition('"')[0] for part in text.split('name="day" value="')[1:]]


@pytest.mark.parametrize(
    ("every", "weekday", "which", "since", "until", "days"),
    [
        ("month-2", 1, 2, "2027-01-01", "2027-12-31",
         "2027-01-12 2027-03-09 2027-05-11 2027-07-13 2027-09-14 2027-11-09"),
        ("month-3", 4, -1, "2027-01-01", "2027-12-31", "2027-01-29 2027-04-30 2027-07-30 2027-10-29"),
        ("month-1", 0, 1, "2027-11-02", "2028-02-29", "2027-12-06 2028-01-03 2028-02-07"),
        ("month-6", 3, -1, "2028-02-01", "2028-12-31", "2028-02-24 2028-08-31"),
        ("week-2", 2, 1, "2027-12-20", "2028-01-20", "2027-12-22 2028-01-05 2028-01-19"),
        ("week-4", 0, 1, "2027-01-04", "2027-01-04", "2027-01-04"),
        ("month-1", 1, 1, "2027-12-31", "2027-01-01", ""),
    ],
)  # fmt: skip
def test_a_rhythm_gives_these_days(every: str, weekday: int, which: int, since: str, until: str, days: str) -> None:
    found = Rhythm(every, weekday, which).days(date.fromisoformat(since), date.fromisoformat(until))
    assert " ".join(map(str, found)) == days


def test_a_year_stands_after_two_presses(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    shown = aisha.gets("series_plan", som.pk, data=asked()).content.decode()
    days = days_of(shown)
    assert len(days) == 4
    told = {**asked(), "key": str(uuid.uuid4()), "shown": " ".join(days), "day": days, "keep": ["0", "1", "3"]}
    for _turn in range(2):  # pressed twice, they are made once
        assert aisha.posts("series_plan", som.pk, **told).status_code == 302
    made = MeetingPage.objects.child_of(som).order_by("begins")
    assert [localtime(page.begins).strftime("%Y-%m-%d %H:%M") for page in made] == [
        f"{days[place]} 13:30" for place in (0, 1, 3)
    ]
    assert {(page.ends - page.begins, page.live, page.place) for page in made} == {
        (timedelta(hours=2), True, "Utrecht")
    }
    assert [item.get_kind_display() for item in made[0].items.order_by("position")] == [
        "Vaststellen", "Rondvraag en sluiting",
    ]  # fmt: skip
    cast.work()
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        ["aisha@schakel.example", "chloe@schakel.example"] * 3
    )
    assert days[0][:4] in chloe.gets("meetings", som.pk).content.decode()


def test_holidays_and_other_bodies_stand_beside_a_day(
    som: WorkspacePage, task_force: WorkspacePage, aisha: cast.Person, esra: cast.Person, wim: cast.Person
) -> None:
    king = date(YEAR, 4, 27) if date(YEAR, 4, 27).weekday() != 6 else date(YEAR, 4, 26)
    begins = make_aware(datetime(king.year, king.month, king.day, 14))  # noqa: DTZ001
    ends = begins + timedelta(hours=1)
    meetings.plan(task_force, title="Geheim beraad", begins=begins, ends=ends, by=wim.who)
    told = asked(every="week-1", weekday=str(king.weekday()), since=king.isoformat(), until=king.isoformat())
    alone = aisha.gets("series_plan", som.pk, data=told).content.decode()
    assert "Feestdag: Koningsdag" in alone
    assert "ander overleg" not in alone  # nobody of the SOM sits there
    cast.seat("som", "Ministerie van Voorbeeld").memberships.create(user=esra.who, role="member")
    both = aisha.gets("series_plan", som.pk, data=told).content.decode()
    assert "Tegelijk met een ander overleg van iemand die is gevraagd" in both
    assert "Task Force" not in both.partition("<main")[2].partition("</main>")[0]
    assert "Geheim beraad" not in both


def test_a_changed_day_is_looked_at_again(som: WorkspacePage, aisha: cast.Person) -> None:
    day = f"{YEAR}-12-25"
    told = {**asked(), "key": str(uuid.uuid4()), "shown": f"{YEAR}-12-14", "day": [day], "keep": ["0"]}
    again = aisha.posts("series_plan", som.pk, **told)
    assert "Eerste kerstdag" in again.content.decode()
    assert not MeetingSeries.objects.exists()
    assert aisha.posts("series_plan", som.pk, **{**told, "shown": day}).status_code == 302
    assert MeetingSeries.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"keep": []}, "Kies minstens één datum."),
        ({"day": ["onzin"]}, "Vul bij elke gekozen vergadering een datum in."),
        ({"until": f"{YEAR - 3}-01-01"}, "De laatste dag ligt vóór de eerste."),
        ({"day": ["2019-05-14"], "shown": "2019-05-14"}, "is al geweest"),
        ({"title": "Zaak van Fatima, 123456782"}, "waaraan iemand te herkennen kan zijn"),
    ],
)
def test_a_refusal_makes_nothing_and_loses_nothing(
    som: WorkspacePage, aisha: cast.Person, changes: dict[str, Any], sentence: str
) -> None:
    day = f"{YEAR}-06-08"
    told = {**asked(more="Nieuws uit de regio"), "key": str(uuid.uuid4()), "shown": day, "day": [day], "keep": ["0"]}
    answer = aisha.posts("series_plan", som.pk, **{**told, **changes}).content.decode()
    assert sentence in answer
    assert "Nieuws uit de regio" in answer
    assert not MeetingSeries.objects.exists()
    assert not MeetingPage.objects.child_of(som).exists()


def test_only_the_chosen_seats_are_invited_and_who_leads(
    som: WorkspacePage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person, rachid: cast.Person
) -> None:
    told: dict[str, Any] = {"title": "Klein", "begins": datetime.min.time(), "length": 60, "days": [date(YEAR, 3, 2)]}
    made = series.plan(som, **told, seats=[cast.seat("som", "Fier")], by=aisha.who)
    assert made.meetings.get().live
    cast.work()
    assert sorted(message.to[0].partition("@")[0] for message in mail.outbox) == ["aisha", "bram", "chloe"]
    with pytest.raises(ValidationError):
        series.plan(som, **told, seats=[cast.seat("task-force", "CoMensha")], by=aisha.who)


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("bram", 403), ("chloe", 403), ("wim", 404), ("karel", 404), ("nobody", 302)]
)
def test_only_the_secretary_plans(som: WorkspacePage, name: str, status: int) -> None:
    for route in ("series_plan", "datepoll_ask"):
        assert cast.person(name).gets(route, som.pk).status_code == status
