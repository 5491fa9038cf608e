"""The buttons of the agenda screen that begin or complete an agenda with what there was."""

from __future__ import annotations

from collections.abc import Callable, Sized

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings.actions import carrying, copying, proposals
from meetings.agenda_forms import CarryForm, KeepForm, OtherMeetingForm, SubmissionsForm, TemplateForm
from meetings.models import AgendaItem, MeetingPage
from schakel.attempt import tried
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged


def _meeting(request: MemberRequest, pk: int) -> MeetingPage:
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "agenda.edit", pk=pk)
    return meeting


def _refuse(request: MemberRequest, form: Form) -> None:
    for errors in form.errors.values():
        for sentence in errors:
            messages.error(request, str(sentence))


def _came(request: MemberRequest, verb: Callable[[], Sized]) -> None:
    """Do `verb` and say how many items came."""
    items: list[Sized] = []
    if tried(request, lambda: items.append(verb())):
        count = len(items[0])
        told = ngettext("Er kwam %(count)s punt bij.", "Er kwamen %(count)s punten bij.", count) % {"count": count}
        messages.success(request, told if count else _("Er kwam niets bij: alles stond er al."))


@judged
@require_POST
def bring(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    _came(request, lambda: carrying.bring(meeting, by=request.user))
    return redirect("agenda_build", pk)


@judged
@require_POST
def copy(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = OtherMeetingForm(request.POST, meeting=meeting, user=request.user)
    if form.is_valid():
        _came(request, lambda: copying.copy_from(meeting, form.cleaned_data["other"], by=request.user))
    _refuse(request, form)
    return redirect("agenda_build", pk)


@judged
@require_POST
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = KeepForm(request.POST)
    if form.is_valid() and tried(
        request, lambda: copying.keep(meeting, name=form.cleaned_data["name"], by=request.user)
    ):
        messages.success(request, _("Deze agenda is bewaard als sjabloon, zonder stukken."))
    _refuse(request, form)
    return redirect("agenda_build", pk)


@judged
@require_POST
def fill(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = TemplateForm(request.POST, meeting=meeting)
    if form.is_valid():
        _came(request, lambda: copying.fill(meeting, form.cleaned_data["template"], by=request.user))
    _refuse(request, form)
    return redirect("agenda_build", pk)


@judged
@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    form = TemplateForm(request.POST, meeting=_meeting(request, pk))
    if form.is_valid():  # the second press of the same button finds it gone
        copying.remove(form.cleaned_data["template"], by=request.user)
    return redirect("agenda_build", pk)


@judged
@require_POST
def submissions(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose until when members submit in time."""
    meeting = _meeting(request, pk)
    form = SubmissionsForm(request.POST)
    if form.is_valid():
        tried(request, lambda: proposals.close_submissions(meeting, form.cleaned_data["at"], by=request.user))
    _refuse(request, form)
    return redirect("agenda_build", pk)


@judged
@require_POST
def carry(request: MemberRequest, pk: int, item: int) -> HttpResponse:
    """Carry an item over to the next meeting, or let it be."""
    meeting = _meeting(request, pk)
    row = access.fetch(AgendaItem, request.user, "agenda.edit", pk=item, meeting=meeting)
    form = CarryForm(request.POST)
    if form.is_valid():
        carried = form.cleaned_data["carried"]
        tried(request, lambda: carrying.carry_over(row, carried=carried, by=request.user))
    return redirect(f"{reverse('agenda_build', args=[pk])}#punt-{item}")
