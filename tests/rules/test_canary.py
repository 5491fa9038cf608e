"""Every address × every member of the cast: what comes back is what the policy says, hidden and absent are one answer,
and nobody reads a marker that is not theirs.

Each person walks once (`walking.py`) through a world that is planted once (`planted.py`); the tests read the answers.
Here walk those whose rights differ most, with one thing for each kind and circle of people; in the lane `long` all
others do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import QuerySet
from pytest_django.plugin import DjangoDbBlocker

from meetings.models import MeetingPage
from schakel.files.models import Paper
from schakel.search import finding
from schakel.search.models import Entry
from schakel.workspaces.models import WorkspacePage
from tests import databases
from tests.rules import planted
from tests.rules.addresses import Address
from tests.rules.planted_world import World, seen, strangers
from tests.rules.promised import ADMINISTRATOR, ALL, LEADERS, NOT_SHOWN, SECRETARY, TEAM, VISITOR, WHO, Names
from tests.rules.walking import Walk, Walker

WALKERS = ["chloe", VISITOR]  # the others walk in the lane `long`
AS = [pytest.param((who, False), marks=pytest.mark.xdist_group(f"walk-{who}"), id=who) for who in WALKERS]
AS += [
    pytest.param((who, False), marks=[pytest.mark.long, pytest.mark.xdist_group(f"walk-{who}")], id=who)
    for who in sorted(ALL - set(WALKERS))
]
GUESTS = {"nobody", VISITOR}
FROM_A_SECRETARY, FROM_A_LEADER = SECRETARY | {"wim"}, LEADERS | {"tara", "wim"}
SUBMITTERS = ALL - {"rachid"}  # an observer brings nothing in

# the beginning of a route's name → who may use it, of those who know of what it is for; without a line: all of them
RESERVED: dict[str, Names] = {
    "agenda_": FROM_A_SECRETARY,
    "attendance": FROM_A_SECRETARY,
    "meeting_change": FROM_A_SECRETARY,
    "meeting_cancel": FROM_A_SECRETARY,
    "meeting_invite": FROM_A_SECRETARY,
    "series_plan": FROM_A_SECRETARY,
    "datepoll_ask": FROM_A_SECRETARY,
    "datepoll_choose": FROM_A_SECRETARY,
    "datepoll_withdraw": FROM_A_SECRETARY,
    "proposal_submit": SUBMITTERS,
    "proposal_take": FROM_A_SECRETARY,
    "proposal_merge": FROM_A_SECRETARY,
    "proposal_return": FROM_A_SECRETARY,
    "proposal_": frozenset({"chloe"}),  # who submitted it changes and withdraws it
    "round_fill": SUBMITTERS,
    "paper_shelve": FROM_A_SECRETARY,
    "paper_unshelve": FROM_A_SECRETARY,
    "paper_classify": FROM_A_SECRETARY,
    "standing_renew": FROM_A_SECRETARY,
    "standing_change": FROM_A_SECRETARY,
    "minutes_classify": FROM_A_SECRETARY,
    "minutes_begin": FROM_A_SECRETARY,
    "minutes_import": FROM_A_SECRETARY,
    "minutes_take_over": FROM_A_SECRETARY,
    "minutes_close": FROM_A_LEADER,
    "minutes_corrections": ALL,
    "minutes_correct": ALL - {"rachid"},
    "correction_answer": FROM_A_SECRETARY,
    "correction_withdraw": frozenset({"chloe"}),  # who sent it
    "sitting": FROM_A_LEADER | ADMINISTRATOR,
    "meeting_desk": FROM_A_LEADER,
    "meeting_start": FROM_A_LEADER,
    "meeting_go": FROM_A_LEADER,
    "meeting_close": FROM_A_LEADER,
    "meeting_answers": FROM_A_LEADER,
    "substitute": FROM_A_LEADER | {"chloe", "esra"},  # for their own seats
    "quorum_rule": FROM_A_SECRETARY,
    "minutes_circulate": FROM_A_LEADER,
    "minutes_adopt": FROM_A_LEADER,
    "minutes_withhold": FROM_A_LEADER,
    "action_done": FROM_A_SECRETARY | {"chloe", "esra"},  # and their owners
    "action_move": FROM_A_SECRETARY | {"chloe", "esra"},
    "action_hand_over": FROM_A_SECRETARY | {"chloe", "esra"},
    "action_cancel": FROM_A_SECRETARY,
    "action_reopen": FROM_A_SECRETARY,
    "action_keep": FROM_A_SECRETARY,
    "decision_review": FROM_A_LEADER,
    "poll_vote": frozenset({"bram", "chloe", "esra"}),  # the seat of tara was substituted at that meeting
    "poll_close": FROM_A_LEADER,
    "poll_note": FROM_A_SECRETARY,
    # field reports: at home the secretary goes on and who reported it agrees, there the SOM decides
    "fieldreport_report": frozenset({"aisha", "bram", "chloe", "esra", "tara", "wim"}),
    "fieldreport_from_round": frozenset({"chloe"}),
    "fieldreport_figures": ALL,
    "fieldreport_": frozenset({"lena"}),
    "escalation_approve": frozenset({"farid"}),
    "escalation_put": frozenset({"lena"}),
    "escalation_home": frozenset({"lena"}),
    "escalation_answer": SECRETARY,
    "escalation_": LEADERS,
}
# routes for things that have no key in the address → who may know that they are there
CIRCLES: dict[str, Names] = {"onderzoek/": TEAM, "secretariaat/": FROM_A_LEADER | {"lena"}}
# what is there for some things or people only, whoever asks: standing papers, adopted minutes, opened rounds
PARTLY = {
    "survey_version",
    "survey_version_publish",
    "survey_end",
    "survey_add",
    "survey_remove",
    "survey_still",
    "survey_presence",
    "survey_comments",
    "survey_comment_settle",
    "survey_take_back",
    "survey_hand_over_again",
    "survey_ready",
    "survey_conflict",
    "survey_sign_off",
    "survey_sign_off_ask",
    "survey_sign_off_withdraw",
    "survey_approve",
    "survey_give_back",
    "paper_unshelve",
    "paper_classify",
    "minutes_verify",
    "survey_table",
    "meeting_go",
    "gate",
}

Told = Callable[[tuple[str, bool]], Walk]
_walks: dict[tuple[str, bool], Walk] = {}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Plant once, for good: each walk undoes what it did. The next module gets a fresh database."""
    with django_db_blocker.unblock():
        databases.prepare()
        yield planted.plant()
        databases.prepare()
        _walks.clear()


