"""Action points: all of one's own over all bodies, and one with its history and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings.actions import points
from meetings.models import ActionPoint
from meetings.register_forms import CancelForm, DoneForm, HandOverForm, KeepForm, MoveForm, ReopenForm
from schakel.attempt import succeeded, tried
from schakel.context import crumbs_of
from schakel.guard.forms import GuardedForm
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged, signed_in


@signed_in
@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """Show what somebody promised and did not finish, in all bodies, the nearest day first."""
    rows = list(ActionPoint.objects.visible_to(request.user).filter(owner=request.user).open().with_all())
    late = [row for row in rows if row.is_late]
    return render(request, "meetings/my_actions.html", {"points": rows, "late": len(late)})


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


def _seen(request: MemberRequest, pk: int) -> ActionPoint:
    rows = ActionPoint.objects.with_all()
    return access.fetch(rows, request.user, "action.see", pk=pk)


def _page(request: MemberRequest, point: ActionPoint, **bound: GuardedForm) -> HttpResponse:
    """Show an action point; a form that was refused stands there as it was typed."""
    keeps = access.may(request.user, "action.close", point)
    context: dict[str, Any] = {
        "point": point,
        "steps": point.steps.in_order(),
        "may": point.is_open and points.may_finish(point, request.user),
        "keeps": keeps,
        "is_adrift": keeps and ActionPoint.objects.filter(pk=point.pk).adrift().exists(),
        "move_form": MoveForm(auto_id="move_%s", initial={"due": point.due}),
        "hand_form": HandOverForm(auto_id="hand_%s", point=point),
        "cancel_form": CancelForm(auto_id="cancel_%s"),
        "reopen_form": ReopenForm(auto_id="reopen_%s"),
        "keep_form": KeepForm(auto_id="keep_%s", initial={"reason": point.kept_open_because}),
        "crumbs": crumbs_of(point.workspace, (_("Actiepunten"), _list(point)), (point.number, "")),
        **bound,
    }
    refused = next(iter(bound.values()), None)
    return render(request, "meetings/action.html", {**context, "refused": refused})


def _list(point: ActionPoint) -> str:
    return reverse("actions", args=[point.workspace_id])


@judged
@require_POST
def done(request: MemberRequest, pk: int) -> HttpResponse:
    point = _finished_by(request, pk)
    if tried(request, lambda: points.done(point, by=request.user)):
        messages.success(request, _("%(number)s is afgerond.") % {"number": point.number})
    form = DoneForm(request.POST)
    back = form.cleaned_data["back"] if form.is_valid() else ""
    if back == "mine":
        return redirect("my_actions")
    return redirect("action", pk) if back == "point" else redirect("actions", point.workspace_id)


def _finished_by(request: MemberRequest, pk: int) -> ActionPoint:
    point = _seen(request, pk)
    if not points.may_finish(point, request.user):
        raise PermissionDenied
    return point


def _kept_by(request: MemberRequest, pk: int) -> ActionPoint:
    point = _seen(request, pk)
    if not access.may(request.user, "action.close", point):
        raise PermissionDenied
    return point


def _do(
    request: MemberRequest, point: ActionPoint, name: str, form: GuardedForm, verb: Callable[..., None], said: str
) -> HttpResponse:
    if form.is_valid() and succeeded(form, lambda: verb(point, **form.cleaned_data, by=request.user)):
        messages.success(request, said % {"number": point.number})
        return redirect("action", point.pk)
    return _page(request, point, **{name: form})


@judged
@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    point = _finished_by(request, pk)
    form = MoveForm(request.POST, auto_id="move_%s")
    return _do(request, point, "move_form", form, points.move, _("%(number)s heeft een nieuwe datum."))


@judged
@require_POST
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    point = _finished_by(request, pk)
    form = HandOverForm(request.POST, auto_id="hand_%s", point=point)
    return _do(request, point, "hand_form", form, points.hand_over, _("%(number)s is overgedragen."))


@judged
@require_POST
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    point = _kept_by(request, pk)
    form = CancelForm(request.POST, auto_id="cancel_%s")
    return _do(request, point, "cancel_form", form, points.cancel, _("%(number)s is vervallen."))


@judged
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    point = _kept_by(request, pk)
    form = ReopenForm(request.POST, auto_id="reopen_%s")
    return _do(request, point, "reopen_form", form, points.reopen, _("%(number)s staat weer open."))


@judged
@require_POST
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    point = _kept_by(request, pk)
    form = KeepForm(request.POST, auto_id="keep_%s")
    return _do(request, point, "keep_form", form, points.keep, _("Bij %(number)s staat waarom het open blijft."))
