"""The links of a municipality and of its colleagues: they let a session in and change nothing else."""

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


@link
@require_safe
def open_delegation(request: HttpRequest, token: str) -> HttpResponseBase:
    """Exchange the token of a colleague for a way in to what was handed over."""
    delegation = ways_in.delegation_of(token)
    if delegation is None:
        return shut(request)
    ways_in.remember_delegate(request, delegation)
    return redirect("survey_tasks", delegation.response.survey.slug)


@link
@require_safe
def open_sign_off(request: HttpRequest, token: str) -> HttpResponseBase:
    """Exchange the token of who signs off for a way in to the answers."""
    sign_off = ways_in.sign_off_of(token)
    if sign_off is None:
        return shut(request)
    ways_in.remember_signer(request, sign_off)
    return redirect("survey_sign_off", sign_off.response.survey.slug)
