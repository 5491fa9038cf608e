"""The verbs of the open link of a public survey: begin, or ask for a code first."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from schakel.accounts.models import User
from surveys.actions import codes, responses
from surveys.invited import Address
from surveys.models import Code, Invitation, Response, SurveyPage


@transaction.atomic
def begin(survey: SurveyPage, *, by: User | None = None, at: datetime | None = None) -> Response:
    """Open a response of nobody in particular. Raises Closed, and leaves nothing behind."""
    return responses.begin(Invitation.objects.create(survey=_public(survey)), by=by, at=at)


@transaction.atomic
def ask_code(survey: SurveyPage, email: str, *, by: User | None = None) -> Code:
    """Mail a code to an address: who reads it there begins, or goes on with the response of that address.

    Each address has one invitation, and so at most one response. Raises ValidationError when too many were asked for.
    """
    own, _new = Invitation.objects.get_or_create(survey=_public(survey), email=email.strip().lower())
    return codes.send(Address(own, own.email), by=by)


def _public(survey: SurveyPage) -> SurveyPage:
    if not survey.is_public:
        raise LookupError("Only a public survey has an open link.")
    return survey
