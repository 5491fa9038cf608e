from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel.accounts.models import User
from schakel.files.models import Paper
from schakel.workspaces.models import Membership, Seat, WorkspacePage
from tests import cast

SOM = "/werkruimtes/som/"


def page(person: cast.Person, where: str = SOM) -> str:
    answer = person.gets(where)
    assert answer.status_code == 200
    return answer.content.decode()


def asked(person: cast.Person) -> int:
    page(person)
    with CaptureQueriesContext(connection) as queries:
        page(person)
    return len(queries)


def add_members(som: WorkspacePage, names: list[str]) -> None:
    for name in names:
        user = User.objects.create_user(f"{name}@leden.example", name=name)
        Membership.objects.create(user=user, seat=cast.seat("som", f"Organisatie {name}"))


def paper(som: WorkspacePage, title: str) -> Paper:
    kept = Paper(workspace=som, title=title, media_type="application/pdf", size=3, sha256="0" * 64)
    kept.file.save("stuk.pdf", ContentFile(b"pdf"), save=True)
    return kept


def test_it_shows_the_members_by_organisation(aisha: cast.Person, bram: cast.Person, chloe: cast.Person) -> None:
    shown = page(chloe)
    places = shown[shown.index('class="members"') :]
    assert places.index("CoMensha") < places.index("Bram") < places.index("Aisha") < places.index("Fier")
    assert "voorzitter" in places
    assert "2 zetels, 2 bezet" in shown


def test_it_shows_who_left_no_more(aisha: cast.Person, chloe: cast.Person) -> None:
    since = chloe.who.memberships.get().since
    Membership.objects.filter(user=chloe.who).update(since=since.replace(year=2000), until=since)
    assert "Nog niemand toegelaten" in page(aisha)
    assert "Chloe" not in page(aisha)


def test_it_shows_the_empty_seat_with_its_note(som: WorkspacePage, chloe: cast.Person) -> None:
    Seat.objects.create(workspace=som, note="Het twaalfde lid is nog niet bekend")
    shown = page(chloe)
    assert "Lege zetel" in shown
    assert "Het twaalfde lid is nog niet bekend" in shown


def test_it_shows_the_standing_papers(som: WorkspacePage, chloe: cast.Person) -> None:
    mandate = paper(som, "Mandaat")
    shown = page(chloe)
    assert f"/stukken/{mandate.pk}/bekijken/" in shown
    assert "#stukken" in shown


def test_it_shows_no_paper_of_another_workspace(task_force: WorkspacePage, chloe: cast.Person) -> None:
    paper(task_force, "Kanarie")
    assert "Kanarie" not in page(chloe)


@pytest.mark.parametrize(("name", "sees"), [("aisha", True), ("bram", False), ("chloe", False)])
def test_only_the_secretary_sees_the_way_to_change_it(name: str, sees: bool, som: WorkspacePage) -> None:
    assert ("Gegevens wijzigen" in page(cast.person(name))) is sees


@pytest.mark.parametrize("name", ["dirk", "esra", "farid", "greet", "hana", "ivo", "joke", "karel", "lena"])
def test_an_outsider_does_not_learn_that_it_exists(name: str, som: WorkspacePage) -> None:
    reader = cast.person(name)
    hidden, absent = reader.gets(SOM), reader.gets("/werkruimtes/bestaat-niet/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


def test_the_anonymous_are_asked_to_log_in(som: WorkspacePage, nobody: cast.Person) -> None:
    assert nobody.gets(SOM).status_code == 302


def test_it_asks_as_often_for_twenty_members_as_for_two(som: WorkspacePage, chloe: cast.Person) -> None:
    add_members(som, ["Een"])
    few = asked(chloe)
    add_members(som, [f"Lid {number}" for number in range(18)])
    assert asked(chloe) == few


def test_the_shelf_shows_the_own_workspaces(som: WorkspacePage, task_force: WorkspacePage, chloe: cast.Person) -> None:
    shown = page(chloe, "/werkruimtes/")
    assert som.title in shown
    assert task_force.title not in shown


def test_who_has_no_workspace_reads_what_to_do(som: WorkspacePage, dirk: cast.Person) -> None:
    shown = page(dirk, "/werkruimtes/")
    assert "U hebt nog geen plek in een werkruimte" in shown
    assert som.title not in shown
