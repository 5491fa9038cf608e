"""Who may enter the desk, and what the others see there: nothing, the same nothing everywhere."""

import pytest

from meetings.models import MeetingPage
from schakel.accounts import people
from schakel.workspaces.desk.routes import OPEN
from tests import cast
from tests.workspaces.desk import pages

OUTSIDE = ["chloe", "dirk", "karel", "ivo", "bram", "hana"]
ABSENT = "/beheer/bestaat-niet/"


@pytest.mark.parametrize("name", ["aisha", "lena", "joke"])
def test_secretaries_and_editors_enter(name: str, db: None) -> None:
    assert cast.person(name).gets("/beheer/").status_code == 200


@pytest.mark.parametrize("name", OUTSIDE)
def test_for_others_every_address_is_the_same_absent_page(name: str, own: MeetingPage) -> None:
    person = cast.person(name)
    absent = person.gets("/bestaat-niet/").content
    for _, address in [*pages.addresses(own.pk), ("", ABSENT)]:
        answer = person.gets(address)
        assert (answer.status_code, answer.content) == (404, absent), address


@pytest.mark.parametrize("name", OUTSIDE)
def test_for_others_no_button_works(name: str, own: MeetingPage) -> None:
    person = cast.person(name)
    for _, address in pages.addresses(own.pk):
        assert person.posts(address, title="Anders").status_code == 404, address
    assert MeetingPage.objects.get().title == own.title


def test_the_anonymous_are_sent_to_log_in_from_every_address(nobody: cast.Person, own: MeetingPage) -> None:
    for _, address in [*pages.addresses(own.pk), ("", ABSENT)]:
        assert nobody.gets(address)["Location"] == f"/account/login/?next={address}"


def test_what_is_not_in_the_table_is_not_there(aisha: cast.Person, joke: cast.Person, own: MeetingPage) -> None:
    absent = aisha.gets(ABSENT).content
    closed = [(route, address) for route, address in pages.addresses(own.pk) if route not in OPEN]
    assert len(closed) > 70
    for route, address in closed:
        assert (aisha.gets(address).content, aisha.posts(address).status_code) == (absent, 404), route
        if not route.startswith("wagtailsnippets_"):  # editors may be offered rows of a part
            assert joke.gets(address).status_code == 404, route


def test_every_name_in_the_table_is_a_route() -> None:
    assert set(OPEN) <= {route for route, _ in pages.addresses()}


def test_a_membership_that_ended_counts_at_the_next_request(aisha: cast.Person, own: MeetingPage) -> None:
    address = f"/beheer/pages/{own.pk}/edit/"
    assert aisha.gets(address).status_code == 200
    people.release(aisha.who.memberships.get(), by=None)
    assert [aisha.gets(path).status_code for path in (address, "/beheer/")] == [404, 404]
    assert not aisha.who.groups.exists()


def test_who_lost_one_of_two_workspaces_keeps_the_other(
    aisha: cast.Person, own: MeetingPage, foreign: MeetingPage
) -> None:
    seat = cast.seat("task-force", "CoMensha")
    second = people.admit(aisha.who, seat, role="secretary", by=None)
    assert aisha.gets(f"/beheer/pages/{foreign.pk}/edit/").status_code == 200
    people.release(second, by=None)
    assert aisha.gets(f"/beheer/pages/{foreign.pk}/edit/").status_code == 404
    assert aisha.gets(f"/beheer/pages/{own.pk}/edit/").status_code == 200
