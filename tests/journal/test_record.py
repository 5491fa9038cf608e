"""A line of the journal: what it holds, what it refuses, and that nobody changes it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from schakel import journal
from schakel.accounts import people
from schakel.files import papers
from schakel.journal.models import Head, Line
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf
from tests.journal import chains


def test_it_says_who_did_what_to_which_object(som: WorkspacePage, aisha: cast.Person) -> None:
    paper = papers.add(som, pdf(), title="Mandaat van Jansen", stays="Zo heet het stuk.", by=aisha.who)
    line = Line.objects.newest_first()[0]
    assert (line.action, line.by, line.kind, line.of) == ("paper.add", aisha.who.pk, "files.paper", str(paper.pk))
    assert line.workspace == som.pk
    assert line.data == {"sha256": paper.sha256}


def test_an_act_may_have_no_object_and_nobody_who_did_it(db: None) -> None:
    line = journal.record("access.refused", of=None, by=None, status=404)
    assert (line.by, line.kind, line.of, line.workspace) == (None, "", "", None)


def test_it_goes_when_the_act_goes(aisha: cast.Person) -> None:
    before = Head.objects.get().seq
    with pytest.raises(RuntimeError), transaction.atomic():
        chains.lines(2)
        raise RuntimeError
    assert Head.objects.get().seq == before == Line.objects.count()


def test_an_unknown_act_is_refused(db: None) -> None:
    with pytest.raises(LookupError, match=r"tea\.make"):
        journal.record("tea.make", of=None, by=None)


@pytest.mark.parametrize(
    "data",
    [
        {"title": "Mandaat"},
        {"email": "jan@schakel.example"},
        {"name": "jansen"},
        {"reason": "Er staat een naam in."},
        {"names": ["Jansen"]},
        {"deep": {"title": 1}},
        {"Jan Jansen": 1},
        {"share": 0.5},
        {"many": [["title"]]},
    ],
)
def test_texts_of_people_are_refused(db: None, data: dict[str, Any]) -> None:
    before = Line.objects.count()
    with pytest.raises(ValueError, match="keys, counts and registered words") as refused:
        journal.record("people.seat", of=None, by=None, **data)
    assert "Jansen" not in str(refused.value).replace("Jan Jansen", "")
    assert Line.objects.count() == before


@pytest.mark.parametrize(
    "data",
    [
        {"count": 3, "ready": True, "last": None},
        {"role": "secretary", "fields": ["title", "duration"]},
        {"sha256": "0f" * 32, "uuid": str(uuid.uuid4())},
        {"municipality": "GM0363", "receipt": "AM19-7K4P-038C", "number": "A 2019-03"},
        {"route": "people_release", "desk": "wagtailadmin_pages:edit"},
        {"tlp": "amber", "text": ""},
    ],
)
def test_keys_counts_and_words_of_the_code_are_kept(db: None, data: dict[str, Any]) -> None:
    journal.record("people.seat", of=None, by=None, **data)
    assert Line.objects.newest_first()[0].data == data


def test_what_a_part_registers_may_be_said(db: None) -> None:
    with pytest.raises(ValueError, match="keys"):
        journal.record("people.seat", of=None, by=None, kind_found="eleven_test")
    journal.register({}, words=["eleven_test"])
    journal.record("people.seat", of=None, by=None, kind_found="eleven_test")


def test_the_software_changes_no_line(som: WorkspacePage) -> None:
    [line] = chains.lines(1)
    for change in (line.save, line.delete, Line.objects.all().delete, lambda: Line.objects.update(action="x")):
        with pytest.raises(TypeError, match="never"):
            change()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_line SET action = 'people.admit'",
        "DELETE FROM journal_line",
        "UPDATE journal_head SET seq = seq - 1",
        "UPDATE journal_head SET seq = seq + 1",
        "UPDATE journal_head SET digest = 'x'",
        "DELETE FROM journal_head",
        "INSERT INTO journal_head (id, seq, digest) VALUES (2, 0, 'x')",
        'INSERT INTO journal_line (seq, at, action, kind, of, data, "before", digest) '
        "VALUES (7000, '2026-01-01', 'x', '', '', '{}', '', '')",
    ],
)
def test_the_database_refuses_as_well(som: WorkspacePage, statement: str) -> None:
    chains.lines(2)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        chains.run(statement)


def test_erasing_a_person_leaves_the_line(aisha: cast.Person, karel: cast.Person) -> None:
    invited = people.invite("weg@schakel.example", name="Weg (verzonnen)", by=karel.who)
    key = invited.pk
    invited.delete()
    line = Line.objects.get(action="people.invite")
    assert (line.kind, line.of) == ("accounts.invitation", str(key))
    assert "weg@" not in str(line.link)


def test_a_line_costs_three_statements(som: WorkspacePage, aisha: cast.Person, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        journal.record("people.seat", of=som, by=aisha.user)
