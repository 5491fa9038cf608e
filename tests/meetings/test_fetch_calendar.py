"""The personal feed: all one's meetings, nothing of what they are about, and only as long as the address holds."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from icalendar import Calendar

from meetings.actions import agenda, planning
from meetings.actions import meeting as meetings
from meetings.models import CalendarFeed, MeetingPage
from schakel.logs import masked
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.calendars import events
from tests.meetings.test_show_meeting import questions


def address(person: cast.Person) -> str:
    """Press the button and read the address from the page."""
    person.posts("my_calendar_renew")
    found = re.search(r"<code>http://[^/]+(/agenda/[^<]+\.ics)", person.gets("my_calendar").content.decode())
    assert found
    return found[1]


def plan(workspace: WorkspacePage, days: int, by: cast.Person, title: str = "Over een zaak") -> MeetingPage:
    begins = timezone.now() + timedelta(days=days)
    return meetings.plan(workspace, title=title, begins=begins, ends=begins + timedelta(hours=1), by=by.who)


def test_it_shows_all_own_meetings_of_all_bodies(
    som: WorkspacePage, task_force: WorkspacePage, aisha: cast.Person, wim: cast.Person, chloe: cast.Person,
    nobody: cast.Person,
) -> None:  # fmt: skip
    own = [plan(som, days, aisha) for days in (-100, -80, 5)]
    planning.cancel(own[2], reason="Ziek", by=aisha.who)
    agenda.add_item(own[1], title="Geheim onderwerp", tlp="red", by=aisha.who)
    theirs = plan(task_force, 6, wim)
    hidden = meetings.plan(som, title="Concept", begins=own[2].begins, ends=own[2].ends, publish=False, by=aisha.who)
    where = address(chloe)
    answer = nobody.gets(where)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert {(event["UID"], event["STATUS"]) for event in events(answer.content)} == {
        (str(own[1].uid), "CONFIRMED"), (str(own[2].uid), "CANCELLED"),
    }  # fmt: skip
    text = answer.content.decode().replace("\r\n ", "")
    assert not {"zaak", "Geheim", "Ziek", "ATTENDEE", str(theirs.uid), str(hidden.uid)} & set(re.split(r"[\W_]+", text))
    assert str(theirs.uid) not in text
    cast.seat("task-force", "Fier").memberships.create(user=chloe.who, role="member")
    assert str(theirs.uid) in nobody.gets(where).content.decode().replace("\r\n ", "")


def test_without_meetings_it_is_a_calendar_all_the_same(chloe: cast.Person, nobody: cast.Person) -> None:
    content = nobody.gets(address(chloe)).content
    assert events(content) == []
    assert [part.name for part in Calendar.from_ical(content).subcomponents] == ["VTIMEZONE"]


def test_an_address_that_does_not_hold_is_as_one_that_never_was(
    som: WorkspacePage, aisha: cast.Person, chloe: cast.Person, quirine: cast.Person, nobody: cast.Person
) -> None:
    plan(som, 3, aisha)
    never = nobody.gets("/agenda/1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics")
    assert never.status_code == 404
    old = address(chloe)
    new = address(chloe)
    assert nobody.gets(old).content == never.content
    assert nobody.gets(new).status_code == 200
    for gone in ("my_calendar_revoke",):
        chloe.posts(gone)
    assert nobody.gets(new).content == never.content
    third = address(chloe)
    assert third not in (old, new)
    chloe.who.memberships.update(until=timezone.now())
    assert nobody.gets(third).content == never.content
    theirs = address(quirine)
    type(quirine.who).objects.filter(pk=quirine.who.pk).update(is_active=False)
    assert nobody.gets(theirs).content == never.content
    for nonsense in ("x", "0.", "é", f"{CalendarFeed.objects.count():x}.x", "f" * 40):
        assert nobody.gets(f"/agenda/{nonsense}.ics").content == never.content


def test_fetching_makes_no_session_and_leaves_no_token_in_the_log(chloe: cast.Person, nobody: cast.Person) -> None:
    where, before = address(chloe), Session.objects.count()
    answer = nobody.gets(where)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert Session.objects.count() == before
    assert masked(f"GET {where} 200") == "GET /agenda/*** 200"
    assert nobody.posts(where).status_code == 405


def test_it_asks_as_much_for_many_as_for_few(
    som: WorkspacePage, aisha: cast.Person, chloe: cast.Person, nobody: cast.Person
) -> None:
    where = address(chloe)
    plan(som, 1, aisha)
    few = questions(nobody, where)
    for days in range(2, 8):
        plan(som, days, aisha)
    assert questions(nobody, where) == few


@pytest.mark.parametrize(("name", "status"), [("chloe", 200), ("dirk", 200), ("nobody", 302)])
def test_everybody_has_the_own_page(name: str, status: int, db: None) -> None:
    assert cast.person(name).gets("my_calendar").status_code == status
