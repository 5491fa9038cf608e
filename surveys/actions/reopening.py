"""The verbs of a response that was sent in: reopen (by the team), resume (by the municipality).

What was sent in keeps counting until the next submission; nothing is lost when that never comes.
"""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.push.announcing import announce
from surveys.actions import extensions
from surveys.actions.responses import Closed
from surveys.models import Participant, Response


@transaction.atomic
def reopen(response: Response, *, by: User, reason: str, until: date | None = None) -> Response:
    """Let a municipality change what it sent in, at any time; `until` gives it a later last day.

    The reason stands with the response: the journal takes no words. Raises ValidationError without one, and when it
    was not sent in.
    """
    if not reason.strip() or len(reason.strip()) > 300:
        raise ValidationError(_("Vul in waarom u de vragenlijst heropent."))
    _take_back(response, reason.strip())
    if until is not None and response.invitation:
        extensions.extend(response.invitation, until, by=by)
    journal.record("survey.reopen", of=response, by=by)
    return response


@transaction.atomic
def resume(
    response: Response, *, by: User | None = None, participant: Participant | None = None, at: datetime | None = None
) -> Response:
    """Go on with what was sent in, by the municipality itself. Raises Closed after its deadline."""
    moment = at or timezone.now()
    invitation = response.invitation
    if not (invitation.is_open_at(moment) if invitation else response.survey.is_open_at(moment)):
        raise Closed(_("De vragenlijst is gesloten. U kunt uw antwoorden niet meer wijzigen."))
    _take_back(response, "")
    journal.record("survey.resume", of=response, by=by, **({"participant": participant.pk} if participant else {}))
    return response


def _take_back(response: Response, reason: str) -> None:
    """Make the response open; a higher revision keeps a submit that was still on its way from counting."""
    sent = Response.objects.filter(pk=response.pk).submitted()
    now = timezone.now()
    if not sent.update(submitted_at=None, reopened_at=now, reopened_because=reason, revision=F("revision") + 1):
        raise ValidationError(_("Deze antwoorden zijn niet ingediend, of al heropend."))
    response.refresh_from_db(fields=["submitted_at", "reopened_at", "reopened_because", "revision"])
    announce(response.survey.workspace, "survey.submitted", response.survey_id)
