"""The screens of proposed items: a member submits and follows, the secretary takes, merges or returns."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import reading
from meetings.actions import proposals
from meetings.agenda_forms import (
    MergeForm,
    NewProposalForm,
    PaperChoiceForm,
    ProposalForm,
    ProposalPaperForm,
    ReturnForm,
    TakeForm,
)
from meetings.models import MeetingPage, ProposedItem
from schakel.attempt import succeeded, tried
from schakel.files.forms import tell
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged


def _fetch(request: MemberRequest, pk: int, right: str) -> ProposedItem:
    rows = ProposedItem.objects.select_related("meeting", "submitted_by", "owner", "item", "answered_by")
    return access.fetch(rows, request.user, right, pk=pk)


def _own(request: MemberRequest, pk: int) -> ProposedItem:
    """Return a proposal to who submitted it; others who see it may not change it."""
    proposal = _fetch(request, pk, "proposal.submit")
    if proposal.submitted_by_id != request.user.pk:
        raise PermissionDenied
    return proposal


def _screen(request: MemberRequest, proposal: ProposedItem, **forms: Form) -> HttpResponse:
    meeting = proposal.meeting
    own = proposal.submitted_by_id == request.user.pk
    initial = {name: getattr(proposal, name) for name in proposals.FIELDS}
    context: dict[str, Any] = {
        "proposal": proposal,
        "meeting": meeting,
        "own": own,
        "weighs": access.may(request.user, "proposal.answer", proposal),
        "papers": list(proposal.papers.all()),
        "crumbs": reading.crumbs(meeting, (_("Ingediend punt"), "")),
        "form": ProposalForm(meeting=meeting, initial=initial),
        "paper_form": ProposalPaperForm(prefix="paper"),
        "take_form": TakeForm(prefix="take"),
        "merge_form": MergeForm(prefix="merge", meeting=meeting),
        "return_form": ReturnForm(prefix="return"),
        **forms,
    }
    return render(request, "meetings/proposal.html", context)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the form for an item, and submit what was filled in."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "proposal.submit", pk=pk)
    form = NewProposalForm(request.POST or None, request.FILES or None, meeting=meeting)
    if form.is_valid() and succeeded(form, lambda: proposals.submit(meeting, **form.cleaned_data, by=request.user)):
        tell(request, form.cleaned_data["paper"])
        messages.success(request, _("Uw punt is ingediend. De secretaris beslist erover."))
        return redirect(meeting.url)
    context = {
        "meeting": meeting,
        "form": form,
        "is_late": timezone.now() > meeting.submissions_until,
        "crumbs": reading.crumbs(meeting, (_("Punt indienen"), "")),
    }
    return render(request, "meetings/submit.html", context)


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return _screen(request, _fetch(request, pk, "meeting.see"))


@judged
@require_POST
def change(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = _own(request, pk)
    form = ProposalForm(request.POST, meeting=proposal.meeting)
    if form.is_valid() and succeeded(form, lambda: proposals.change(proposal, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Opgeslagen."))
        return redirect("proposal", pk)
    return _screen(request, proposal, form=form)


@judged
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = _own(request, pk)
    tried(request, lambda: proposals.withdraw(proposal, by=request.user))
    return redirect("proposal", pk)


@judged
@require_POST
def add_paper(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = _own(request, pk)
    form = ProposalPaperForm(request.POST, request.FILES, prefix="paper")
    if form.is_valid() and succeeded(form, lambda: _put(proposal, form, request)):
        tell(request, form.cleaned_data["paper"])
        return redirect("proposal", pk)
    return _screen(request, proposal, paper_form=form)


def _put(proposal: ProposedItem, form: Form, request: MemberRequest) -> None:
    told = dict(form.cleaned_data)
    proposals.add_paper(proposal, told.pop("paper"), **told, by=request.user)


@judged
@require_POST
def remove_paper(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = _own(request, pk)
    form = PaperChoiceForm(request.POST, proposal=proposal)
    if form.is_valid():  # the second press of the same button finds it gone
        tried(request, lambda: proposals.remove_paper(proposal, form.cleaned_data["paper"], by=request.user))
    return redirect("proposal", pk)


@judged
@require_POST
def take(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = _fetch(request, pk, "proposal.answer")
    form = TakeForm(request.POST, prefix="take")
    if form.is_valid() and tried(request, lambda: proposals.take(proposal, **form.cleaned_data, by=request.user)):
        return redirect("agenda_build", proposal.meeting_id)
    return redirect("proposal", pk)


@judged
@require_POST
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = _fetch(request, pk, "proposal.answer")
    form = MergeForm(request.POST, prefix="merge", meeting=proposal.meeting)
    if form.is_valid() and succeeded(form, lambda: proposals.merge(proposal, **form.cleaned_data, by=request.user)):
        return redirect("agenda_build", proposal.meeting_id)
    return _screen(request, proposal, merge_form=form)


@judged
@require_POST
def return_(request: MemberRequest, pk: int) -> HttpResponse:
    proposal = _fetch(request, pk, "proposal.answer")
    form = ReturnForm(request.POST, prefix="return")
    if form.is_valid() and succeeded(form, lambda: proposals.return_(proposal, **form.cleaned_data, by=request.user)):
        return redirect("agenda_build", proposal.meeting_id)
    return _screen(request, proposal, return_form=form)
