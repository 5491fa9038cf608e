"""What is found follows what is there: an agenda while its meeting shows, never a draft, never what is TLP:RED."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from meetings.actions import agenda
from meetings.actions import meeting as meetings
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel.files import papers
from schakel.files.models import Paper
from schakel.search import index
from schakel.search.models import Entry, Piece, Posting
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.files import pdf

Change = Callable[[AgendaItem, cast.Person], object]
RAISED = {"tlp": "red"}


def kinds(person: cast.Person, words: str) -> set[str]:
    return set(index.find(person.who, words).values_list("kind", flat=True))


def test_an_agenda_is_found_where_it_stands(item: AgendaItem, chloe: cast.Person, esra: cast.Person) -> None:
    page = chloe.gets("/zoeken/?q=aangiften").content.decode()
    assert f'href="/werkruimtes/som/tweede/#punt-{item.pk}"' in page
    assert "Agendapunt" in page
    assert kinds(chloe, "tweede vergadering amersfoort") == {"meetings.meetingpage"}
    assert kinds(esra, "aangifte") == set()


@pytest.mark.parametrize(
    ("change", "words", "found"),
    [
        (lambda item, by: agenda.change_item(item, title="Reiger", by=by.who), "reiger", True),
        (lambda item, by: agenda.change_item(item, title="Reiger", by=by.who), "aangifte", False),
        (lambda item, by: agenda.change_item(item, by=by.who, **RAISED), "aangifte", False),
        (lambda item, by: agenda.change_item(item, kind="pause", by=by.who), "aangifte", False),
        (lambda item, by: agenda.remove_item(item, by=by.who), "aangifte", False),
        (lambda item, by: agenda.move_item(item, to=1, by=by.who), "aangifte", True),
    ],
    ids=["new words", "old words", "red", "a pause", "removed", "moved"],
)
def test_a_change_is_found_at_once(
    item: AgendaItem, aisha: cast.Person, chloe: cast.Person, change: Change, words: str, found: bool
) -> None:
    change(item, aisha)
    assert index.find(chloe.who, words).exists() == found


def test_what_is_red_leaves_with_its_papers_and_comes_back(
    item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    paper = agenda.add_paper(item, pdf(), title="Reigers", tlp="amber", by=aisha.who)
    assert kinds(chloe, "reiger") == {"files.paper"}
    agenda.change_item(item, tlp="red", by=aisha.who)
    assert not Posting.objects.filter(stem__in=index.stems("reiger aangifte")).exists()
    agenda.change_item(item, tlp="amber", reason="Mag toch", by=aisha.who)
    assert kinds(chloe, "reiger") == {"files.paper"}
    agenda.classify_paper(item, paper, "red", by=aisha.who)
    assert kinds(chloe, "reiger") == kinds(chloe, "aangifte") == set()


def test_a_draft_is_in_no_index(som: WorkspacePage, meeting: MeetingPage, aisha: cast.Person) -> None:
    hidden = meetings.plan(
        som, title="Reigers", begins=meeting.begins, ends=meeting.ends, slug="r", publish=False, by=aisha.who
    )
    item = agenda.add_item(hidden, title="Ooievaars", paper=pdf(), by=aisha.who)
    cast.work()
    assert not Posting.objects.filter(stem__in=index.stems("reigers ooievaars")).exists()
    hidden.get_latest_revision().publish(user=aisha.who, skip_permission_checks=True)
    assert kinds(aisha, "reigers") == {"meetings.meetingpage"}
    assert kinds(aisha, "ooievaars") == {"meetings.agendaitem", "files.paper"}
    hidden.refresh_from_db()
    hidden.unpublish()
    assert kinds(aisha, "ooievaars") == set()
    assert not Entry.objects.filter(subject=item.pk, kind="meetings.agendaitem").exists()


def test_a_page_that_went_dark_by_another_way_is_not_found(item: AgendaItem, chloe: cast.Person) -> None:
    Page.objects.filter(pk=item.meeting_id).update(live=False)
    assert not index.find(chloe.who, "aangifte").exists()


def everything() -> list[tuple[object, ...]]:
    facts = Entry.objects.order_by("content_type", "subject").values_list("kind", "title", "url", "is_read", "page_id")
    words = Posting.objects.order_by("stem", "entry_id").values_list("stem", "entry__title", "heading", "places")
    return [*facts, *words]


def test_the_index_is_made_anew(
    adopted: MinutesPage, som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    papers.add(som, pdf(), title="Mandaat", by=aisha.who)
    cast.work()
    before = everything()
    for _ in range(2):
        out = StringIO()
        call_command("reindex", stdout=out)
        assert everything() == before
    assert "Agendapunt: 1" in out.getvalue()
    for model in (Entry, Piece, Posting):
        model.objects.all()._raw_delete("default")
    call_command("reindex", stdout=StringIO())
    assert everything() == before
    assert cast.work() == 0


def test_what_should_not_be_there_goes_when_it_is_made_anew(
    item: AgendaItem, som: WorkspacePage, aisha: cast.Person
) -> None:
    gone = papers.add(som, pdf(), title="Weg", by=aisha.who)
    Paper.objects.filter(pk=gone.pk).delete()
    AgendaItem.objects.filter(pk=item.pk).update(tlp="red")
    call_command("reindex", stdout=StringIO())
    assert set(Entry.objects.values_list("kind", flat=True)) == {"meetings.meetingpage"}
    assert not Posting.objects.filter(stem__in=index.stems("weg aangifte")).exists()
