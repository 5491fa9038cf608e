"""What travels between bodies: its page, approving and putting forward at home, deciding and answering there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings import course, owning
from meetings.actions import escalations
from meetings.fieldreport_forms import AcceptForm, AnswerForm, ApproveForm, ReasonedForm, WordForm
from meetings.models import Escalation, next_levels
from schakel.attempt import succeeded, tried
from schakel.context import crumbs_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import WorkspacePage

HOME, THERE = "from_workspace", "to_workspace"


def _seen(request: MemberRequest, pk: int) -> Escalation:
    """Return what may be seen, from whichever side; what is hidden is as what is absent."""
    step = Escalation.objects.visible_to(request.user).filter(pk=pk).with_all().first()
    if step is None:
        raise Http404
    return step


def _fetch(request: MemberRequest, pk: int, right: str, side: str) -> Escalation:
    """Return what may be seen, for who has `right` in the body at that side of it."""
    step = _seen(request, pk)
    if not access.may(request.user, right, getattr(step, side)):
        raise PermissionDenied
    return step


def _own_side(request: MemberRequest, step: Escalation) -> WorkspacePage:
    """Return the body from which somebody looks: where it came from, for who belongs there."""
    at_home = access.may(request.user, "fieldreport.see", step.from_workspace)
    return step.from_workspace if at_home else step.to_workspace


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


def _page(request: MemberRequest, step: Escalation, **bound: Any) -> HttpResponse:
    """Show one step as its reader may see it; a form that was refused stands there as it was typed."""
    user, own = request.user, _own_side(request, step)
    at_home = own.pk == step.from_workspace_id
    above = course.around(step, user)
    onwards = next((leg.step for leg in above if leg.step.of_id == step.pk and leg.shows and leg.step.is_draft), None)
    back = [leg.step for leg in above if leg.step.of_id == step.pk and leg.shows and leg.step.answered_at]
    begun = {name: getattr(onwards, name) for name in ("title", "wording", "tlp")} if onwards else {"tlp": step.tlp}
    context: dict[str, Any] = {
        "step": step,
        "own": own,
        "legs": above,
        "shows_report": step.of_id is None and access.may(user, "fieldreport.see", step.from_workspace),
        "approves": step.state == "worded" and at_home and owning.owners(step).filter(pk=user.pk).exists(),
        "edits": access.may(user, "fieldreport.edit", step.from_workspace),
        "receives": access.may(user, "fieldreport.receive", step.to_workspace),
        "answers": access.may(user, "fieldreport.answer", step.to_workspace),
        "can_go_on": step.state == "accepted" and next_levels(step.to_workspace).exists(),
        "onwards": onwards,
        "accept_form": AcceptForm(step=step, user=user, auto_id="accept_%s"),
        "return_form": ReasonedForm(auto_id="return_%s"),
        "decline_form": ReasonedForm(auto_id="decline_%s"),
        "answer_form": AnswerForm(
            step=step, user=user, auto_id="answer_%s", initial={"text": back[-1].told if back else ""}
        ),
        "onwards_form": WordForm(
            workspace=step.to_workspace,
            auto_id="onwards_%s",
            initial={**begun, "to": onwards.to_workspace_id if onwards else None},
        ),
        "crumbs": crumbs_of(
            own, (_("Knelpunten"), reverse("fieldreports", args=[own.pk])), (step.get_kind_display(), "")
        ),
        **bound,
    }
    return render(request, "meetings/escalation.html", {**context, "refused": next(iter(bound.values()), None)})


def _do(request: MemberRequest, step: Escalation, name: str, form: Any, verb: Callable[..., object]) -> HttpResponse:
    if form.is_valid() and succeeded(form, lambda: verb(step, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Opgeslagen."))
        return redirect("escalation", step.pk)
    return _page(request, step, **{name: form})


def _back(request: MemberRequest, step: Escalation) -> HttpResponse:
    """Go back to where one came from; what was sent back is seen by its own body alone."""
    seen = Escalation.objects.visible_to(request.user).filter(pk=step.pk).exists()
    return redirect("escalation", step.pk) if seen else redirect("fieldreports", step.to_workspace_id)


@judged
@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.see", HOME)
    if not owning.owners(step).filter(pk=request.user.pk).exists():
        raise PermissionDenied
    form = ApproveForm(request.POST)
    if form.is_valid() and tried(request, lambda: escalations.approve(step, **form.cleaned_data, by=request.user)):
        messages.success(request, _("U hebt de verwoording goedgekeurd."))
    return redirect("escalation", pk)


@judged
@require_POST
def put(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.edit", HOME)
    if tried(request, lambda: escalations.put(step, by=request.user)):
        messages.success(request, _("Het is voorgelegd aan %(body)s.") % {"body": step.to_workspace.title})
    return redirect("escalation", pk)


@judged
@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.receive", THERE)
    form = AcceptForm(request.POST, step=step, user=request.user, auto_id="accept_%s")
    return _do(request, step, "accept_form", form, escalations.accept)


@judged
@require_POST
def return_(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.receive", THERE)
    form = ReasonedForm(request.POST, auto_id="return_%s")
    if form.is_valid() and succeeded(form, lambda: escalations.return_(step, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Het is teruggestuurd, met uw reden."))
        return _back(request, step)
    return _page(request, step, return_form=form)


@judged
@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.receive", THERE)
    form = ReasonedForm(request.POST, auto_id="decline_%s")
    return _do(request, step, "decline_form", form, escalations.decline)


@judged
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.answer", THERE)
    form = AnswerForm(request.POST, step=step, user=request.user, auto_id="answer_%s")
    return _do(request, step, "answer_form", form, escalations.answer)


@judged
@require_POST
def onwards(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.edit", THERE)
    form = WordForm(request.POST, workspace=step.to_workspace, auto_id="onwards_%s")
    return _do(request, step, "onwards_form", form, escalations.word_onwards)


@judged
@require_POST
def home(request: MemberRequest, pk: int) -> HttpResponse:
    step = _fetch(request, pk, "fieldreport.edit", HOME)
    if tried(request, lambda: escalations.take_home(step, by=request.user)):
        messages.success(request, _("Het antwoord is thuis."))
    return redirect("escalation", pk)
