import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from meetings.models import MeetingPage
from schakel.workspaces.desk import groups
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.workspaces.desk import pages

WRITES = ("INSERT", "UPDATE", "DELETE")


def names(person: cast.Person) -> set[str]:
    return set(person.who.groups.values_list("name", flat=True))


def test_it_gives_a_secretary_the_own_workspace(aisha: cast.Person, som: WorkspacePage) -> None:
    assert groups.sync_groups(aisha.who)
    granted = aisha.who.groups.get().page_permissions
    assert names(aisha) == {f"secretariat:{som.pk}"}
    assert set(granted.values_list("page", "permission__codename")) == {
        (som.pk, "add_page"), (som.pk, "change_page"), (som.pk, "publish_page"),
    }  # fmt: skip


def test_it_gives_an_editor_each_public_page_and_no_workspace(joke: cast.Person, som: WorkspacePage) -> None:
    assert groups.sync_groups(joke.who)
    granted = Page.objects.filter(group_permissions__group__user=joke.who).distinct()
    assert set(granted) == set(Page.objects.child_of(pages.home())) - {Page.objects.get(pk=som.get_parent().pk)}


def test_a_new_public_page_is_the_editors_at_the_next_request(joke: cast.Person) -> None:
    groups.sync_groups(joke.who)
    page = pages.home().add_child(instance=Page(title="Nieuw"))
    assert joke.gets(f"/beheer/pages/{page.pk}/edit/").status_code == 200


@pytest.mark.parametrize("name", ["chloe", "dirk", "karel", "ivo"])
def test_it_gives_others_nothing(name: str, db: None) -> None:
    person = cast.person(name)
    assert not groups.sync_groups(person.who)
    assert names(person) == set()


def test_it_takes_away_what_nobody_gave(aisha: cast.Person, som: WorkspacePage) -> None:
    aisha.who.groups.add(Group.objects.get(name="Editors"))  # Wagtail's own: the whole tree
    groups.sync_groups(aisha.who)
    assert names(aisha) == {groups.name_of(som.pk)}


def test_it_repairs_a_group_that_was_widened(aisha: cast.Person, som: WorkspacePage, foreign: MeetingPage) -> None:
    groups.sync_groups(aisha.who)
    permission = aisha.who.groups.get().page_permissions.first()
    permission.pk, permission.page_id = None, foreign.pk
    permission.save()
    assert aisha.gets(f"/beheer/pages/{foreign.pk}/edit/").status_code == 404
    assert set(aisha.who.groups.get().page_permissions.values_list("page", flat=True)) == {som.pk}


def test_it_repairs_rights_that_were_taken_from_a_group(aisha: cast.Person) -> None:
    groups.sync_groups(aisha.who)
    aisha.who.groups.get().permissions.clear()
    assert aisha.gets("/beheer/").status_code == 200


@pytest.mark.parametrize(("name", "asked"), [("aisha", 4), ("joke", 5), ("chloe", 3)])
def test_it_asks_little_and_writes_nothing_when_nothing_changed(name: str, asked: int, db: None) -> None:
    person = cast.person(name)
    groups.sync_groups(person.who)
    user = type(person.who).objects.get(pk=person.who.pk)
    with CaptureQueriesContext(connection) as queries:
        groups.sync_groups(user)
    assert len(queries) <= asked
    assert not [query for query in queries if query["sql"].startswith(WRITES)]


@pytest.mark.parametrize("path", ["", "pages/{0}/", "pages/{0}/history/", "account/", "reports/site-history/"])
def test_looking_twice_writes_nothing(aisha: cast.Person, own: MeetingPage, path: str) -> None:
    address = "/beheer/" + path.format(own.pk)
    aisha.gets(address)
    with CaptureQueriesContext(connection) as queries:
        assert aisha.gets(address).status_code == 200
    assert not [query["sql"] for query in queries if query["sql"].startswith(WRITES)]