@pytest.fixture
def told(db: None, world: World) -> Told:
    """Return what gives the walk of somebody; the first who asks waits for it."""

    def told(way: tuple[str, bool]) -> Walk:
        if way not in _walks:
            _walks[way] = Walker(world, way[0], thorough=way[1]).goes()
        return _walks[way]

    return told


# ---------------------------------------------------------------- the markers
@pytest.mark.parametrize("way", AS)
def test_nobody_sees_what_is_not_theirs(way: tuple[str, bool], told: Told) -> None:
    found = told(way).seen()
    assert {kind: found[kind] for kind in strangers(found, way[0])} == {}


@pytest.mark.parametrize("way", AS)
def test_everybody_sees_what_is_theirs(way: tuple[str, bool], told: Told) -> None:
    """Otherwise nobody would know whether the sweep looked at all."""
    own = {kind for kind, entitled in WHO.items() if way[0] in entitled} - NOT_SHOWN
    assert own - set(told(way).seen()) == set()


@pytest.mark.parametrize("way", AS)
def test_no_mail_and_no_ping_and_no_log_tells_anything(way: tuple[str, bool], told: Told) -> None:
    walk = told(way)
    own = {"partner@schakel.example": {"partner.person"}, "there@schakel.example": {"there.person"}}  # whom it greets
    own["ivo@schakel.example"] = {"mailing.body", "mailing.subject"}  # he asked for a trial of what the team wrote
    assert [(to, seen(words)) for to, words in walk.letters if seen(words) - own.get(to, set())] == []
    assert {kind for ping in walk.pings for kind in seen(ping)} == set()
    assert [line for line in walk.logged if seen(line)] == []


