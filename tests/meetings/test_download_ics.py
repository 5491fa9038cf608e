from datetime import timedelta

import pytest
from django.utils.timezone import localtime
from icalendar import Calendar, Event

from meetings.models import AgendaItem, MeetingPage
from tests import cast


def event(meeting: MeetingPage, by: cast.Person) -> Event:
    answer = by.gets("meeting_ics", meeting.pk)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")[0]


def test_it_works(meeting: MeetingPage, chloe: cast.Person) -> None:
    found = event(meeting, chloe)
    assert found.decoded("dtstart") == localtime(meeting.begins)
    assert found.decoded("dtend") == localtime(meeting.ends)
    assert found["location"] == "Amersfoort"
    assert found["url"].endswith(f"/vergaderingen/{meeting.pk}/")
    assert chloe.gets("meeting", meeting.pk).url == "/werkruimtes/som/tweede/"


def test_it_brings_its_time_zone(meeting: MeetingPage, chloe: cast.Person) -> None:
    text = chloe.gets("meeting_ics", meeting.pk).content.decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "DTSTART;TZID=Europe/Amsterdam:" in text


def test_it_tells_nothing_of_the_content(meeting: MeetingPage, item: AgendaItem, chloe: cast.Person) -> None:
    text = chloe.gets("meeting_ics", meeting.pk).content.decode()
    assert "SUMMARY:Vergadering Strategisch Overleg Mensenhandel" in text.replace("\r\n ", "")
    assert "aangifte" not in text
    assert meeting.title not in text


def test_a_change_keeps_the_uid_and_raises_the_sequence(
    meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    before = event(meeting, chloe)
    MeetingPage.objects.filter(pk=meeting.pk).update(first_published_at=meeting.first_published_at - timedelta(hours=1))
    changed = MeetingPage.objects.get(pk=meeting.pk)
    changed.place = "Utrecht"
    changed.save_revision(user=aisha.who).publish(user=aisha.who, skip_permission_checks=True)
    after = event(meeting, chloe)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["location"] == "Utrecht"


@pytest.mark.parametrize(("name", "status"), [("chloe", 200), ("esra", 404), ("dirk", 404), ("nobody", 302)])
def test_only_members_get_it(meeting: MeetingPage, name: str, status: int) -> None:
    assert cast.person(name).gets("meeting_ics", meeting.pk).status_code == status
