"""What editors have beside the public pages: the home page itself, and rows that a part offers."""

import pytest
from django.test import RequestFactory
from wagtail import hooks
from wagtail.models import Page

from cms.models import OpeningHours
from schakel.workspaces.desk import groups, offers, reach
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.workspaces.desk import pages

ROWS = "/beheer/snippets/cms/openinghours/"


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "_models", {})
    offers.offer(OpeningHours)


def test_the_desk_of_an_editor_begins_at_the_home_page(joke: cast.Person, som: WorkspacePage) -> None:
    assert joke.gets("/beheer/pages/")["Location"] == f"/beheer/pages/{pages.home().pk}/"
    shown = joke.gets(f"/beheer/pages/{pages.home().pk}/").content.decode()
    assert pages.public().title in shown
    assert f"/beheer/pages/{som.get_parent().pk}/" not in shown


def test_it_does_so_with_one_page_under_it_and_with_none(joke: cast.Person) -> None:
    for page in Page.objects.child_of(pages.home()).exclude(pk=pages.public().pk):
        page.delete()
    assert joke.gets("/beheer/pages/")["Location"] == f"/beheer/pages/{pages.home().pk}/"
    pages.public().delete()
    assert reach.reaches_all(joke.who, {pages.home().pk})


def test_the_shelf_of_workspaces_is_not_the_editors(joke: cast.Person, som: WorkspacePage) -> None:
    for page in (som.get_parent(), som):
        assert joke.gets(f"/beheer/pages/{page.pk}/").status_code == 404


@pytest.mark.parametrize(("name", "may"), [("joke", True), ("aisha", False), ("chloe", False)])
def test_only_editors_change_the_home_page(name: str, may: bool, db: None) -> None:
    person = cast.person(name)
    groups.sync_groups(person.who)
    tester = reach.FrontTester(person.who, pages.home())
    assert [tester.can_edit(), tester.can_publish(), tester.can_publish_subpage()] == [may] * 3
    assert not any([tester.can_delete(), tester.can_unpublish(), tester.can_move(), tester.can_copy()])


def test_a_page_that_was_just_made_can_be_published(joke: cast.Person) -> None:
    person = joke.who
    groups.sync_groups(person)
    page = pages.home().add_child(instance=Page(title="Nieuw", live=False))
    assert not page.permissions_for_user(person).can_publish()
    request = RequestFactory().post("/beheer/")
    request.user = person
    for hook in hooks.get_hooks("before_publish_page"):
        hook(request, page)
    assert page.permissions_for_user(person).can_publish()


def test_rows_that_are_offered_are_the_editors(joke: cast.Person, offered: None) -> None:
    assert joke.gets(ROWS).status_code == 200
    assert ROWS in joke.gets("/beheer/").content.decode()


def test_they_are_nobody_elses(aisha: cast.Person, chloe: cast.Person, offered: None) -> None:
    assert [aisha.gets(ROWS).status_code, chloe.gets(ROWS).status_code] == [404, 404]
    assert ROWS not in aisha.gets("/beheer/").content.decode()


def test_two_editors_of_one_row_know_of_each_other(joke: cast.Person, aisha: cast.Person, offered: None) -> None:
    ping = f"/beheer/editing-sessions/ping/cms/openinghours/{OpeningHours.objects.first().pk}/1/"
    assert (joke.posts(ping).status_code, aisha.posts(ping).status_code) == (200, 404)


def test_rows_that_nobody_offered_are_not_there(joke: cast.Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offers, "_models", {})
    assert joke.gets(ROWS).status_code == 404
    assert ROWS not in joke.gets("/beheer/").content.decode()
