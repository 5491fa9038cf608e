import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.actions import agenda
from meetings.actions import meeting as meetings
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel.files.models import Paper
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import word
from tests.meetings.files import pdf


def upload(item: AgendaItem, by: cast.Person, file: SimpleUploadedFile, title: str = "") -> int:
    data = {"paper-paper": file, "paper-title": title}
    return by.posts("agenda_add_paper", item.meeting.pk, item.pk, **data).status_code


def test_it_works(item: AgendaItem, aisha: cast.Person, chloe: cast.Person) -> None:
    assert upload(item, aisha, pdf(pages=12), "Notitie eerste ervaringen") == 302
    shown = chloe.gets(item.meeting.url).content.decode()
    paper = item.papers.get()
    assert f'href="/stukken/{paper.pk}/bekijken/"' in shown
    assert "Notitie eerste ervaringen" in shown
    assert "PDF, 12 pagina’s" in shown
    assert chloe.gets("paper", paper.pk).status_code == 200


def test_it_inherits_the_mark_of_its_item(item: AgendaItem, aisha: cast.Person) -> None:
    agenda.change_item(item, tlp="red", by=aisha.who)
    upload(item, aisha, pdf())
    assert item.papers.get().tlp == "red"


def test_it_comes_along_with_a_new_item(meeting: MeetingPage, aisha: cast.Person) -> None:
    data = {"title": "Plekken", "kind": "discussion", "duration": 10, "tlp": "amber", "key": uuid.uuid4()}
    for _ in range(2):
        aisha.posts("agenda_add", meeting.pk, **data, paper=pdf())
    assert meeting.items.get().papers.count() == 1


def test_the_same_file_comes_in_once(item: AgendaItem, aisha: cast.Person) -> None:
    for _ in range(2):
        assert upload(item, aisha, pdf()) == 302
    assert Paper.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("virus.exe", b"MZ"), ("leeg.pdf", b""), ("vals.pdf", b"geen pdf"), ("stuk.pdf", b"%PDF-1.7 x")],
)
def test_it_refuses_what_may_not_come_in(item: AgendaItem, aisha: cast.Person, name: str, content: bytes) -> None:
    assert upload(item, aisha, SimpleUploadedFile(name, content)) == 200
    assert not Paper.objects.exists()


def test_the_sentence_stands_at_the_file(item: AgendaItem, aisha: cast.Person) -> None:
    data = {"paper-paper": SimpleUploadedFile("vals.pdf", b"geen pdf"), "paper-title": "Mijn notitie"}
    shown = aisha.posts("agenda_add_paper", item.meeting.pk, item.pk, **data).content.decode()
    assert "Bewaar het opnieuw als pdf" in shown.partition('id="id_paper-paper_error"')[2].partition("</p>")[0]
    assert "Mijn notitie" in shown


def test_without_a_title_it_has_that_of_its_item(item: AgendaItem, aisha: cast.Person) -> None:
    for pages in (1, 2):
        upload(item, aisha, pdf("Jan de Vries - concept.pdf", pages=pages))
    assert [paper.title for paper in item.papers.all()] == [item.title, f"{item.title} (2)"]


def test_what_was_taken_out_is_said(item: AgendaItem, aisha: cast.Person) -> None:
    upload(item, aisha, SimpleUploadedFile("stuk.docx", word(mark="Iemand")))
    assert "namen van schrijvers" in aisha.gets("agenda_build", item.meeting.pk).content.decode()


def test_an_item_gets_full(item: AgendaItem, aisha: cast.Person, settings: Any) -> None:
    settings.PAPERS_PER_ITEM = 1
    assert [upload(item, aisha, pdf(pages=pages)) for pages in (1, 2)] == [302, 200]
    assert item.papers.count() == 1


def test_a_bad_file_keeps_the_new_item_away(meeting: MeetingPage, aisha: cast.Person) -> None:
    data = {"title": "Plekken", "kind": "discussion", "duration": 10, "tlp": "amber", "key": uuid.uuid4()}
    answer = aisha.posts("agenda_add", meeting.pk, **data, paper=SimpleUploadedFile("vals.pdf", b"geen pdf"))
    assert "Bewaar het opnieuw als pdf" in answer.content.decode()
    assert not meeting.items.exists()


@pytest.mark.parametrize(("name", "status"), [("aisha", 200), ("chloe", 404), ("esra", 404), ("nobody", 302)])
def test_a_paper_of_a_draft_meeting_is_a_draft_too(
    som: WorkspacePage, aisha: cast.Person, meeting: MeetingPage, name: str, status: int
) -> None:
    hidden = meetings.plan(som, title="Nog niet", begins=meeting.begins, ends=meeting.ends, publish=False, by=aisha.who)
    paper = agenda.add_paper(agenda.add_item(hidden, title="Geheim", by=aisha.who), pdf(), by=aisha.who)
    assert cast.person(name).gets("paper", paper.pk).status_code == status


def test_it_can_be_taken_away(item: AgendaItem, aisha: cast.Person) -> None:
    paper = agenda.add_paper(item, pdf(), by=aisha.who)
    for _ in range(2):
        assert aisha.posts("agenda_remove_paper", item.meeting.pk, item.pk, paper.pk).status_code == 302
    assert not Paper.objects.exists()


def test_it_goes_with_its_item_but_stays_with_another(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person
) -> None:
    own, shared = (agenda.add_paper(item, pdf(pages=n), by=aisha.who) for n in (1, 2))
    agenda.add_item(meeting, title="Ook hierbij", by=aisha.who).papers.add(shared)
    agenda.remove_item(item, by=aisha.who)
    assert list(Paper.objects.all()) == [shared]
    assert own.pk is not None


def test_adopted_minutes_hold_their_papers(
    circulated: MinutesPage, attended: MeetingPage, item: AgendaItem, aisha: cast.Person
) -> None:
    from meetings.actions import minutes

    paper = agenda.add_paper(item, pdf(), by=aisha.who)
    minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    aisha.posts("agenda_remove_paper", attended.pk, item.pk, paper.pk)
    upload(item, aisha, pdf(pages=3))
    assert list(Paper.objects.all()) == [paper]
