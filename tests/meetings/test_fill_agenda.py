"""What comes onto an agenda by itself, from another agenda or from a template."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from meetings import carrying as contract
from meetings.actions import agenda, carrying, copying
from meetings.actions import meeting as meetings
from meetings.models import ActionPoint, AgendaItem, AgendaTemplate, Decision, MeetingPage, MinutesPage, timeline
from schakel.clock import jobs
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.files import pdf


@pytest.fixture(autouse=True)
def nothing_to_review(request: pytest.FixtureRequest) -> None:
    """Take the review of the adopted decision away: it comes onto the next agenda by itself too, which others test."""
    if "adopted" in request.fixturenames:
        request.getfixturevalue("adopted")
        Decision.objects.update(review_on=None)


def titles(meeting: MeetingPage) -> list[str]:
    return [line.item.title for line in timeline(meeting)]


def planned(workspace: WorkspacePage, by: cast.Person, begins: datetime, title: str = "Derde") -> MeetingPage:
    return meetings.plan(workspace, title=title, begins=begins, ends=begins + timedelta(hours=1), by=by.who)


def gone_by(meeting: MeetingPage) -> MeetingPage:
    """Let a meeting have been held yesterday."""
    begins = timezone.now() - timedelta(days=1)
    MeetingPage.objects.filter(pk=meeting.pk).update(begins=begins, ends=begins + timedelta(hours=1))
    meeting.refresh_from_db()
    return meeting


def test_minutes_that_wait_and_open_action_points_come_by_themselves(
    adopted: MinutesPage, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    gone_by(adopted.meeting)
    following = planned(som, aisha, soon)
    assert titles(following) == ["Actiepunten"]
    later = planned(som, aisha, soon + timedelta(days=60))
    assert titles(later) == []  # only the next agenda is filled
    ActionPoint.objects.update(done_at=timezone.now())
    nearer = planned(som, aisha, soon - timedelta(days=2))
    assert titles(nearer) == []


def test_a_concept_comes_back_until_it_is_adopted(
    circulated: MinutesPage, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    gone_by(circulated.meeting)
    following = planned(som, aisha, soon)
    [title] = titles(following)
    assert title.startswith("Notulen van ")
    assert following.items.get().kind == AgendaItem.Kind.MINUTES


def test_a_meeting_planned_in_the_editor_is_filled_too(
    adopted: MinutesPage, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    gone_by(adopted.meeting)
    written = {
        "title": "In de editor",
        "slug": "in-de-editor",
        "begins": soon.strftime("%d-%m-%Y %H:%M"),
        "ends": (soon + timedelta(hours=1)).strftime("%d-%m-%Y %H:%M"),
        "place": "",
        "intro": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    answer = aisha.posts(reverse("wagtailadmin_pages:add", args=["meetings", "meetingpage", som.pk]), **written)
    assert answer.status_code == 302
    assert titles(MeetingPage.objects.get(slug="in-de-editor")) == ["Actiepunten"]


def test_what_the_secretary_took_off_does_not_come_back(
    adopted: MinutesPage, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    gone_by(adopted.meeting)
    following = planned(som, aisha, soon)
    agenda.add_item(following, title="Sluiting", kind="closing", by=aisha.who)
    agenda.remove_item(following.items.get(kind="actions"), by=aisha.who)
    for _ in range(2):
        assert aisha.posts("agenda_bring", following.pk).status_code == 302
    carrying.fill_next_agendas()
    assert titles(following) == ["Sluiting"]


def test_what_stands_there_already_is_not_brought_again(
    adopted: MinutesPage, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    gone_by(adopted.meeting)
    ActionPoint.objects.update(done_at=timezone.now())
    following = planned(som, aisha, soon)
    agenda.add_item(following, title="Notulen en acties", kind="actions", by=aisha.who)
    ActionPoint.objects.update(done_at=None)
    assert carrying.bring(following, by=aisha.who) == []


def test_the_clock_fills_the_next_agenda_before_its_closing_item(
    adopted: MinutesPage, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    gone_by(adopted.meeting)
    ActionPoint.objects.update(done_at=timezone.now())
    following = planned(som, aisha, soon)
    for title, kind in (("Opening", "opening"), ("Sluiting", "closing")):
        agenda.add_item(following, title=title, kind=kind, by=aisha.who)
    ActionPoint.objects.update(done_at=None)
    for _ in range(2):
        assert "meetings.carrying" in jobs.JOBS
        jobs.JOBS["meetings.carrying"].do()
    assert titles(following) == ["Opening", "Actiepunten", "Sluiting"]
    assert [item.position for item in following.items.order_by("position")] == [1, 2, 3]


def test_an_item_that_was_not_reached_is_carried_over(
    meeting: MeetingPage,
    item: AgendaItem,
    som: WorkspacePage,
    soon: datetime,
    aisha: cast.Person,
    chloe: cast.Person,
) -> None:
    following = planned(som, aisha, soon + timedelta(days=60))
    aisha.posts("agenda_carry", meeting.pk, item.pk, carried="on")
    item.refresh_from_db()
    assert not item.carried_over  # the meeting has not begun
    meetings.start(meeting, by=aisha.who)
    assert "Doorschuiven naar de volgende keer" in aisha.gets("meeting_desk", meeting.pk).content.decode()
    for _ in range(2):
        aisha.posts("agenda_carry", meeting.pk, item.pk, carried="on")
    [brought] = following.items.all()
    assert (brought.title, brought.kind, brought.owner) == ("Wachttijd bij aangifte", "decision", chloe.who)
    assert "Doorgeschoven" in chloe.gets(meeting.url).content.decode()
    aisha.posts("agenda_carry", meeting.pk, item.pk)
    assert "Doorgeschoven" not in chloe.gets(meeting.url).content.decode()


def test_any_part_brings_its_own(
    monkeypatch: pytest.MonkeyPatch, som: WorkspacePage, soon: datetime, aisha: cast.Person, esra: cast.Person
) -> None:
    brings = [contract.Brought("review:1", "Besluit opnieuw bekijken", "decision", 20, "green", esra.who)]
    monkeypatch.setattr(contract, "BRINGERS", [lambda meeting: brings])
    following = planned(som, aisha, soon)
    [item] = following.items.all()
    assert (item.duration, item.tlp, item.owner) == (20, "green", None)  # who is no member brings nothing in
    assert item.key == brings[0].key(following)


def test_copying_takes_words_and_no_papers(
    meeting: MeetingPage, item: AgendaItem, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    agenda.add_paper(item, pdf(), by=aisha.who)
    agenda.add_item(meeting, title="Sluiting", kind="closing", by=aisha.who)
    other = planned(som, aisha, soon + timedelta(days=60))
    agenda.add_item(other, title="Rondvraag", kind="closing", by=aisha.who)
    for _ in range(2):
        assert aisha.posts("agenda_copy", other.pk, other=meeting.pk).status_code == 302
    assert titles(other) == ["Wachttijd bij aangifte", "Rondvraag"]
    assert not any(row.papers.exists() for row in other.items.all())
    assert other.items.first().owner == item.owner


def test_nothing_is_copied_from_another_body(
    meeting: MeetingPage, task_force: WorkspacePage, soon: datetime, aisha: cast.Person, wim: cast.Person
) -> None:
    there = planned(task_force, wim, soon)
    agenda.add_item(there, title="Geheim van de Task Force", by=wim.who)
    answer = aisha.posts("agenda_copy", meeting.pk, other=there.pk)
    assert answer.status_code == 302
    with pytest.raises(ValidationError, match="ander overleg"):
        copying.copy_from(meeting, there, by=aisha.who)
    assert titles(meeting) == []


def test_a_template_is_kept_and_fills(
    meeting: MeetingPage, item: AgendaItem, som: WorkspacePage, soon: datetime, aisha: cast.Person
) -> None:
    for _ in range(2):
        assert aisha.posts("agenda_keep", meeting.pk, name="Gewone vergadering").status_code == 302
    template = AgendaTemplate.objects.get()
    other = planned(som, aisha, soon + timedelta(days=60))
    for _ in range(2):
        assert aisha.posts("agenda_fill", other.pk, template=template.pk).status_code == 302
    assert titles(other) == ["Wachttijd bij aangifte"]
    for _ in range(2):
        assert aisha.posts("agenda_drop", other.pk, template=template.pk).status_code == 302
    assert not AgendaTemplate.objects.exists()
    assert titles(other) == ["Wachttijd bij aangifte"]


def test_only_the_secretary_fills(meeting: MeetingPage, item: AgendaItem, bram: cast.Person, esra: cast.Person) -> None:
    for name in ("bring", "copy", "keep", "fill", "drop", "submissions"):
        assert bram.posts(f"agenda_{name}", meeting.pk).status_code == 403
        assert esra.posts(f"agenda_{name}", meeting.pk).status_code == 404
    assert bram.posts("agenda_carry", meeting.pk, item.pk).status_code == 403
