"""The screen of administrators: sentences and keys, no titles, at a constant price."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schakel import journal
from schakel.files import papers
from schakel.journal.models import Line
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf
from tests.journal import chains


def test_it_shows_who_did_what_without_titles(som: WorkspacePage, aisha: cast.Person, karel: cast.Person) -> None:
    papers.add(som, pdf(), title="Mandaat van de heer Jansen", stays="Zo heet het stuk.", by=aisha.who)
    page = karel.gets("journal").content.decode()
    assert "voegde een stuk toe" in page
    assert str(aisha.who) in page
    assert f"persoon {aisha.who.pk}" in page
    assert "Jansen" not in page


def test_who_is_gone_keeps_a_number(karel: cast.Person, dirk: cast.Person) -> None:
    journal.record("session.begin", of=dirk.who, by=dirk.who)
    key = dirk.who.pk
    dirk.who.delete()
    assert f"persoon {key}" in karel.gets("journal").content.decode()


def test_one_chooses_by_act_by_person_and_by_day(karel: cast.Person, aisha: cast.Person) -> None:
    chains.lines(2)
    journal.record("people.admit", of=aisha.who, by=karel.who)

    def found(**asked: Any) -> int:
        return int(karel.gets("journal", data=asked).context["page"].paginator.count)

    assert found(action="people.seat") == 2
    assert found(action="people.seat", by=karel.who.pk) == 0
    assert found(action="people.admit", by=karel.who.pk) == 1
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    assert found(action="people.seat", since=today, until=today) == 2
    assert found(action="people.seat", since=tomorrow) == 0
    assert found(action="people.seat", until=today - timedelta(days=1)) == 0


@pytest.mark.parametrize("asked", [{"since": "gisteren"}, {"action": "tea.make"}, {"by": "karel"}, {"page": "x"}])
def test_a_wrong_choice_is_told(karel: cast.Person, asked: dict[str, str]) -> None:
    answer = karel.gets("journal", data=asked)
    assert answer.status_code == 200
    assert ("error" in answer.content.decode()) == ("page" not in asked)


def test_ten_lines_cost_as_much_as_a_thousand(karel: cast.Person, django_assert_num_queries: Any) -> None:
    chains.lines(10)
    karel.gets("journal")
    with CaptureQueriesContext(connection) as few:
        karel.gets("journal")
    chains.lines(990)
    with django_assert_num_queries(len(few)):
        karel.gets("journal")


def test_it_can_be_kept_as_a_table(karel: cast.Person) -> None:
    chains.lines(3)
    answer = karel.gets("journal_file", data={"action": "people.seat"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[2] for row in rows[1:]] == ["people.seat"] * 3
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t"))]


def test_everybody_else_finds_nothing(chloe: cast.Person, joke: cast.Person, nobody: cast.Person) -> None:
    for route in ("journal", "journal_file"):
        assert [person.gets(route).status_code for person in (chloe, joke, nobody)] == [404, 404, 302]


def test_looking_writes_nothing(karel: cast.Person) -> None:
    karel.gets("journal")
    before = Line.objects.count()
    karel.gets("journal")
    assert Line.objects.count() == before
