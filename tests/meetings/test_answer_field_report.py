"""An answer travels home: reminders, the agenda where it came from, and who hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings import travelling
from meetings.actions import carrying, escalations, fieldreports
from meetings.actions import meeting as meetings
from meetings.models import Escalation, FieldReport, MeetingPage
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


def test_it_cannot_be_closed_without_an_answer(accepted: Escalation, lena: cast.Person) -> None:
    report = accepted.report
    for verb in (lambda: fieldreports.close(report, by=lena.who), lambda: escalations.take_home(accepted, by=lena.who)):
        with pytest.raises(ValidationError):
            verb()
    with pytest.raises(ValidationError):
        fieldreports.refuse(report, reason="Het duurt te lang.", by=lena.who)
