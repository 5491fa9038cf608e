"""The course of a field report: each level sees its own words and, of the others, how far it is and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from meetings.models import Escalation, FieldReport
from meetings.models.field_reports import RIGHT
from schakel.accounts.models import User
from schakel.workspaces import access


@dataclass(frozen=True)
class Leg:
    """One step up and back; whether this reader sees its words, and belongs to the body that put it forward."""

    step: Escalation
    shows: bool
    at_home: bool

    @property
    def dates(self) -> list[tuple[str, datetime]]:
        """What happened and when; what happened before it left is told at home alone."""
        step = self.step
        before = [(_("Verwoord"), step.worded_at), (_("Goedgekeurd"), step.approved_at)] if self.at_home else []
        told = [
            *before,
            (_("Voorgelegd"), step.escalated_at),
            (_("Teruggestuurd"), step.returned_at),
            (_("Op de agenda"), step.accepted_at),
            (_("Afgewezen") if step.was_declined else _("Beantwoord"), step.answered_at),
            (_("Thuis"), step.home_at),
        ]
        return [(label, moment) for label, moment in told if moment]


def legs(steps: Iterable[Escalation], user: User) -> list[Leg]:
    """Return the steps in their order, each as `user` may see it; what has not left is for its own body alone."""
    rows = list(steps)
    seen = set(
        Escalation.objects.visible_to(user).filter(pk__in=[step.pk for step in rows]).values_list("pk", flat=True)
    )
    return [
        Leg(step, step.pk in seen, access.may(user, RIGHT, step.from_workspace))
        for step in rows
        if step.pk in seen or step.escalated_at
    ]


def of_report(report: FieldReport, user: User) -> list[Leg]:
    """Return all steps of a report."""
    return legs(report.escalations.with_all().order_by("worded_at", "pk"), user)


def around(step: Escalation, user: User) -> list[Leg]:
    """Return a step with what came of it above, and the step before it."""
    rows = Escalation.objects.filter(report=step.report_id).with_all().order_by("worded_at", "pk")
    known = {row.pk: row for row in rows}
    line = [step.pk]
    before = known[step.pk].of_id
    if before:
        line.insert(0, before)
    for row in known.values():
        if row.of_id in line and row.of_id != before and row.pk not in line:
            line.append(row.pk)
    return legs([known[pk] for pk in line], user)
