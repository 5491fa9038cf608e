"""Private notes: for who wrote them, and for nobody else; they outlive what they were written at."""

from __future__ import annotations

import io
import json
import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection

from meetings.actions import agenda, notes
from meetings.models import AgendaItem, MeetingPage, Note
from schakel.accounts import people
from schakel.files.models import Paper
from schakel.privacy import erasing, subjects
from schakel.workspaces.models import Membership
from tests import cast
from tests.meetings.files import pdf

WORDS = "Vragen of de planning haalbaar is"


@pytest.fixture
def paper(item: AgendaItem, aisha: cast.Person) -> Paper:
    return agenda.add_paper(item, pdf(pages=2), title="Notitie", by=aisha.who)


@pytest.fixture
def note(item: AgendaItem, chloe: cast.Person) -> Note:
    return notes.write_at_item(item, WORDS, by=chloe.who)


def raw() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM meetings_note ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def page(person: cast.Person, where: str, *args: Any) -> str:
    return person.gets(where, *args).content.decode()


# ---------------------------------------------------------------- writing
def test_it_works_at_an_item_and_at_a_paper(
    meeting: MeetingPage, item: AgendaItem, paper: Paper, chloe: cast.Person
) -> None:
    assert chloe.posts("item_note", meeting.pk, item.pk, text=WORDS).status_code == 302
    assert chloe.posts("paper_notes", paper.pk, text="Som klopt niet", page="2").status_code == 302
    shown = page(chloe, "meeting_notes", meeting.pk)
    assert all(words in shown for words in (WORDS, "Som klopt niet", "pagina 2"))
    assert "Som klopt niet" in page(chloe, "paper_notes", paper.pk)
    assert all(words in page(chloe, "own_notes") for words in (WORDS, "Som klopt niet", item.title, paper.title))
    assert "/notities/" in page(chloe, meeting.url)
    assert f"/stukken/{paper.pk}/notities/" in page(chloe, "paper_show", paper.pk)


def test_a_form_sent_twice_writes_one(meeting: MeetingPage, item: AgendaItem, chloe: cast.Person) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        chloe.posts("item_note", meeting.pk, item.pk, text=WORDS, key=key)
    assert Note.objects.count() == 1


def test_it_can_be_changed_and_taken_away(note: Note, chloe: cast.Person) -> None:
    assert WORDS in page(chloe, "note", note.pk)
    chloe.posts("note", note.pk, text="Anders")
    assert Note.objects.get().text == "Anders"
    assert chloe.posts("note_remove", note.pk).status_code == 302
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    ("where", "typed", "sentence"),
    [
        ("item", {"text": "Het BSN van de cliënt is 123456782."}, "Ook in een notitie mag dit niet staan"),
        ("item", {"text": "  "}, "has-error"),
        ("paper", {"text": "Zie daar", "page": "9"}, "Dit stuk heeft 2 pagina’s."),
        ("paper", {"text": "Zie daar", "page": "0"}, "has-error"),
        ("note", {"text": "Het BSN van de cliënt is 123456782."}, "mag dit niet staan"),
    ],
)
def test_what_cannot_be_kept_stays_in_the_form(
    meeting: MeetingPage, item: AgendaItem, paper: Paper, note: Note, chloe: cast.Person, where: str,
    typed: dict[str, str], sentence: str,
) -> None:  # fmt: skip
    routes = {"item": ("item_note", meeting.pk, item.pk), "paper": ("paper_notes", paper.pk), "note": ("note", note.pk)}
    answer = chloe.posts(*routes[where], **typed)
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert typed["text"].strip() in shown
    assert sentence in shown
    assert [each.text for each in Note.objects.all()] == [WORDS]


# ---------------------------------------------------------------- nobody else
def test_nobody_else_reads_it(meeting: MeetingPage, note: Note, paper: Paper, chloe: cast.Person) -> None:
    notes.write_at_paper(paper, WORDS, by=chloe.who)
    for name in ("aisha", "bram", "quirine", "rachid", "esra", "karel", "nobody"):
        other, there = cast.person(name), 302 if name == "nobody" else 404
        for where in ("note", "note_remove"):
            assert other.posts(where, note.pk, text="x").status_code == there
        assert other.gets("note", note.pk).status_code == there
        for where, key in (("meeting_notes", meeting.pk), ("paper_notes", paper.pk), ("meeting_pack", meeting.pk)):
            assert WORDS not in page(other, where, key)
        assert WORDS not in page(other, "own_notes")


