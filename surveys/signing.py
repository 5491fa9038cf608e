"""Signing off: whether a round wants it, and who approved the answers as they stand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from surveys.models import Comment, Response, SignOff, SurveyPage

State = SignOff.State


def needed(survey: SurveyPage) -> bool:
    """Tell whether somebody other than the fillers must approve before a response can be sent in."""
    return survey.sign_off


def approved(response: Response) -> SignOff | None:
    """Return the approval that covers the answers as they stand at `response.revision`; None without one."""
    rows = SignOff.objects.filter(response=response, state=State.APPROVED, revision=response.revision)
    return rows.select_related("decided_by").first()


def latest(response: Response) -> SignOff | None:
    """Return the last request, however it stands."""
    return SignOff.objects.filter(response=response).select_related("asked_by", "decided_by").first()


def asked(response: Response) -> SignOff | None:
    """Return the request that waits for an answer."""
    return SignOff.objects.filter(response=response, state=State.ASKED).select_related("asked_by").first()


def lapse(response: Response, changed: Iterable[str]) -> None:
    """Let a request or an approval lapse because answers changed; what was returned of these is settled."""
    SignOff.objects.filter(response=response, state__in=[State.ASKED, State.APPROVED]).update(state=State.LAPSED)
    returned(response).filter(question__in=changed).update(settled_at=timezone.now())


def returned(response: Response) -> QuerySet[Comment]:
    """Return the remarks with which questions were sent back and that nobody settled."""
    return Comment.objects.filter(response=response, returns=True, settled_at__isnull=True)
