"""The cockpit: all that is late in the bodies where one is chair or secretary, and its numbers are right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import cockpit
from meetings.actions import meeting as meetings
from meetings.actions import minutes, points
from meetings.models import ActionPoint, Decision, MeetingPage, MinutesPage, Poll
from schakel.workspaces.models import WorkspacePage
from tests import cast, ten_years


def back(page: MeetingPage, days: int) -> None:
    """Let a meeting have been so many days ago."""
    begins = timezone.now() - timedelta(days=days)
    MeetingPage.objects.filter(pk=page.pk).update(begins=begins, ends=begins + timedelta(hours=1))


def found(person: cast.Person) -> dict[str, int]:
    """Return how much of each kind is late for somebody, without what is on time."""
    return {each.kind.name: each.count for each in cockpit.found(person.who) if each.count}


def held(som: WorkspacePage, aisha: cast.Person, days: int) -> MeetingPage:
    begins = timezone.now() - timedelta(days=days)
    return meetings.plan(som, title=f"Van {days}", begins=begins, ends=begins + timedelta(hours=1), by=aisha.who)


@pytest.mark.parametrize(
    ("name", "status"),
    [("aisha", 200), ("bram", 200), ("lena", 200), ("tara", 200), ("chloe", 404), ("rachid", 404), ("quirine", 404),
     ("dirk", 404), ("karel", 404), ("nobody", 302)],
)  # fmt: skip
def test_it_is_for_chairs_and_secretaries(db: None, name: str, status: int) -> None:
    person = cast.person(name)
    assert person.gets("cockpit").status_code == status
    if name != "nobody":
        assert ("Secretariaat" in person.gets("overview").content.decode()) == (status == 200)


def test_nothing_late_says_so(som: WorkspacePage, aisha: cast.Person) -> None:
    assert "Alles loopt op tijd." in aisha.gets("cockpit").content.decode()


@pytest.mark.parametrize(("days", "late"), [(13, False), (15, True)])
@pytest.mark.parametrize("stage", ["nothing", "draft", "circulated", "withheld"])
def test_minutes_go_round_within_two_weeks(
    request: pytest.FixtureRequest, meeting: MeetingPage, aisha: cast.Person, stage: str, days: int, late: bool
) -> None:
    if stage != "nothing":
        page: MinutesPage = request.getfixturevalue("draft" if stage == "draft" else "circulated")
        if stage == "withheld":
            minutes.withhold(page, reason="Er staat een naam in.", by=aisha.who)
    back(meeting, days)
    assert found(aisha) == ({"uncirculated": 1} if late and stage != "circulated" else {})


def test_a_concept_is_adopted_when_the_body_meets_again(
    circulated: MinutesPage, som: WorkspacePage, aisha: cast.Person
) -> None:
    MinutesPage.objects.update(circulated_at=timezone.now() - timedelta(days=30))
    back(circulated.meeting, 40)
    earlier = held(som, aisha, 35)
    assert "unadopted" not in found(aisha)
    back(earlier, 3)
    assert found(aisha)["unadopted"] == 1
    page = aisha.gets("cockpit").content.decode()
    assert f'href="/vergaderingen/{circulated.meeting.pk}/notulen/"' in page


def test_points_reviews_and_polls_that_are_late(
    adopted: MinutesPage, meeting: MeetingPage, aisha: cast.Person, bram: cast.Person, wim: cast.Person
) -> None:
    assert found(aisha) == {}
    yesterday = timezone.localdate() - timedelta(days=1)
    ActionPoint.objects.update(due=yesterday)
    Decision.objects.update(review_on=yesterday)
    assert found(aisha) == found(bram) == {"points_late": 1, "reviews": 1}
    assert found(wim) == {}
    back(meeting, 1)
    Poll.objects.create(meeting=meeting, question="Nog open?")
    assert found(aisha) == {"points_late": 1, "points_adrift": 1, "reviews": 1, "open_polls": 1}
    page = aisha.gets("cockpit").content.decode()
    assert "4 dingen te laat" in page
    assert "1 dag te laat" in page
    only = aisha.gets("/secretariaat/?soort=reviews").content.decode()
    assert "Het SOM vraagt om cijfers." in only
    assert "Cijfers aanleveren" not in only
    point = ActionPoint.objects.get()
    points.keep(point, reason="Het overleg staat stil.", by=aisha.who)
    points.move(point, due=timezone.localdate(), reason="Later.", by=aisha.who)
    assert found(aisha) == {"reviews": 1, "open_polls": 1}


def test_a_part_may_show_what_it_finds_late(
    som: WorkspacePage, aisha: cast.Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cockpit, "KINDS", {})
    late = cockpit.Late("Een antwoord ontbreekt", "/overzicht/", som.pk, timezone.localdate() - timedelta(days=3))
    cockpit.register("answers", "Antwoorden te laat", lambda user: [late] * 7)
    page = aisha.gets("cockpit").content.decode()
    assert "Antwoorden te laat (7)" in page
    assert page.count("Een antwoord ontbreekt</a>") == 5
    assert aisha.gets("/secretariaat/?soort=answers").content.decode().count("Een antwoord ontbreekt</a>") == 7


def test_its_numbers_are_those_of_the_tables_and_it_asks_as_much_for_many(
    db: None, aisha: cast.Person, chloe: cast.Person
) -> None:
    asked: list[Any] = []
    for count in (5, 30):
        ten_years.fill(chloe.who, meetings=count)
        aisha.gets("cockpit")
        with CaptureQueriesContext(connection) as queries:
            page = aisha.gets("cockpit").content.decode()
        asked.append(len(queries))
        rows, today = ActionPoint.objects.filter(workspace__slug="som"), timezone.localdate()
        late = sum(row.done_at is None and row.due < today for row in rows)
        decisions = Decision.objects.filter(workspace__slug="som")
        due = sum(row.review_on is not None and row.review_on <= today for row in decisions)
        assert found(aisha) == {"points_late": late, "points_adrift": rows.filter(done_at=None).count(), "reviews": due}
        assert f"Actiepunten te laat ({late})" in page
    assert asked[0] == asked[1]
