"""A refusal by the judge leaves a line: the route and the key, up to a bound. Anything else leaves none."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from schakel import journal
from schakel.files import papers
from schakel.files.models import Paper
from schakel.journal import bounds, middleware
from schakel.journal.models import Line
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf


@pytest.fixture
def paper(som: WorkspacePage, aisha: cast.Person) -> Paper:
    return papers.add(som, pdf(), title="Geheim", by=aisha.who)


def refusals() -> list[Line]:
    return list(Line.objects.filter(action="access.refused").order_by("seq"))


@pytest.mark.parametrize("exists", [True, False])
def test_a_hidden_and_an_absent_paper_leave_the_same_line(paper: Paper, dirk: cast.Person, exists: bool) -> None:
    key = paper.pk if exists else 999_999
    assert dirk.gets("paper", key).status_code == 404
    [line] = refusals()
    assert line.by == dirk.who.pk
    assert line.data == {"route": "paper", "status": 404, "pk": key}


def test_what_one_may_see_but_not_do_leaves_a_line(som: WorkspacePage, chloe: cast.Person) -> None:
    assert chloe.gets("paper_shelve", som.pk).status_code == 403
    [line] = refusals()
    assert (line.workspace, line.data) == (som.pk, {"route": "paper_shelve", "status": 403})


def test_the_address_itself_is_not_written_down(dirk: cast.Person) -> None:
    assert dirk.gets("/werkruimtes/jansen-uit-zwolle/?naam=jansen").status_code == 404
    [line] = refusals()
    assert line.data == {"route": "wagtail_serve", "status": 404}


def test_a_key_that_fits_in_no_database_harms_nothing(dirk: cast.Person) -> None:
    dirk.gets("/stukken/nieuw/" + "9" * 30 + "/")
    [line] = refusals()
    assert line.data["route"] == "paper_shelve"


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/helpdesk/niets/"])
def test_a_mistyped_public_address_leaves_none(dirk: cast.Person, path: str) -> None:
    assert dirk.gets(path).status_code == 404
    assert refusals() == []


def test_the_anonymous_leave_none(paper: Paper, nobody: cast.Person) -> None:
    assert nobody.gets("paper", paper.pk).status_code == 302
    assert refusals() == []


def test_a_form_without_its_token_is_no_refusal(karel: cast.Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(karel.who, "allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post("/mensen/uitnodigen/").status_code == 403
    assert refusals() == []


def test_who_may_leaves_none(paper: Paper, chloe: cast.Person) -> None:
    assert chloe.gets("paper", paper.pk).status_code == 200
    assert refusals() == []
    assert Line.objects.newest_first()[0].action == "paper.open"


def test_a_scanner_does_not_fill_the_disk(dirk: cast.Person, esra: cast.Person) -> None:
    for number in range(middleware.IN_AN_HOUR + 5):
        dirk.gets("paper", number)
    assert len(refusals()) == middleware.IN_AN_HOUR
    assert refusals()[-1].data["bound"] == middleware.IN_AN_HOUR
    esra.gets("paper", 1)
    assert refusals()[-1].by == esra.who.pk


def test_an_hour_later_lines_come_again(dirk: cast.Person, monkeypatch: pytest.MonkeyPatch) -> None:
    bounds.record("access.refused", of=None, by=dirk.who, most=1)
    bounds.record("access.refused", of=None, by=dirk.who, most=1)
    assert len(refusals()) == 1
    later = timezone.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    bounds.record("access.refused", of=None, by=dirk.who, most=1)
    assert len(refusals()) == 2


def test_of_third_parties_only_known_routes_are_named(aisha: cast.Person) -> None:
    assert aisha.gets("/beheer/pages/999999/edit/").status_code == 404
    [line] = refusals()
    assert line.data == {"route": "wagtailadmin_pages:edit", "status": 404, "page_id": 999999}
    assert journal.ACTIONS["access.refused"]
