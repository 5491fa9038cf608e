"""What people are told about corrections on minutes: that there is one, or an answer; not what it says."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import people
from meetings.models import Correction
from schakel import registries
from schakel.accounts.models import User
from schakel.notices import kinds


def _answerers(row: Correction) -> QuerySet[User]:
    """Return who answers corrections in the workspace of these minutes."""
    roles = registries.rights.roles("minutes.answer")
    rows = people.memberships(row.workspace).filter(role__in=roles)
    return people.readers(row.minutes.meeting).filter(pk__in=rows.order_by().values("user"))


def _sender(row: Correction) -> QuerySet[User]:
    return people.readers(row.minutes.meeting).filter(pk=row.by_id)


def _minutes(row: Correction) -> str:
    return reverse("minutes", args=[row.minutes.meeting.pk])


def offer() -> None:
    """Register both kinds."""
    kinds.register(
        kinds.Kind(
            name="minutes.correction",
            model=Correction,
            label=gettext_lazy("Een correctie op notulen"),
            to=_answerers,
            says=lambda row: _("Er is een correctie op notulen binnengekomen."),
            url=_minutes,
            workspace=lambda row: row.workspace.pk,
        )
    )
    kinds.register(
        kinds.Kind(
            name="minutes.answer",
            model=Correction,
            label=gettext_lazy("Antwoord op uw correctie"),
            to=_sender,
            says=lambda row: _("Uw correctie op notulen is beantwoord."),
            url=_minutes,
            workspace=lambda row: row.workspace.pk,
        )
    )
