"""The life of a response, in any order and by anybody: what was acknowledged is never lost, and it counts once.

Whoever plays answers, hides and shows questions, meets another's answer, sends a message twice, hands over, asks for a
signature, gives it or returns it, sends in, reopens. The machine keeps beside it what everybody was told.
"""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from surveys.actions import delegations, participants, reopening, responses, sign_offs
from surveys.conflicts import Conflict
from surveys.models import AnswerEvent, Invitation, Participant, Response, SignOff, Submission, SurveyPage
from tests import cast

FILLERS = ["link", "hana", "colleague"]
VALUES = {"a1": ["ja", "nee"], "a2": ["2001", "2015", ""], "b1": ["geld", "geld kennis"], "b2": ["Een", "Twee", ""]}
KEYS = st.sampled_from(sorted(VALUES))
SIGNER = "tekent@proefdorp.example"


class Life(RuleBasedStateMachine):
    """One response and those who work on it."""

    @initialize(signs=st.booleans(), is_filled=st.booleans())
    def begin(self, signs: bool, is_filled: bool) -> None:
        self.savepoint = transaction.savepoint()
        SurveyPage.objects.filter(slug="proef").update(sign_off=signs)
        self.signs = signs
        self.invitation = Invitation.objects.with_all().get(survey__slug="proef", municipality__cbs_code="GM9001")
        self.pk = responses.begin(self.invitation).pk
        self.people = {name: self._filler(name) for name in FILLERS}
        self.seen = dict.fromkeys(FILLERS, 0)
        self.told: dict[str, str] = {}  # the last acknowledged answer of each question
        self.kept: list[tuple[uuid.UUID, str, str, int]] = []
        self.clashes: list[tuple[str, str, str, int]] = []
        self.sent: list[tuple[str, dict[str, str]]] = []  # receipts, and what each froze
        self.is_sent = False
        if is_filled:
            self.fill_in("link")

    def _filler(self, name: str) -> dict[str, Any]:
        if name == "link":
            return {"by": None, "participant": None, "writer": "f" * 32}
        user = cast.account(name) if name == "hana" else None
        joined = participants.join(self.invitation, email=f"{name}@proefdorp.example", user=user)
        return {"by": user, "participant": joined, "writer": name}

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    @property
    def response(self) -> Response:
        found = Response.objects.get(pk=self.pk)
        found.invitation = Invitation.objects.with_all().get(pk=self.invitation.pk)
        found.survey = found.invitation.survey
        return found

    def known(self, name: str) -> dict[str, Any]:
        """Return who somebody is, for verbs that do not ask for the browser."""
        return {key: value for key, value in self.people[name].items() if key != "writer"}

    # ------------------------------------------------------------ answers
    @rule(name=st.sampled_from(FILLERS))
    def look(self, name: str) -> None:
        self.seen[name] = self.response.revision

    @rule(name=st.sampled_from(FILLERS), key=KEYS, choice=st.integers(0, 2))
    def answer(self, name: str, key: str, choice: int) -> None:
        self._save(name, key, VALUES[key][choice % len(VALUES[key])], self.seen[name])

    def _save(self, name: str, key: str, value: str, base: int) -> None:
        client = uuid.uuid4()
        before = AnswerEvent.objects.count()
        try:
            saved = responses.save(self.response, {key: value}, client_id=client, base=base, **self.people[name])
        except Conflict as conflict:
            clash = conflict.clashes[key]
            assert (clash.mine, clash.theirs) == (value, self.told[key])
            self.clashes.append((name, key, value, clash.revision))
            assert AnswerEvent.objects.count() == before
        except responses.Closed:
            assert self.is_sent
        else:
            assert not self.is_sent
            if AnswerEvent.objects.count() > before:
                self.kept.append((client, key, value, saved.revision))
            self.told[key] = value

    @rule(name=st.sampled_from(FILLERS))
    def fill_in(self, name: str) -> None:
        """Answer all that is needed to send in, as somebody who sees how it stands."""
        for key, value in {"a1": "nee", "b1": "geld"}.items():
            self._save(name, key, value, self.response.revision)

    @precondition(lambda self: self.clashes)
    @rule(mine=st.booleans())
    def choose(self, mine: bool) -> None:
        name, key, value, revision = self.clashes.pop()
        if mine:
            self._save(name, key, value, revision)

    @precondition(lambda self: self.kept)
    @rule(which=st.integers(0, 1000), name=st.sampled_from(FILLERS))
    def repeat(self, which: int, name: str) -> None:
        client, key, value, revision = self.kept[which % len(self.kept)]
        before = AnswerEvent.objects.count()
        saved = responses.save(self.response, {key: value}, client_id=client, base=0, **self.people[name])
        assert (saved.revision, AnswerEvent.objects.count()) == (revision, before)

    # ------------------------------------------------------------ colleagues
    @rule(section=st.sampled_from("ab"), alone=st.booleans())
    def delegate(self, section: str, alone: bool) -> None:
        who = {"email": "neemt@proefdorp.example", "name": "Neemt (verzonnen)"}
        try:
            delegations.hand_over(self.response, section, **who, alone=alone, **self.known("colleague"))
        except ValidationError:
            assert self.is_sent or self.response.delegations.exists()

    @rule()
    def ask_to_sign(self) -> None:
        try:
            sign_offs.ask(self.response, email=SIGNER, name="Tekent (verzonnen)", **self.known("colleague"))
        except ValidationError:
            return
        assert self.signs
        assert not self.is_sent

    @precondition(lambda self: self._asked())
    @rule(approves=st.booleans())
    def sign(self, approves: bool) -> None:
        joined = participants.join(self.invitation, email=SIGNER)
        asked = SignOff.objects.get(response=self.pk, state=SignOff.State.ASKED)
        asked.response = self.response
        if approves:
            sign_offs.approve(asked, by=None, participant=joined)
        else:
            sign_offs.give_back(asked, {"b2": "Klopt dit?"}, by=None, participant=joined)

    def _asked(self) -> bool:
        return SignOff.objects.filter(response=self.pk, state=SignOff.State.ASKED).exists()

    # ------------------------------------------------------------ sending in
    @rule(name=st.sampled_from(FILLERS))
    def submit(self, name: str) -> None:
        response = self.response
        stand = responses.stands(response)
        try:
            made = responses.submit(response, **self.known(name))
        except responses.NotSigned:
            assert self.signs
        except ValidationError:
            assert not stand.complete
        else:
            if self.is_sent:
                assert made.receipt == self.sent[-1][0]
            else:
                assert stand.complete
                self.sent.append((made.receipt, dict(stand.evaluation.answers)))
            self.is_sent = True

    @precondition(lambda self: self.is_sent)
    @rule(by_team=st.booleans())
    def reopen(self, by_team: bool) -> None:
        if by_team:
            reopening.reopen(self.response, by=cast.account("ivo"), reason="Er klopte iets niet.")
        else:
            reopening.resume(self.response, **self.known("hana"))
        self.is_sent = False

    # ------------------------------------------------------------ what always holds
    @invariant()
    def nothing_acknowledged_is_lost(self) -> None:
        response = self.response
        held = {key: response.answers.get(key, response.drafts.get(key, "")) for key in self.told}
        assert held == self.told
        events = AnswerEvent.objects.filter(response=response)
        stored = {(event.client_id, event.question, event.value, event.revision) for event in events}
        assert stored == set(self.kept)

    @invariant()
    def what_is_hidden_comes_back(self) -> None:
        response = self.response
        counted = responses.stands(response).evaluation.answers
        assert ("a2" in counted and bool(counted["a2"])) == (self.told.get("a1") == "ja" and bool(self.told.get("a2")))

    @invariant()
    def each_submission_counts_once_and_stays(self) -> None:
        rows = Submission.objects.filter(response=self.pk).order_by("number")
        assert [(row.receipt, row.answers) for row in rows] == self.sent
        assert [row.number for row in rows] == list(range(1, len(self.sent) + 1))
        response = self.response
        assert bool(response.submitted_at) == self.is_sent
        if self.sent:
            assert response.submission is not None
            assert response.submission.receipt == self.sent[-1][0]


def live(examples: int, steps: int) -> None:
    assert connection.in_atomic_block  # each life is undone
    assert not Participant.objects.exists()
    rules = settings(max_examples=examples, stateful_step_count=steps, deadline=None)
    run_state_machine_as_test(Life, settings=rules)


def test_whoever_does_what_in_any_order(survey: SurveyPage) -> None:
    live(25, 30)


@pytest.mark.long
def test_many_lives(survey: SurveyPage) -> None:
    live(120, 60)
