from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.actions import agenda, attendance, minutes
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import ActionPoint, Decision, MinutesPage
from schakel.search import index
from schakel.workspaces.models import Seat, WorkspacePage
from tests import cast

Adopt = Callable[..., MinutesPage]


@pytest.fixture
def adopts(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person, soon: Any) -> Adopt:
    """Hold a meeting in some year, adopt its minutes with so many decisions and as many action points."""
    Seat.objects.update(since=soon - timedelta(days=5000))

    def adopted(
        year: int, count: int, workspace: WorkspacePage = som, owner: cast.Person = chloe, by: cast.Person = aisha
    ) -> MinutesPage:
        begins = soon.replace(year=year, month=3, day=1)
        held = meetings.plan(workspace, title="Zitting", begins=begins, ends=begins + timedelta(hours=2), by=by.who)
        item = agenda.add_item(held, title="Punt", by=by.who)
        body: list[tuple[str, Any]] = []
        for n in range(count):
            body.append(("decision", {"item": item, "text": f"Besluit nummer {n}"}))
            body.append(("action", {"text": f"Actie nummer {n}", "owner": owner.who, "due": date(year, 6, 1)}))
        page = minutes.circulate(minutes.write(held, body=body or [("text", "<p>Niets.</p>")], by=by.who), by=by.who)
        attendance.record(held, {place.seat: "present" for place in places(held)}, by=by.who)
        return minutes.adopt(page, by=by.who, without_meeting="Zo is afgesproken.")

    return adopted


def numbers(model: Any, workspace: WorkspacePage) -> list[str]:
    return [row.number for row in model.objects.filter(workspace=workspace).order_by("pk")]


def test_numbers_run_on_within_a_year_and_begin_anew_with_the_next(adopts: Adopt, som: WorkspacePage) -> None:
    for year, count in [(2018, 2), (2019, 1), (2018, 1), (2019, 0), (2019, 2)]:
        adopts(year, count)
    assert numbers(Decision, som) == ["B 2018-01", "B 2018-02", "B 2019-01", "B 2018-03", "B 2019-02", "B 2019-03"]
    assert numbers(ActionPoint, som)[-1] == "A 2019-03"


def test_each_workspace_counts_for_itself(adopts: Adopt, lena: cast.Person, farid: cast.Person) -> None:
    coordinators = cast.workspace("zorgcoordinatoren")
    cast.seat("zorgcoordinatoren", "Lumens")
    adopts(2019, 2)
    Seat.objects.update(since=timezone.now() - timedelta(days=5000))
    adopts(2019, 1, coordinators, farid, lena)
    assert numbers(Decision, coordinators) == ["B 2019-01"]


def test_a_number_is_given_once(adopts: Adopt) -> None:
    adopts(2019, 2)
    first, second = Decision.objects.order_by("serial")
    second.serial = first.serial
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_members_find_them_and_nobody_else_does(adopts: Adopt, chloe: cast.Person, esra: cast.Person) -> None:
    adopts(2019, 1)
    found = index.find(chloe.who, "besluit nummer 0")
    assert {entry.kind_name for entry in found} >= {"Besluit", "Notulen"}
    assert not index.find(esra.who, "besluit nummer 0").exists()
    assert chloe.gets(found.filter(kind="meetings.decision").get().url.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("route", ["decisions", "actions"])
@pytest.mark.parametrize(
    ("name", "status"), [("chloe", 200), ("bram", 200), ("esra", 404), ("dirk", 404), ("karel", 404), ("nobody", 302)]
)
def test_the_register_is_for_members(adopts: Adopt, som: WorkspacePage, route: str, name: str, status: int) -> None:
    adopts(2019, 1)
    assert cast.person(name).gets(route, som.pk).status_code == status


def test_the_lists_have_pages(adopts: Adopt, som: WorkspacePage, chloe: cast.Person) -> None:
    adopts(2019, 23)
    first, second = (
        chloe.gets(f"/vergaderingen/werkruimte/{som.pk}/besluiten/?page={n}").content.decode() for n in (1, 2)
    )
    assert first.count("B 2019-") == 20
    assert second.count("B 2019-") == 3


@pytest.mark.parametrize("route", ["decisions", "actions"])
def test_a_list_asks_as_much_for_twenty_as_for_two(
    adopts: Adopt, som: WorkspacePage, chloe: cast.Person, route: str
) -> None:
    asked = []
    for count in (2, 18):
        adopts(2019, count)
        chloe.gets(route, som.pk)
        with CaptureQueriesContext(connection) as queries:
            chloe.gets(route, som.pk)
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("name", "status"), [("chloe", 302), ("aisha", 302), ("bram", 403), ("esra", 404), ("nobody", 302)]
)
def test_the_owner_or_the_secretary_finishes_it(adopts: Adopt, name: str, status: int) -> None:
    adopts(2019, 1)
    point = ActionPoint.objects.get()
    for _ in range(2):
        assert cast.person(name).posts("action_done", point.pk).status_code == status
    point.refresh_from_db()
    assert bool(point.done_at) == (name in ("chloe", "aisha"))


def test_what_is_done_is_no_longer_open(adopts: Adopt, som: WorkspacePage, chloe: cast.Person) -> None:
    adopts(2019, 1)
    address = f"/vergaderingen/werkruimte/{som.pk}/actiepunten/"
    assert "Actie nummer 0" in chloe.gets(address).content.decode()
    chloe.posts("action_done", ActionPoint.objects.get().pk)
    assert "Actie nummer 0" not in chloe.gets(address).content.decode()
    assert "Afgerond op" in chloe.gets(f"{address}?stand=alle").content.decode()


def test_my_overview_tells_what_i_promised(adopts: Adopt, chloe: cast.Person, bram: cast.Person) -> None:
    adopts(2019, 1)
    hers = chloe.gets("overview").content.decode()
    assert "Mijn actiepunten" in hers
    assert "dagen te laat" in hers
    assert "Mijn actiepunten" not in bram.gets("overview").content.decode()


def test_who_leaves_no_longer_sees_the_promise(adopts: Adopt, chloe: cast.Person) -> None:
    adopts(2019, 1)
    chloe.who.memberships.update(until=timezone.now())
    assert "Actie nummer 0" not in chloe.gets("overview").content.decode()
    assert chloe.posts("action_done", ActionPoint.objects.get().pk).status_code == 404
