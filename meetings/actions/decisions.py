"""The verb of decisions that stand: review."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Decision, Outcome, Review
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.push.announcing import announce


def review(
    decision: Decision,
    *,
    outcome: str,
    next_on: date | None = None,
    reason: str = "",
    stays: str = "",
    by: User | None,
) -> None:
    """Say what became of a decision when it was looked at again, and when it comes back. Raises ValidationError.

    It is kept, changed or withdrawn; the last two need a `reason`. What was sealed with the minutes does not change.
    """
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Kies wat er met het besluit gebeurt.")})
    if outcome != Outcome.KEPT and not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom, en waar het nieuwe besluit staat.")})
    releases.admit(reason.strip(), workspace=decision.workspace, reason=stays, by=by)
    _review(decision, outcome, None if outcome == Outcome.WITHDRAWN else next_on, reason.strip(), by)


@transaction.atomic
def _review(decision: Decision, outcome: str, next_on: date | None, reason: str, by: User | None) -> None:
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.reviewed_at and (held.standing, held.review_next) == (outcome, next_on):
        return  # the same button, pressed again
    if held.standing == Outcome.WITHDRAWN:
        raise ValidationError(_("Dit besluit is ingetrokken. Neem een nieuw besluit."))
    if next_on and next_on <= timezone.localdate():
        raise ValidationError({"next_on": _("Kies een dag die nog komt.")})
    told = {"outcome": outcome, "reason": reason, "next_on": next_on, "review_before": held.review_due}
    row = Review.objects.create(decision=held, by=by, **told)
    Decision.objects.filter(pk=held.pk).update(standing=outcome, reviewed_at=row.at, review_next=next_on)
    decision.refresh_from_db()
    journal.record("decision.review", of=decision, by=by, number=decision.number, outcome=outcome)
    announce(decision.workspace, "decision.review", decision.pk)
