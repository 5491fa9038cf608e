"""Who may change what was sent in: who is known at the municipality, and who sent it in from this same browser."""

from __future__ import annotations

from django.http import HttpRequest

from surveys.models import Submission
from surveys.ways_in import Visit

SESSION = "survey_sent"


def remember(request: HttpRequest, made: Submission) -> None:
    """Note in the session that it sent this in."""
    sent = request.session.get(SESSION, [])
    if made.pk not in sent:
        request.session[SESSION] = [*sent[-9:], made.pk]


def may_resume(request: HttpRequest, visit: Visit) -> bool:
    """Tell whether this visitor may change what was sent in, as long as the deadline allows."""
    response = visit.response
    if response is None or not response.submitted_at or visit.sections is not None or not visit.is_open:
        return False
    known = visit.user is not None or visit.participant is not None
    return known or response.submission_id in request.session.get(SESSION, [])
