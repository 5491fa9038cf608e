"""What is planted of field reports: originals that stay with the care coordinators, and words put to the SOM."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from meetings.actions import escalations, fieldreports, meeting
from meetings.models import Escalation, FieldReport
from schakel.accounts.models import User
from tests import cast
from tests.rules.promised import WHO

Add = Callable[..., None]


def plant(add: Add, marker: Callable[[str], str]) -> None:
    """Leave reports in the words of who saw it, one worded, one put to the SOM and one answered by it."""
    aisha, farid, lena = (cast.account(name) for name in ("aisha", "farid", "lena"))
    told = {"title": marker("report.title"), "text": marker("report.text")}
    worded, put, answered, refused = (_reported(farid, **told) for _ in range(4))
    for row in (worded, put, answered):
        add("field report", row.pk, WHO["report.title"])
    add("field report", refused.pk, WHO["report.title"], "refused")
    fieldreports.refuse(refused, reason=marker("report.reason"), by=lena)
    draft = _worded(worded, marker("escalation.draft"), lena)
    add("escalation", draft.pk, WHO["escalation.draft"])
    waiting = _put(_worded(put, marker("escalation.put"), lena), farid, lena)
    add("escalation", waiting.pk, WHO["escalation.put"])
    done = _put(_worded(answered, marker("escalation.accepted"), lena), farid, lena)
    begins = timezone.now() + timedelta(days=8)
    facts: dict[str, Any] = {"title": "Over wat is voorgelegd", "begins": begins, "ends": begins + timedelta(hours=1)}
    escalations.accept(done, meeting.plan(cast.workspace("som"), **facts, by=aisha), by=aisha)
    escalations.answer(done, text=marker("escalation.answer"), by=aisha)
    add("escalation", done.pk, WHO["escalation.accepted"])


def _reported(farid: User, **told: str) -> FieldReport:
    return fieldreports.report(cast.workspace("zorgcoordinatoren"), kind="bottleneck", **told, by=farid)


def _worded(row: FieldReport, words: str, lena: User) -> Escalation:
    return escalations.word(row, to=cast.workspace("som"), title=words, wording=words, by=lena)


def _put(step: Escalation, farid: User, lena: User) -> Escalation:
    escalations.approve(step, seen=step.revision, by=farid)
    escalations.put(step, by=lena)
    return step