def test_no_role_may_change_it(note: Note, aisha: cast.Person) -> None:
    for verb in (lambda: notes.change(note, "x", by=aisha.who), lambda: notes.remove(note, by=aisha.who)):
        with pytest.raises(PermissionDenied):
            verb()


def test_the_database_does_not_say_what_it_says(note: Note, chloe: cast.Person, quirine: cast.Person) -> None:
    notes.write_at_item(note.item, WORDS, by=chloe.who)
    first, second = raw()
    assert WORDS not in first + second
    assert first != second  # nor that two are the same
    Note.objects.filter(pk=note.pk).update(user=quirine.who)  # who moves a row reads nothing by it
    assert WORDS not in Note.objects.get(pk=note.pk).text
    assert "de sleutel ontbreekt" in page(quirine, "own_notes")


def test_a_new_key_takes_over(note: Note, settings: Any) -> None:
    former = settings.NOTES_KEYS
    settings.NOTES_KEYS = ["nieuw", *former]
    assert Note.objects.get().text == WORDS
    assert notes.relock() == 1
    settings.NOTES_KEYS = ["nieuw"]
    assert Note.objects.get().text == WORDS
    assert notes.relock() == 0
    settings.NOTES_KEYS = former
    assert "de sleutel ontbreekt" in Note.objects.get().text


# ---------------------------------------------------------------- nothing is lost
def test_it_outlives_paper_and_item(
    meeting: MeetingPage, item: AgendaItem, paper: Paper, note: Note, aisha: cast.Person, chloe: cast.Person
) -> None:
    notes.write_at_paper(paper, "Som klopt niet", page=2, by=chloe.who)
    agenda.remove_item(item, by=aisha.who)
    for shown in (page(chloe, "meeting_notes", meeting.pk), page(chloe, "own_notes")):
        assert all(words in shown for words in (WORDS, "Som klopt niet", "bij iets dat er niet meer is"))


def test_who_left_keeps_the_notes_and_learns_nothing_more(note: Note, paper: Paper, chloe: cast.Person) -> None:
    notes.write_at_paper(paper, "Som klopt niet", by=chloe.who)
    people.release(Membership.objects.get(user=chloe.who), by=None)
    shown = page(chloe, "own_notes")
    assert all(words in shown for words in (WORDS, "Som klopt niet"))
    assert note.item.title not in shown
    assert paper.title not in shown
    assert chloe.gets("meeting_notes", note.meeting_id).status_code == 404
    assert chloe.posts("note_remove", note.pk).status_code == 302


def test_the_export_of_the_writer_has_it_and_that_of_others_has_not(
    note: Note, chloe: cast.Person, bram: cast.Person
) -> None:
    told = {}
    for who in (chloe, bram):
        out = io.StringIO()
        call_command("export_person", who.who.email, stdout=out)
        told[who.who.pk] = out.getvalue()
    kept = {each["table"]: each for each in json.loads(told[chloe.who.pk])["kept"]}
    assert kept["meetings.Note"]["rows"][0]["locked"] == WORDS
    assert WORDS not in told[bram.who.pk]


def test_it_goes_with_its_writer(note: Note, chloe: cast.Person) -> None:
    erasing.erase(subjects.of_account(chloe.who), by=None)
    assert not Note.objects.exists()


def test_the_page_asks_as_much_at_many_notes(
    meeting: MeetingPage, item: AgendaItem, chloe: cast.Person, django_assert_max_num_queries: Any
) -> None:
    from django.test.utils import CaptureQueriesContext

    notes.write_at_item(item, WORDS, by=chloe.who)
    with CaptureQueriesContext(connection) as few:
        page(chloe, "meeting_notes", meeting.pk)
    for number in range(8):
        notes.write_at_item(item, f"Nummer {number}", by=chloe.who)
    with django_assert_max_num_queries(len(few)):
        page(chloe, "meeting_notes", meeting.pk)
