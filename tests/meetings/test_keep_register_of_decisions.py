"""The register of decisions over all bodies that one may see, as a page and as a spreadsheet, and their review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from meetings import reviewing
from meetings.actions import agenda, attendance, decisions, minutes
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import Decision, MeetingPage, MinutesPage, Outcome
from schakel.workspaces.models import Membership, Seat
from tests import cast

Decide = Callable[..., Decision]


@pytest.fixture
def decide(aisha: cast.Person, wim: cast.Person, chloe: cast.Person, tara: cast.Person) -> Decide:
    """Adopt minutes with a decision, in a year of a body."""

    def decided(text: str, *, body: str = "som", year: int = 2019, **facts: Any) -> Decision:
        by = {"som": aisha, "task-force": wim}[body].who
        begins = timezone.localtime().replace(year=year, month=3, day=1)
        Seat.objects.update(since=begins - timedelta(days=900))
        held = meetings.plan(
            cast.workspace(body), title="Zitting", begins=begins, ends=begins + timedelta(hours=1), by=by
        )
        item = agenda.add_item(held, title="Punt", tlp=facts.pop("tlp", "amber"), by=by)
        page = minutes.write(held, body=[("decision", {"item": item, "text": text, **facts})], by=by)
        attendance.record(held, {place.seat: "present" for place in places(held)}, by=by)
        minutes.adopt(minutes.circulate(page, by=by), by=by, without_meeting="Zo is afgesproken.")
        return Decision.objects.get(minutes=page)

    return decided


def rows(person: cast.Person, query: str = "") -> list[list[Any]]:
    book = load_workbook(BytesIO(person.gets(f"/besluiten/besluiten.xlsx{query}").content))
    return [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]


def numbers(person: cast.Person, query: str = "") -> list[str]:
    return [row[0] for row in rows(person, query)]


def test_it_shows_the_decisions_of_all_my_bodies_and_no_others(
    decide: Decide, chloe: cast.Person, esra: cast.Person, dirk: cast.Person
) -> None:
    decide("Het SOM telt mee.", basis="Notitie van de leden")
    decide("De Task Force luistert.", body="task-force")
    hers, theirs = (person.gets("decision_register").content.decode() for person in (chloe, esra))
    assert "Het SOM telt mee." in hers
    assert "Notitie van de leden" in hers
    assert "De Task Force luistert." not in hers
    assert "De Task Force luistert." in theirs
    assert "Geen besluiten gevonden" in dirk.gets("decision_register").content.decode()
    both = Membership.objects.create(user=chloe.who, seat=cast.seat("task-force", "Fier"), role="member")
    assert {row[2] for row in rows(chloe)} == {str(cast.workspace(name).title) for name in ("som", "task-force")}
    both.delete()
    assert rows(dirk) == []


def test_one_finds_them_by_body_year_words_number_and_review(decide: Decide, chloe: cast.Person) -> None:
    today = timezone.localdate()
    decide("Wij tellen de wachttijd.", year=2018, review_on=today - timedelta(days=1))
    decide("Wij tellen de plekken.", basis="Brief over opvang", review_on=today + timedelta(days=90))
    som = cast.workspace("som").pk
    for query, expected in {
        "": ["B 2019-01", "B 2018-01"],
        "?jaar=2018": ["B 2018-01"],
        "?q=tellen+plekken": ["B 2019-01"],
        "?q=opvang": ["B 2019-01"],
        "?q=b+2018-1": ["B 2018-01"],
        "?herziening=on": ["B 2018-01"],
        f"?overleg={som}&jaar=2019": ["B 2019-01"],
        "?overleg=999999": ["B 2019-01", "B 2018-01"],
        "?jaar=eerder&q=tellen": ["B 2019-01", "B 2018-01"],
        "?q=niets": [],
    }.items():
        assert numbers(chloe, query) == expected, query
        page = chloe.gets(f"/besluiten/{query}").content.decode()
        assert [number for number in ("B 2019-01", "B 2018-01") if number in page] == expected, query


def test_no_cell_is_a_formula_and_red_stays_at_home(decide: Decide, chloe: cast.Person) -> None:
    decide('=HYPERLINK("http://boos.example")', basis="@SUM(1)")
    decide("Dit blijft binnen.", year=2018, tlp="red")
    open_row, red_row = rows(chloe)
    assert open_row[1].startswith("'=")
    assert open_row[4].startswith("'@")
    assert "Dit blijft binnen." not in str(red_row)
    assert "Dit blijft binnen." in chloe.gets("decision_register").content.decode()


def test_it_asks_as_much_for_many_as_for_few(decide: Decide, chloe: cast.Person) -> None:
    asked = []
    for year in (2018, 2017, 2016, 2015):
        decide("Een besluit.", year=year)
        if year not in (2018, 2015):
            continue
        for where in ("decision_register", "decision_file"):
            chloe.gets(where)
            with CaptureQueriesContext(connection) as queries:
                chloe.gets(where)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]


# ---------------------------------------------------------------- review
def test_who_reviews_and_in_which_state(decide: Decide, everybody: dict[str, cast.Person]) -> None:
    decision = decide("Wij tellen mee.", review_on=timezone.localdate())
    may = {"aisha", "bram"}
    for standing in ("", *Outcome.values):
        for name in ("aisha", "bram", "chloe", "rachid", "esra", "nobody"):
            Decision.objects.filter(pk=decision.pk).update(standing=standing, reviewed_at=None)
            answer = everybody[name].posts("decision_review", decision.pk, outcome="changed", reason="Zie B 2019-09.")
            decision.refresh_from_db()
            cell = f"{standing} by {name}"
            if name not in may:
                assert answer.status_code == {"esra": 404, "nobody": 302}.get(name, 403), cell
                assert decision.reviewed_at is None, cell
            elif standing == "withdrawn":
                assert "is ingetrokken" in answer.content.decode(), cell
            else:
                assert decision.standing == "changed", cell


@pytest.mark.parametrize(
    ("outcome", "days", "reason", "sentence"),
    [
        ("kept", 90, "", ""),
        ("kept", None, "", ""),
        ("changed", 90, "Zie B 2020-01.", ""),
        ("withdrawn", None, "Niet meer nodig.", ""),
        ("changed", None, " ", "Schrijf op waarom"),
        ("withdrawn", None, "", "Schrijf op waarom"),
        ("kept", -1, "", "nog komt"),
        ("iets", None, "", "Kies wat er"),
    ],
)
def test_a_review_is_dated_and_the_seal_holds(
    adopted: MinutesPage,
    aisha: cast.Person,
    chloe: cast.Person,
    outcome: str,
    days: int | None,
    reason: str,
    sentence: str,
) -> None:
    decision = Decision.objects.get(minutes=adopted)
    before, next_on = decision.review_due, timezone.localdate() + timedelta(days=days) if days else None
    for _ in range(2):
        if sentence:
            with pytest.raises(ValidationError, match=sentence):
                decisions.review(decision, outcome=outcome, next_on=next_on, reason=reason, by=aisha.who)
        else:
            decisions.review(decision, outcome=outcome, next_on=next_on, reason=reason, by=aisha.who)
    assert decision.reviews.count() == (0 if sentence else 1)
    assert decision.review_due == (before if sentence else next_on)
    assert minutes.verify(adopted)
    assert reason in chloe.gets("decision", decision.pk).content.decode()


def test_what_must_be_reviewed_comes_onto_the_next_agenda(decide: Decide, aisha: cast.Person, soon: Any) -> None:
    day = timezone.localtime(soon).date()
    due = decide("Op tijd.", review_on=day)
    decide("Later.", year=2018, review_on=day + timedelta(days=1))
    decide("Van elders.", body="task-force", review_on=day)
    meeting: MeetingPage = meetings.plan(
        cast.workspace("som"), title="Volgende", begins=soon, ends=soon + timedelta(hours=1), by=aisha.who
    )
    [brought] = reviewing.brings(meeting)
    assert (brought.title, brought.kind, brought.tlp) == (f"Besluit {due.number} opnieuw bekijken", "decision", "amber")
    assert [each.subject for each in reviewing.brings(meeting)] == [brought.subject]
    decisions.review(due, outcome="kept", next_on=day + timedelta(days=30), by=aisha.who)
    assert list(reviewing.brings(meeting)) == []


def test_a_withdrawn_decision_does_not_come_back(decide: Decide, aisha: cast.Person) -> None:
    decision = decide("Weg ermee.", review_on=date(2019, 6, 1))
    assert list(Decision.objects.all().to_review()) == [decision]
    decisions.review(decision, outcome="withdrawn", reason="Vervangen.", by=aisha.who)
    assert not Decision.objects.all().to_review().exists()
    assert "Ingetrokken" in aisha.gets("decision_register").content.decode()
