from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.actions import agenda, attendance, minutes
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.files import pdf


@pytest.fixture
def hidden(som: WorkspacePage, aisha: cast.Person, meeting: MeetingPage) -> MeetingPage:
    begins = meeting.begins - timedelta(days=2)
    return meetings.plan(som, title="Geheime zitting", begins=begins, ends=meeting.begins, publish=False, by=aisha.who)


def questions(person: cast.Person, address: str) -> int:
    person.gets(address)  # what is kept in memory is asked once
    with CaptureQueriesContext(connection) as asked:
        assert person.gets(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("aisha", 200),
        ("bram", 200),
        ("chloe", 200),
        ("esra", 404),
        ("farid", 404),
        ("dirk", 404),
        ("karel", 404),
        ("nobody", 302),
    ],
)
def test_members_see_it_and_outsiders_do_not_learn_of_it(meeting: MeetingPage, name: str, code: int) -> None:
    assert cast.person(name).gets(meeting.url).status_code == code


@pytest.mark.parametrize(
    ("name", "code"), [("aisha", 200), ("bram", 404), ("chloe", 404), ("esra", 404), ("nobody", 302)]
)
def test_a_draft_is_for_who_writes_it(hidden: MeetingPage, name: str, code: int) -> None:
    assert cast.person(name).gets(hidden.url).status_code == code


@pytest.mark.parametrize("route", ["meeting_now", "meeting_ics"])
@pytest.mark.parametrize(
    ("name", "code"), [("aisha", 200), ("chloe", 404), ("esra", 404), ("karel", 404), ("nobody", 302)]
)
def test_nothing_of_a_draft_leaks_beside_its_page(hidden: MeetingPage, route: str, name: str, code: int) -> None:
    assert cast.person(name).gets(route, hidden.pk).status_code == code


@pytest.mark.parametrize("address", ["/werkruimtes/som/", "/overzicht/", "/zoeken/?q=geheime"])
def test_a_draft_stands_in_no_list(hidden: MeetingPage, address: str, chloe: cast.Person, aisha: cast.Person) -> None:
    shown = chloe.gets(address)
    assert shown.status_code == 200
    assert "Geheime zitting" not in shown.content.decode()


def test_the_secretary_finds_the_ways_on(meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person) -> None:
    hers, his = aisha.gets(meeting.url).content.decode(), chloe.gets(meeting.url).content.decode()
    for way in (f"/beheer/pages/{meeting.pk}/edit/", f"/vergaderingen/{meeting.pk}/agenda-maken/"):
        assert way in hers
        assert way not in his


def test_it_says_who_came(attended: MeetingPage, chloe: cast.Person) -> None:
    shown = chloe.gets(attended.url).content.decode()
    assert "<b>2 van 2</b> zetels" in shown
    assert "Chloe (verzonnen) (Fier)" in shown


def test_it_asks_as_much_for_twenty_items_as_for_two(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    agenda.add_paper(item, pdf(), by=aisha.who)
    few = questions(chloe, meeting.url)
    for n in range(20):
        new = agenda.add_item(meeting, title=f"Punt {n}", owner=chloe.who, by=aisha.who)
        agenda.add_paper(new, pdf(pages=n + 2), by=aisha.who)
    assert questions(chloe, meeting.url) == few


def test_the_workspace_page_asks_as_much_for_many_meetings_as_for_one(
    adopted: MinutesPage, som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    def gone_by(meeting: MeetingPage, days: int) -> None:
        begins = meeting.begins - timedelta(days=days)
        MeetingPage.objects.filter(pk=meeting.pk).update(begins=begins, ends=begins + timedelta(hours=1))

    gone_by(adopted.meeting, 20)
    few = questions(chloe, "/werkruimtes/som/")
    for n in range(4):
        past = meetings.plan(
            som, title=f"Nummer {n}", begins=adopted.meeting.begins, ends=adopted.meeting.ends, by=aisha.who
        )
        point = agenda.add_item(past, title="Besluit", by=aisha.who)
        page = minutes.write(past, body=[("decision", {"item": point, "text": "Ja."})], by=aisha.who)
        minutes.circulate(page, by=aisha.who)
        attendance.record(past, {place.seat: "present" for place in places(past)}, by=aisha.who)
        minutes.adopt(page, by=aisha.who, without_meeting="Zo is afgesproken.")
        gone_by(past, 30 + n)
    assert questions(chloe, "/werkruimtes/som/") == few


def test_minutes_ask_as_much_for_twenty_decisions_as_for_two(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    asked = []
    for count in (2, 20):
        action = {"text": "Doen", "owner": chloe.who, "due": meeting.begins.date()}
        body = [("decision", {"item": item, "text": "Ja."}), ("action", action)] * count
        page = minutes.circulate(minutes.write(meeting, body=body, by=aisha.who), by=aisha.who)
        asked.append(questions(chloe, page.url))
    assert asked[0] == asked[1]


def test_it_does_not_end_before_it_begins(som: WorkspacePage, meeting: MeetingPage, aisha: cast.Person) -> None:
    with pytest.raises(ValidationError, match="eindigt voordat zij begint"):
        meetings.plan(som, title="Terug", begins=meeting.ends, ends=meeting.begins, by=aisha.who)


def test_a_meeting_that_members_saw_is_not_deleted(
    meeting: MeetingPage, hidden: MeetingPage, aisha: cast.Person
) -> None:
    def may_delete(page: MeetingPage) -> bool:
        return MeetingPage.objects.get(pk=page.pk).permissions_for_user(aisha.who).can_delete()

    aisha.gets("/beheer/")
    assert may_delete(hidden)
    assert not may_delete(meeting)
