import pytest
from django.core.exceptions import ValidationError

from meetings.actions import agenda
from meetings.actions import meeting as meetings
from meetings.models import AgendaItem, MeetingPage
from schakel.accounts import people
from schakel.push.models import Announcement
from schakel.workspaces.models import WorkspacePage
from tests import cast


@pytest.fixture
def items(meeting: MeetingPage, aisha: cast.Person) -> list[AgendaItem]:
    names = [("Opening", "opening"), ("Pauze", "pause"), ("Tolken", "discussion")]
    return [agenda.add_item(meeting, title=title, kind=kind, by=aisha.who) for title, kind in names]


def pings(meeting: MeetingPage) -> int:
    return Announcement.objects.filter(kind="meeting.current", subject=meeting.pk).count()


def seen_by(person: cast.Person, meeting: MeetingPage) -> str:
    return person.gets("meeting_now", meeting.pk).content.decode()


def test_it_works(meeting: MeetingPage, items: list[AgendaItem], bram: cast.Person, chloe: cast.Person) -> None:
    assert "Nu bezig" not in seen_by(chloe, meeting)
    bram.posts("meeting_start", meeting.pk)
    assert f'data-current="{items[0].pk}"' in seen_by(chloe, meeting)
    bram.posts("meeting_go", meeting.pk, item=items[2].pk)
    assert f'data-current="{items[2].pk}"' in seen_by(chloe, meeting)
    bram.posts("meeting_close", meeting.pk)
    assert "Nu bezig" not in seen_by(chloe, meeting)


def test_each_step_wakes_the_open_pages_once(meeting: MeetingPage, items: list[AgendaItem], bram: cast.Person) -> None:
    before = pings(meeting)
    for route, data in [("meeting_start", {}), ("meeting_go", {"item": items[2].pk}), ("meeting_close", {})]:
        for _ in range(2):  # the second press of the same button changes nothing more
            assert bram.posts(route, meeting.pk, **data).status_code == 302
    assert pings(meeting) == before + 3


def test_starting_again_does_not_go_back_to_the_beginning(
    meeting: MeetingPage, items: list[AgendaItem], bram: cast.Person
) -> None:
    meetings.start(meeting, by=bram.who)
    meetings.set_current(meeting, items[2], by=bram.who)
    meetings.start(meeting, by=bram.who)
    assert meeting.current_item == items[2]


def test_the_page_listens_for_the_ping_and_for_the_poll(
    meeting: MeetingPage, items: list[AgendaItem], chloe: cast.Person
) -> None:
    shown = chloe.gets(meeting.url).content.decode()
    assert 'data-live="/ws/"' in shown
    assert f"schakel:meeting-current-{meeting.pk} from:body, schakel:poll from:body" in shown


def test_a_poll_that_finds_nothing_new_leaves_the_page_alone(
    meeting: MeetingPage, items: list[AgendaItem], bram: cast.Person, chloe: cast.Person
) -> None:
    address = chloe.gets(meeting.url).content.decode().partition('hx-get="')[2].partition('"')[0]
    assert chloe.gets(address).status_code == 204
    meetings.start(meeting, by=bram.who)
    assert chloe.gets(address).status_code == 200


def test_the_desk_offers_the_next_and_the_previous_item(
    meeting: MeetingPage, items: list[AgendaItem], bram: cast.Person
) -> None:
    meetings.start(meeting, by=bram.who)
    assert "Volgende: Pauze" in bram.gets("meeting_desk", meeting.pk).content.decode()
    meetings.set_current(meeting, items[2], by=bram.who)
    shown = bram.gets("meeting_desk", meeting.pk).content.decode()
    assert "Terug: Pauze" in shown
    assert "Volgende" not in shown


def test_an_item_of_another_meeting_cannot_be_current(
    meeting: MeetingPage, items: list[AgendaItem], som: WorkspacePage, bram: cast.Person
) -> None:
    other = meetings.plan(som, title="Andere", begins=meeting.begins, ends=meeting.ends, by=bram.who)
    meetings.start(other, by=bram.who)
    assert bram.posts("meeting_go", other.pk, item=items[0].pk).status_code == 404
    with pytest.raises(ValidationError, match="hoort niet bij deze vergadering"):
        meetings.set_current(other, items[0], by=bram.who)


def test_nothing_is_current_before_it_begins(meeting: MeetingPage, items: list[AgendaItem], bram: cast.Person) -> None:
    with pytest.raises(ValidationError, match="niet bezig"):
        meetings.set_current(meeting, items[0], by=bram.who)


def test_a_draft_is_not_begun(som: WorkspacePage, meeting: MeetingPage, aisha: cast.Person) -> None:
    hidden = meetings.plan(som, title="Concept", begins=meeting.begins, ends=meeting.ends, publish=False, by=aisha.who)
    with pytest.raises(ValidationError, match="nog een concept"):
        meetings.start(hidden, by=aisha.who)


def test_publishing_an_old_text_does_not_turn_the_meeting_back(
    meeting: MeetingPage, items: list[AgendaItem], aisha: cast.Person
) -> None:
    old = meeting.save_revision(user=aisha.who)
    meetings.start(meeting, by=aisha.who)
    meetings.set_current(meeting, items[2], by=aisha.who)
    old.publish(user=aisha.who, skip_permission_checks=True)
    now = MeetingPage.objects.get(pk=meeting.pk)
    assert (now.in_session, now.current_item) == (True, items[2])


def test_a_right_withdrawn_ends_the_view(meeting: MeetingPage, items: list[AgendaItem], chloe: cast.Person) -> None:
    assert chloe.gets("meeting_now", meeting.pk).status_code == 200
    people.release(chloe.who.memberships.get(), by=None)
    assert chloe.gets("meeting_now", meeting.pk).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("bram", 200), ("chloe", 403), ("esra", 404), ("nobody", 302)]
)
def test_chair_and_secretary_lead(meeting: MeetingPage, name: str, status: int) -> None:
    person = cast.person(name)
    assert person.gets("meeting_desk", meeting.pk).status_code == status
    for route in ("meeting_start", "meeting_go", "meeting_close"):
        assert person.posts(route, meeting.pk).status_code == (302 if status == 200 else status)
