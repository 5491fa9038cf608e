"""Action points after the meeting: every verb in every state by every role, reminders, and what is adrift."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import reminding
from meetings.actions import meeting as meetings
from meetings.actions import minutes, points
from meetings.models import ActionPoint, MeetingPage, MinutesPage
from schakel.workspaces.models import WorkspacePage
from tests import cast

MEMBERS = {"chloe": "the owner", "aisha": "secretary", "bram": "chair", "rachid": "observer", "quirine": "substitute"}
OWNER_AND_SECRETARY, SECRETARY = {"chloe", "aisha"}, {"aisha"}
# verb → who may, and what becomes of the point in each state: None when it is refused with a sentence
VERBS: dict[str, tuple[set[str], dict[str, str | None]]] = {
    "action_done": (OWNER_AND_SECRETARY, {"open": "done", "done": "done", "cancelled": None}),
    "action_move": (OWNER_AND_SECRETARY, {"open": "open", "done": None, "cancelled": None}),
    "action_hand_over": (OWNER_AND_SECRETARY, {"open": "open", "done": None, "cancelled": None}),
    "action_cancel": (SECRETARY, {"open": "cancelled", "done": None, "cancelled": "cancelled"}),
    "action_reopen": (SECRETARY, {"open": "open", "done": "open", "cancelled": "open"}),
    "action_keep": (SECRETARY, {"open": "open", "done": None, "cancelled": None}),
}


@pytest.fixture
def point(adopted: MinutesPage) -> ActionPoint:
    return ActionPoint.objects.get(minutes=adopted)


def in_state(point: ActionPoint, state: str, by: cast.Person) -> None:
    if state == "done":
        points.done(point, by=by.who)
    if state == "cancelled":
        points.cancel(point, reason="Niet meer nodig.", by=by.who)


def filled_in(point: ActionPoint) -> dict[str, Any]:
    other = cast.account("bram")
    return {"reason": "Zo is afgesproken.", "due": (point.due + timedelta(days=9)).isoformat(), "to": other.pk}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_in_every_state_by_every_role(point: ActionPoint, verb: str) -> None:
    may, becomes = VERBS[verb]
    data, everybody = filled_in(point), {name: cast.person(name).logged_in() for name in [*MEMBERS, "esra", "nobody"]}
    for state, after in becomes.items():
        for name, person in everybody.items():
            with transaction.atomic():
                in_state(point, state, everybody["aisha"])
                answer = person.posts(verb, point.pk, **data)
                point.refresh_from_db()
                cell = f"{verb} of what is {state} by {name}"
                if name in may:
                    refused = "Dit actiepunt" in person.gets("action", point.pk).content.decode()
                    refused = refused or answer.status_code == 200
                    assert refused == (after is None), cell
                    assert point.status == (after or state), cell
                else:
                    status = {"esra": 404, "nobody": 302}.get(name, 403)
                    assert (answer.status_code, point.status) == (status, state), cell
                transaction.set_rollback(True)
            point.refresh_from_db()


def test_each_step_says_who_when_and_why(point: ActionPoint, chloe: cast.Person, bram: cast.Person) -> None:
    before = point.due
    points.move(point, due=before + timedelta(days=9), reason="De cijfers komen later.", by=chloe.who)
    points.hand_over(point, to=bram.who, reason="Ik ben met verlof.", by=chloe.who)
    points.done(point, by=bram.who)
    page = bram.gets("action", point.pk).content.decode()
    for words in ("Verzet", "De cijfers komen later.", "Overgedragen", "Ik ben met verlof.", "Afgerond"):
        assert words in page
    assert [step.kind for step in point.steps.all()] == ["moved", "handed_over", "done"]
    assert str(point.organisation) == "CoMensha"


def test_what_was_sealed_still_holds(
    adopted: MinutesPage, point: ActionPoint, chloe: cast.Person, bram: cast.Person, aisha: cast.Person
) -> None:
    for days in (3, 9):
        points.move(point, due=point.due + timedelta(days=days), reason="Later.", by=chloe.who)
    points.hand_over(point, to=bram.who, reason="Verlof.", by=chloe.who)
    points.hand_over(point, to=aisha.who, reason="Verlof.", by=bram.who)
    assert minutes.verify(adopted)
    point.steps.filter(kind="moved").update(due_before=timezone.localdate())
    assert not minutes.verify(adopted)


@pytest.mark.parametrize("verb", ["move", "hand_over", "cancel", "reopen", "keep"])
def test_a_reason_is_asked_and_what_was_typed_stays(point: ActionPoint, aisha: cast.Person, verb: str) -> None:
    answer = aisha.posts(f"action_{verb}", point.pk, **{**filled_in(point), "reason": " "})
    assert answer.status_code == 200
    assert filled_in(point)["due"] in answer.content.decode() or verb != "move"
    assert not point.steps.exists()


@pytest.mark.parametrize("days", [-1, -400])
def test_it_does_not_move_into_the_past(point: ActionPoint, aisha: cast.Person, days: int) -> None:
    with pytest.raises(ValidationError, match="nog komt"):
        points.move(point, due=timezone.localdate() + timedelta(days=days), reason="Zo maar.", by=aisha.who)


def test_it_goes_to_a_member_only(point: ActionPoint, chloe: cast.Person, esra: cast.Person) -> None:
    with pytest.raises(ValidationError, match="Kies een lid"):
        points.hand_over(point, to=esra.who, reason="Zij weet dit.", by=chloe.who)
    assert chloe.posts("action_hand_over", point.pk, to=esra.who.pk, reason="Zij weet dit.").status_code == 200
    point.refresh_from_db()
    assert point.owner == chloe.who


def test_the_guard_reads_the_reason(point: ActionPoint, chloe: cast.Person) -> None:
    answer = chloe.posts("action_move", point.pk, **{**filled_in(point), "reason": "Het BSN is 123456782."})
    assert "te herkennen" in answer.content.decode()
    assert not point.steps.exists()


def test_pressing_twice_is_once(point: ActionPoint, aisha: cast.Person) -> None:
    data = filled_in(point)
    for verb in ("move", "hand_over", "keep", "cancel", "cancel"):
        for _ in range(2):
            aisha.posts(f"action_{verb}", point.pk, **data)
    assert [step.kind for step in point.steps.all()] == ["moved", "handed_over", "kept", "cancelled"]


# ---------------------------------------------------------------- reminders
def told(address: str) -> int:
    cast.work()
    return sum(address in message.to and "mijn-acties" in message.body for message in mail.outbox)


def test_the_owner_hears_of_it_a_week_before_on_the_day_and_each_week(point: ActionPoint, chloe: cast.Person) -> None:
    heard = []
    for late in (-9, -8, -7, -3, -1, 0, 0, 3, 7, 8, 13, 14):
        ActionPoint.objects.update(due=timezone.localdate())  # the sentence follows the clock, the turn the day asked
        day = timezone.localdate() + timedelta(days=late)
        reminding.remind(day)
        heard.append(told(chloe.who.email))
    assert heard == [0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4]
    assert not any(point.text in message.body for message in mail.outbox)


def test_nobody_hears_of_what_is_done_or_moved_or_of_a_body_that_was_left(
    point: ActionPoint, chloe: cast.Person, aisha: cast.Person
) -> None:
    today = timezone.localdate()
    ActionPoint.objects.update(due=today)
    reminding.remind()
    points.move(point, due=today + timedelta(days=60), reason="Later.", by=aisha.who)
    assert told(chloe.who.email) == 0
    ActionPoint.objects.update(due=today - timedelta(days=20))
    reminding.remind()
    points.done(point, by=aisha.who)
    assert told(chloe.who.email) == 0
    points.reopen(point, reason="Toch niet af.", by=aisha.who)
    chloe.who.memberships.update(until=timezone.now())
    reminding.remind(today + timedelta(days=21))
    assert told(chloe.who.email) == 0


def test_who_takes_over_is_told(point: ActionPoint, chloe: cast.Person, bram: cast.Person) -> None:
    points.hand_over(point, to=bram.who, reason="Verlof.", by=chloe.who)
    assert told(bram.who.email) == 1
    assert told(chloe.who.email) == 0


# ---------------------------------------------------------------- no meeting to come
def test_none_stays_open_without_a_next_meeting_or_a_reason(
    point: ActionPoint, som: WorkspacePage, aisha: cast.Person, soon: Any
) -> None:
    assert not ActionPoint.objects.adrift().exists()
    MeetingPage.objects.update(begins=timezone.now() - timedelta(days=2), ends=timezone.now() - timedelta(days=1))
    assert list(ActionPoint.objects.adrift()) == [point]
    assert "geen volgende vergadering" in aisha.gets("action", point.pk).content.decode()
    for _ in range(2):
        assert reminding.look_for_adrift() == 1
    cast.work()
    assert sum("/secretariaat/" in message.body for message in mail.outbox) == 1
    planned = meetings.plan(som, title="Volgende", begins=soon, ends=soon + timedelta(hours=1), by=aisha.who)
    assert not ActionPoint.objects.adrift().exists()
    planned.delete()
    points.keep(point, reason="Het overleg staat stil tot de zomer.", by=aisha.who)
    assert not ActionPoint.objects.adrift().exists()
    assert reminding.look_for_adrift() == 0


# ---------------------------------------------------------------- "Mijn acties"
def test_my_actions_are_those_of_all_my_bodies(point: ActionPoint, chloe: cast.Person, bram: cast.Person) -> None:
    assert point.text in chloe.gets("my_actions").content.decode()
    assert "Niets open" in bram.gets("my_actions").content.decode()
    assert chloe.posts("action_done", point.pk, back="mine")["Location"] == "/mijn-acties/"
    assert "Niets open" in chloe.gets("my_actions").content.decode()


def test_my_actions_ask_as_much_for_many_as_for_one(point: ActionPoint, chloe: cast.Person) -> None:
    asked = []
    for _ in range(2):
        chloe.gets("my_actions")
        with CaptureQueriesContext(connection) as queries:
            chloe.gets("my_actions")
        asked.append(len(queries))
        more(point, 12)
    assert asked[0] == asked[1]


def more(point: ActionPoint, count: int) -> None:
    """Add action points like this one."""
    names = ("workspace", "meeting", "minutes", "agenda_item", "year", "text", "owner", "organisation", "due")
    same = {name: getattr(point, name) for name in names}
    last = ActionPoint.objects.count()
    ActionPoint.objects.bulk_create(
        ActionPoint(**same, block=uuid.uuid4(), serial=last + 1 + number) for number in range(count)
    )
