"""An answer travels home: reminders, the agenda where it came from, and who hears of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings import travelling
from meetings.actions import carrying, escalations, fieldreports
from meetings.actions import meeting as meetings
from meetings.models import Escalation, FieldReport, MeetingPage
from schakel.notices import kinds
from schakel.notices.models import Notice
from schakel.workspaces.models import WorkspacePage
from tests import cast

OWN = "Bij ons duurt het zes weken voor iemand aangifte kan doen."
WORDS = "In enkele regio’s wachten slachtoffers lang op hun aangifte."


def planned(workspace: WorkspacePage, by: cast.Person, days: int = 20) -> MeetingPage:
    begins = timezone.now() + timedelta(days=days)
    page: MeetingPage = meetings.plan(
        workspace, title="Overleg", begins=begins, ends=begins + timedelta(hours=2), by=by.who
    )
    return page


@pytest.fixture
def coordinators(db: None) -> WorkspacePage:
    return cast.workspace("zorgcoordinatoren")


@pytest.fixture
def report(coordinators: WorkspacePage, farid: cast.Person, lena: cast.Person) -> FieldReport:
    return fieldreports.report(
        coordinators, kind="bottleneck", title="Wachten op aangifte", text=OWN, theme="police", by=farid.who
    )


@pytest.fixture
def put(report: FieldReport, som: WorkspacePage, lena: cast.Person, farid: cast.Person) -> Escalation:
    step = escalations.word(report, to=som, title="Wachttijd bij aangifte", wording=WORDS, by=lena.who)
    escalations.approve(step, seen=step.revision, by=farid.who)
    escalations.put(step, by=lena.who)
    return step


@pytest.fixture
def accepted(put: Escalation, som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> Escalation:
    escalations.accept(put, planned(som, aisha), by=aisha.who)
    return put


def test_an_answer_comes_on_the_next_agenda_at_home_and_is_home_after_it(
    accepted: Escalation, coordinators: WorkspacePage, aisha: cast.Person, lena: cast.Person
) -> None:
    escalations.answer(accepted, text="Er komt één vast nummer.", by=aisha.who)
    home = planned(coordinators, lena)
    [item] = home.items.all()  # planning fills the agenda
    assert (item.kind, item.explanation) == ("field_report", "Er komt één vast nummer.")
    assert "Wachttijd bij aangifte" in item.title
    assert carrying.bring(home, by=lena.who) == []
    assert travelling.bring_home() == 0
    past = timezone.now() - timedelta(days=1)
    MeetingPage.objects.filter(pk=home.pk).update(begins=past, ends=past + timedelta(hours=2))
    assert [travelling.bring_home(), travelling.bring_home()] == [1, 0]
    accepted.refresh_from_db()
    accepted.report.refresh_from_db()
    assert (accepted.state, accepted.report.state) == ("home", "home")
    fieldreports.close(accepted.report, by=lena.who)
    assert accepted.report.state == "closed"


def test_what_is_red_is_not_found_and_drafts_never_are(
    report: FieldReport, som: WorkspacePage, farid: cast.Person, lena: cast.Person
) -> None:
    facts = {"kind": "bottleneck", "title": "Roodborstje", "text": OWN}
    fieldreports.report(report.workspace, **facts, tlp="red", by=farid.who)
    escalations.word(report, to=som, title="Conceptwoorden", wording=WORDS, by=lena.who)

    def found(word: str) -> bool:
        return "/knelpunten/" in farid.gets(f"/zoeken/?q={word}").content.decode()

    assert [found(word) for word in ("roodborstje", "conceptwoorden", "wachten")] == [False, False, True]


def test_who_is_told_of_each_step(accepted: Escalation, aisha: cast.Person, mailoutbox: list[Any]) -> None:
    escalations.answer(accepted, text="Er komt één vast nummer.", by=aisha.who)
    cast.work()
    told: dict[str, set[str]] = {}
    for row in Notice.objects.all():
        kind = kinds.of(row.kind)
        who = kind.to(kind.model._default_manager.get(pk=row.reference))
        told[row.kind] = {user.email.partition("@")[0] for user in who}
    assert told["fieldreport.reported"] == {"lena"}
    assert told["escalation.put"] == {"aisha"}
    assert told["escalation.approved"] == {"lena"}
    assert told["escalation.answered"] == {"lena", "farid"}
    assert [word for mail in mailoutbox for word in ("aangifte", "nummer", "Wacht") if word in mail.body] == []


def test_it_cannot_be_closed_without_an_answer(accepted: Escalation, lena: cast.Person) -> None:
    report = accepted.report
    for verb in (lambda: fieldreports.close(report, by=lena.who), lambda: escalations.take_home(accepted, by=lena.who)):
        with pytest.raises(ValidationError):
            verb()
    with pytest.raises(ValidationError):
        fieldreports.refuse(report, reason="Het duurt te lang.", by=lena.who)