@pytest.mark.parametrize("way", AS)
def test_what_one_may_not_find_is_as_a_word_that_is_nowhere(way: tuple[str, bool], told: Told) -> None:
    searched = told(way).searched
    nothing = searched.pop("")
    assert [kind for kind in strangers(searched, way[0]) if searched[kind].bare != nothing.bare] == []
    searched[""] = nothing


# ---------------------------------------------------------------- the table
@pytest.mark.parametrize("way", AS)
def test_each_answer_is_what_the_policy_says(way: tuple[str, bool], told: Told) -> None:
    walk, wrong = told(way), []
    for address in {address for address, _ in walk.at}:
        answers = {method: heard for (at, method), heard in walk.at.items() if at == address}
        statuses = {method: heard.status for method, heard in answers.items()}
        if not _as_expected(address, way[0], statuses, answers["GET"].headers):
            wrong.append((address.path, address.route.policy, statuses))
    assert wrong == []
    assert [heard.asked for heard in walk.answers if heard.status >= 500] == []


def _as_expected(address: Address, who: str, statuses: dict[str, int], headers: str) -> bool:
    """Tell whether somebody got what the policy of a route promises for what it names."""
    route, told = address.route, set(statuses.values())
    if route.policy in ("signed_in", "judged", "administrator") and who in GUESTS:
        return statuses["GET"] == 302 and "Location: /account/login/" in headers
    if route.policy == "administrator" and who != "karel":
        return told == {404}
    known = address.things[0].who if address.things else _circle(route.pattern)
    if who not in known:
        return told <= {404, 405, 410} and told != {405}
    if who not in address.who:
        return True  # it knows of the meeting and not of the item: see the next test
    if route.name in PARTLY and told <= {404, 405}:
        return True
    if who not in _may(route.name):
        return told <= {403, 405}
    return any(status < 400 or status in (400, 409) for status in told)


def _circle(pattern: str) -> Names:
    return next((who for beginning, who in CIRCLES.items() if pattern.startswith(beginning)), ALL)


def _may(name: str) -> Names:
    return next((who for beginning, who in RESERVED.items() if name.startswith(beginning)), ALL)


@pytest.mark.parametrize("way", AS)
def test_hidden_and_absent_are_one_answer(way: tuple[str, bool], told: Told) -> None:
    walk, unlike = told(way), []
    for (address, method), heard in walk.at.items():
        absent = walk.absent.get((method, address.absent_to(way[0])))
        if absent is not None and heard.bare != absent.bare:
            unlike.append(heard.asked)
    assert unlike == []


# ---------------------------------------------------------------- the sweep can fail
def _everything(self: QuerySet[Any], user: object) -> QuerySet[Any]:
    return self.all()


def test_a_leaking_queryset_is_caught(db: None, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(Paper.objects.all()), "visible_to", _everything)
    monkeypatch.setattr("schakel.workspaces.access.may", lambda user, right, of=None: True)
    [paper] = world.things["paper"][:1]
    walker = Walker(world, "esra")
    walker.asks("GET", f"/stukken/{paper.key}/")
    assert {"paper.title", "paper.content"} <= strangers(walker.walk.seen(), "esra")


def test_a_leaking_search_is_caught(db: None, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "find", lambda user, words: Entry.objects.order_by("-at"))
    monkeypatch.setattr(type(WorkspacePage.objects.all()), "visible_to", _everything)
    walker = Walker(world, "dirk")
    walker.asks("GET", "/zoeken/?q=kanarie")
    assert {"item.title", "there.item"} <= strangers(walker.walk.seen(), "dirk")


def test_a_meeting_that_is_there_for_others_is_caught(db: None, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused is not hidden: 403 tells that there is something."""
    monkeypatch.setattr(type(MeetingPage.objects.all()), "visible_to", _everything)
    walker, key = Walker(world, "esra"), world.things["meeting"][0].key
    hidden, absent = walker.asks("GET", f"/vergaderingen/{key}/nu/"), walker.asks("GET", "/vergaderingen/987654321/nu/")
    assert hidden.bare != absent.bare
