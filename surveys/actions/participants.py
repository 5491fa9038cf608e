"""The verbs of a participant: join, come in, end."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from surveys.models import Entry, Invitation, Participant


@transaction.atomic
def join(invitation: Invitation, *, email: str, user: User | None = None, by: User | None = None) -> Participant:
    """Return the participant with this address, made when there is none. Raises ValidationError for who was ended."""
    known = Participant.objects.filter(invitation=invitation, email__iexact=email).first()
    if known is None:
        known = Participant.objects.create(
            invitation=invitation, email=email.lower(), user=user, name=str(user.name) if user else ""
        )
    if known.ended_at:
        raise ValidationError(_("U doet niet meer mee aan deze vragenlijst."))
    if user is not None and known.user_id != user.pk:
        Participant.objects.filter(pk=known.pk).update(user=user, name=known.name or str(user.name))
        known.user = user
    return known


@transaction.atomic
def enter(invitation: Invitation, *, way: str, participant: Participant | None = None) -> None:
    """Note that somebody came in: for each participant and way once a day. Who is not known counts by session."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    entries = Entry.objects.filter(invitation=invitation, way=way, participant=participant, at__gte=today)
    if participant is None or not entries.exists():
        Entry.objects.create(invitation=invitation, way=way, participant=participant)


@transaction.atomic
def end(participant: Participant, *, by: User | None, ending: Participant | None = None) -> None:
    """Let somebody take part no longer, from their next request; `ending` is the colleague who decided it.

    What they answered stays. Raises ValidationError for oneself, and when it was done before.
    """
    if ending is not None and ending.pk == participant.pk:
        raise ValidationError(_("Uzelf kunt u niet verwijderen."))
    if not Participant.objects.filter(pk=participant.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
        raise ValidationError(_("Deze persoon deed al niet meer mee."))
    invitation = participant.invitation
    journal.record("survey.end", of=invitation.survey, by=by, municipality=invitation.code)
