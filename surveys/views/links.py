"""The link of a municipality: it lets a session in and changes nothing else."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import link
from surveys import ways_in
from surveys.views.visits import shut


@link
@require_safe
def open_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """Exchange the token for a way in and go to the address without it."""
    invitation = ways_in.invitation_of(token)
    if invitation is None:
        return shut(request)
    ways_in.remember(request, invitation)
    return redirect("survey_start", invitation.survey.slug)
