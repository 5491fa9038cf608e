"""Every verb on a field report and on what travels, in every state, by every role."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.actions import escalations, fieldreports
from meetings.actions import meeting as meetings
from meetings.models import Escalation, FieldReport, MeetingPage
from schakel.workspaces.models import Membership, WorkspacePage
from schakel.workspaces.roles import Role
from tests import cast

OWN = "Bij ons duurt het zes weken voor iemand aangifte kan doen."
WORDS = "In enkele regio’s wachten slachtoffers lang op hun aangifte."
AT_HOME = {"secretary": "lena", "chair": "maud", "reporter": "farid", "member": "noah", "observer": "olga"}
THERE = {"receiving secretary": "aisha", "receiving chair": "bram", "receiving member": "chloe"}
EVERY_ROLE = {**AT_HOME, **THERE, "outsider": "esra", "nobody": "nobody"}
EXTRA = {"maud": Role.CHAIR, "noah": Role.MEMBER, "olga": Role.OBSERVER}
EDITS, RECEIVES = {"secretary", "chair"}, {"receiving secretary", "receiving chair"}


class World:
    """A body of care coordinators, the SOM, and who plays which role between them."""

    def __init__(self) -> None:
        self.home, self.som = cast.workspace("zorgcoordinatoren"), cast.workspace("som")
        for name, role in EXTRA.items():
            seat = cast.seat("zorgcoordinatoren", f"Organisatie {name}")
            Membership.objects.create(user=cast.account(name), seat=seat, role=role)
        self.people = {role: cast.person(name).logged_in() for role, name in EVERY_ROLE.items()}
        self.meeting = planned(self.som, self.people["receiving secretary"])
        self.other = self.reports("Lang wachten")

    def by(self, role: str) -> Any:
        return self.people[role].who

    def reports(self, title: str = "Wachten op aangifte") -> FieldReport:
        facts = {"kind": "bottleneck", "title": title, "text": OWN, "theme": "police"}
        return fieldreports.report(self.home, **facts, by=self.by("reporter"))

    def worded(self, row: FieldReport) -> Escalation:
        return escalations.word(row, to=self.som, title="Wachttijd", wording=WORDS, by=self.by("secretary"))

    def step(self, state: str, row: FieldReport) -> Escalation:
        """Bring a report as far as `state` of its first step, through the verbs."""
        step, sec, there = self.worded(row), self.by("secretary"), self.by("receiving secretary")
        todo: dict[str, list[Callable[[], object]]] = {}
        approve = lambda: escalations.approve(step, seen=step.revision, by=self.by("reporter"))  # noqa: E731
        put = lambda: escalations.put(step, by=sec)  # noqa: E731
        accept = lambda: escalations.accept(step, self.meeting, by=there)  # noqa: E731
        decline = lambda: escalations.decline(step, reason="Niet van ons.", by=there)  # noqa: E731
        answer = lambda: escalations.answer(step, text="Er komt een nummer.", by=there)  # noqa: E731
        todo["worded"], todo["approved"], todo["put"] = [], [approve], [approve, put]
        todo["returned"] = [approve, put, lambda: escalations.return_(step, reason="Onduidelijk.", by=there)]
        todo["accepted"], todo["declined"] = [approve, put, accept], [approve, put, decline]
        todo["answered"] = [approve, put, accept, answer]
        todo["home"] = [*todo["answered"], lambda: escalations.take_home(step, by=sec)]
        for verb in todo[state]:
            verb()
        step.refresh_from_db()
        assert step.state == state
        return step

    def report(self, state: str) -> FieldReport:
        """Make a report that is in `state`."""
        row, sec = self.reports(), self.by("secretary")
        steps = {"worded": "worded", "approved": "approved", "escalated": "put", "answered": "answered"}
        if state in steps:
            self.step(steps[state], row)
        if state in ("home", "closed"):
            self.step("home", row)
        if state == "closed":
            fieldreports.close(row, by=sec)
        if state == "merged":
            fieldreports.merge(row, self.other, by=sec)
        if state == "refused":
            fieldreports.refuse(row, reason="Al opgelost.", by=sec)
        row.refresh_from_db()
        return row


def planned(workspace: WorkspacePage, by: cast.Person, days: int = 20) -> MeetingPage:
    begins = timezone.now() + timedelta(days=days)
    page: MeetingPage = meetings.plan(
        workspace, title="Overleg", begins=begins, ends=begins + timedelta(hours=2), by=by.who
    )
    return page


@pytest.fixture
def world(db: None) -> World:
    return World()


# what becomes of a report in each state; what is not named is refused with a sentence
REPORTS: dict[str, dict[str, str]] = {
    "reported": {"word": "worded", "merge": "merged", "unmerge": "reported", "refuse": "closed"},
    "merged": {"merge": "merged", "unmerge": "reported"},
    "worded": {"word": "worded", "refuse": "closed"},
    "approved": {"word": "worded", "refuse": "closed"},
    "escalated": {},
    "answered": {},
    "home": {"word": "worded", "close": "closed"},
    "closed": {"close": "closed"},
    "refused": {"refuse": "closed"},
}
REPORT_VERBS = ("word", "merge", "unmerge", "refuse", "close")


@pytest.mark.parametrize("state", REPORTS)
def test_every_verb_on_a_report_in_this_state_by_every_role(world: World, state: str) -> None:
    row = world.report(state)
    before = row.state
    data = {
        "to": world.som.pk, "title": "Anders", "wording": "Anders verwoord.", "tlp": "amber",
        "into": world.other.pk, "reason": "Zo is afgesproken.",
    }  # fmt: skip
    for verb in REPORT_VERBS:
        for role, person in world.people.items():
            with transaction.atomic():
                status = person.posts(f"fieldreport_{verb}", row.pk, **data).status_code
                row.refresh_from_db()
                told = (verb, state, role, status, row.state)
                if role in EDITS:
                    assert row.state == REPORTS[state].get(verb, before), told
                else:
                    hidden = {"nobody": 302, "outsider": 404}.get(role, 404 if role in THERE else 403)
                    assert (status, row.state) == (hidden, before), told
                transaction.set_rollback(True)


# what becomes of a step in each state, and who may do it
STEPS: dict[str, dict[str, str]] = {
    "worded": {"approve": "approved"},
    "approved": {"approve": "approved", "put": "put"},
    "put": {"put": "put", "accept": "accepted", "return": "returned", "decline": "declined"},
    "accepted": {"accept": "accepted", "decline": "declined", "answer": "answered", "onwards": "accepted"},
    "returned": {"return": "returned"},
    "declined": {"decline": "declined", "home": "home"},
    "answered": {"answer": "answered", "home": "home"},
    "home": {"home": "home"},
}
MAY: dict[str, set[str]] = {
    "approve": {"reporter"},
    "put": EDITS,
    "home": EDITS,
    "accept": RECEIVES,
    "return": RECEIVES,
    "decline": RECEIVES,
    "onwards": RECEIVES,
    "answer": {"receiving secretary"},
}
DRAFT = {"worded", "approved", "returned"}


def sees(role: str, state: str, accepted: bool) -> bool:
    if role in AT_HOME:
        return True
    if role in RECEIVES:
        return state not in DRAFT
    return role == "receiving member" and accepted


@pytest.mark.parametrize("state", STEPS)
def test_every_verb_on_what_travels_in_this_state_by_every_role(world: World, state: str) -> None:
    step = world.step(state, world.reports())
    task_force = cast.workspace("task-force")
    data = {
        "seen": step.revision, "meeting": world.meeting.pk, "reason": "Niet van ons.", "text": "Er komt een nummer.",
        "to": task_force.pk, "title": "Verder", "wording": "Nog anders verwoord.", "tlp": "amber",
    }  # fmt: skip
    for role, person in world.people.items():
        seen = sees(role, state, step.accepted_at is not None)
        page = person.gets("escalation", step.pk)
        assert page.status_code == (302 if role == "nobody" else 200 if seen else 404), (state, role)
        for verb, allowed in MAY.items():
            with transaction.atomic():
                status = person.posts(f"escalation_{verb}", step.pk, **data).status_code
                step.refresh_from_db()
                told = (verb, state, role, status, step.state)
                if not seen:
                    assert (status, step.state) == (302 if role == "nobody" else 404, state), told
                elif role in allowed:
                    assert step.state == STEPS[state].get(verb, state), told
                else:
                    assert (status, step.state) == (403, state), told
                transaction.set_rollback(True)


def test_who_may_report(world: World) -> None:
    data = {
        "kind": "trend", "theme": "minors", "title": "Jongens buiten beeld", "text": OWN, "tlp": "amber",
        "since": "2026-03", "until": "2026-05",
    }  # fmt: skip
    may = {"secretary", "chair", "reporter", "member"}
    for role, person in world.people.items():
        expected = 302 if role in may or role == "nobody" else 403 if role == "observer" else 404
        key = uuid.uuid4()
        for _ in range(2):  # one key is one report
            assert person.posts("fieldreport_report", world.home.pk, key=key, **data).status_code == expected, role
    assert FieldReport.objects.filter(title="Jongens buiten beeld").count() == len(may)


def test_the_guard_reads_each_text_and_what_was_typed_stays(world: World) -> None:
    found = "Het BSN is 123456782."
    data = {"kind": "trend", "theme": "other", "title": "Zo", "text": found, "tlp": "amber", "key": "x"}
    page = world.people["member"].posts("fieldreport_report", world.home.pk, **data)
    assert found in page.content.decode()
    row = world.reports()
    with pytest.raises(ValidationError, match="te herkennen"):
        escalations.word(row, to=world.som, title="Zo", wording=found, by=world.by("secretary"))
    step = world.step("accepted", row)
    page = world.people["receiving secretary"].posts("escalation_answer", step.pk, text=found)
    assert "te herkennen" in page.content.decode()
    assert found in page.content.decode()


def test_a_changed_wording_needs_a_new_approval(world: World) -> None:
    step = world.step("approved", world.reports())
    old = step.revision
    escalations.word(step.report, to=world.som, title="Wachttijd", wording="Anders.", by=world.by("secretary"))
    step.refresh_from_db()
    assert (step.state, step.approved_by) == ("worded", None)
    with pytest.raises(ValidationError, match="intussen gewijzigd"):
        escalations.approve(step, seen=old, by=world.by("reporter"))
    with pytest.raises(ValidationError):
        escalations.put(step, by=world.by("secretary"))


def test_the_chair_approves_when_who_reported_it_is_gone(world: World) -> None:
    step = world.worded(world.reports())
    Membership.objects.filter(user=world.by("reporter")).update(until=timezone.now())
    assert world.people["reporter"].posts("escalation_approve", step.pk, seen=step.revision).status_code == 404
    assert world.people["secretary"].posts("escalation_approve", step.pk, seen=step.revision).status_code == 403
    world.people["chair"].posts("escalation_approve", step.pk, seen=step.revision)
    step.refresh_from_db()
    assert step.state == "approved"


def test_like_ones_are_counted_and_the_count_travels(world: World) -> None:
    main = world.reports()
    for _ in range(2):
        fieldreports.merge(world.reports(), main, by=world.by("secretary"))
    assert (main.many, world.step("put", main).many) == (3, 3)
    with pytest.raises(ValidationError, match="al verwoord"):
        fieldreports.unmerge(main.merged.all()[0], by=world.by("secretary"))


def test_nothing_is_put_to_the_own_body_or_one_below(world: World) -> None:
    for to in (world.home, cast.workspace("meldpunten")):
        with pytest.raises(ValidationError, match="Kies het SOM of de Task Force"):
            escalations.word(world.reports(), to=to, title="Zo", wording=WORDS, by=world.by("secretary"))
