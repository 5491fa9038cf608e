"""A new version comes in the place of a paper: its address, title, mark and everybody's notes stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.actions import agenda, minutes, notes, papers
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel.files.models import Paper, private_storage
from schakel.journal.models import Line
from tests import cast
from tests.meetings.files import pdf


@pytest.fixture
def paper(item: AgendaItem, aisha: cast.Person) -> Paper:
    return agenda.add_paper(item, pdf(pages=2), title="Notitie", tlp="green", by=aisha.who)


def send(paper: Paper, by: cast.Person, file: SimpleUploadedFile) -> Any:
    item = paper.agenda_items.get()
    return by.posts("agenda_replace_paper", item.meeting_id, item.pk, paper.pk, paper=file)


def test_it_works(
    paper: Paper, aisha: cast.Person, chloe: cast.Person, django_capture_on_commit_callbacks: Any
) -> None:
    former = paper.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert send(paper, aisha, pdf(pages=5)).status_code == 302
    now = Paper.objects.get()
    assert (now.pk, now.title, now.tlp, now.pages) == (paper.pk, "Notitie", "green", 5)
    assert b"".join(chloe.gets("paper", paper.pk).streaming_content).startswith(b"%PDF")
    assert (private_storage().exists(former), private_storage().exists(now.file.name)) == (False, True)
    assert Line.objects.get(action="paper.replace").data == {"sha256": now.sha256}


def test_the_same_file_changes_nothing(paper: Paper, aisha: cast.Person) -> None:
    send(paper, aisha, pdf(pages=2))
    assert Paper.objects.get().file.name == paper.file.name
    assert not Line.objects.filter(action="paper.replace").exists()


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("bram", 403), ("chloe", 403), ("rachid", 403), ("esra", 404), ("nobody", 302)]
)
def test_it_requires_the_secretary(paper: Paper, name: str, status: int) -> None:
    item = paper.agenda_items.get()
    assert cast.person(name).gets("agenda_replace_paper", item.meeting_id, item.pk, paper.pk).status_code == status


def test_what_may_not_come_in_leaves_the_former_version(paper: Paper, aisha: cast.Person) -> None:
    answer = send(paper, aisha, SimpleUploadedFile("vals.pdf", b"geen pdf"))
    assert "Bewaar het opnieuw als pdf" in answer.content.decode()
    assert Paper.objects.get().sha256 == paper.sha256


def test_notes_stay_and_say_that_they_are_of_a_former_version(
    paper: Paper, aisha: cast.Person, chloe: cast.Person
) -> None:
    note = notes.write_at_paper(paper, "Hier klopt de som niet", page=2, by=chloe.who)
    assert "vorige versie" not in chloe.gets("paper_notes", paper.pk).content.decode()
    send(paper, aisha, pdf(pages=1))
    for where, key in (("paper_notes", paper.pk), ("meeting_notes", note.meeting_id)):
        shown = chloe.gets(where, key).content.decode()
        assert all(words in shown for words in ("Hier klopt de som niet", "pagina 2", "bij een vorige versie"))
    assert chloe.posts("note", note.pk, text="Nu wel", page="1").status_code == 302
    shown = chloe.gets("paper_notes", paper.pk).content.decode()
    assert "Nu wel" in shown
    assert "vorige versie" not in shown


def test_adopted_minutes_hold_their_papers(
    circulated: MinutesPage, attended: MeetingPage, paper: Paper, item: AgendaItem, aisha: cast.Person
) -> None:
    minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    with pytest.raises(ValidationError, match="vastgesteld"):
        papers.replace(item, paper, pdf(pages=9), by=aisha.who)
    assert private_storage().exists(Paper.objects.get().file.name)
