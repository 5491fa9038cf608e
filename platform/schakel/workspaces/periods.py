"""The verbs of membership in time: choose what members see of the past, correct the period of a membership."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.workspaces.models import Correction, Membership, WorkspacePage
from schakel.workspaces.past import Past


@transaction.atomic
def choose_past(workspace: WorkspacePage, past: str, *, by: User | None) -> None:
    """Choose what members of `workspace` see of its past; it holds from the next request on."""
    if WorkspacePage.objects.filter(pk=workspace.pk).exclude(past=Past(past)).update(past=past):
        journal.record("workspace.past", of=workspace, by=by, past=past)
    workspace.past = past


@transaction.atomic
def correct(membership: Membership, *, since: datetime, until: datetime | None, by: User | None) -> Membership:
    """Record another period for a membership, and keep what was recorded before. Raises ValidationError.

    Rights follow the new period at once, also backwards; what the minutes froze of that time stays.
    """
    row = Membership.objects.select_for_update().get(pk=membership.pk)
    if until is not None and until <= since:
        raise ValidationError(_("Het lidmaatschap eindigt voordat het begint."))
    if (row.since, row.until) == (since, until):
        return row
    now = timezone.now()
    Correction.objects.create(
        membership=row, since=row.since, until=row.until, recorded_at=row.recorded_at, corrected_at=now, by=by
    )
    row.since, row.until, row.recorded_at = since, until, now
    row.save(update_fields=["since", "until", "recorded_at"])
    journal.record("people.correct", of=row, by=by, person=row.user_id)
    return row
