"""The agenda screen of the secretary: each button is a form of its own, so that nothing needs dragging."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import reading
from meetings.actions import agenda
from meetings.agenda_forms import KeepForm, OtherMeetingForm, SubmissionsForm
from meetings.forms import ChangeItemForm, NewItemForm, PaperForm, PlaceForm
from meetings.models import AgendaItem, AgendaTemplate, MeetingPage, ProposedItem
from schakel.attempt import succeeded, tried
from schakel.files.forms import tell
from schakel.files.models import Paper
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.forms import MarkForm
from schakel.workspaces.models import Lowering


def _meeting(request: HttpRequest, pk: int) -> MeetingPage:
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "agenda.edit", pk=pk)
    return meeting


def _beside(request: HttpRequest, meeting: MeetingPage) -> dict[str, Any]:
    """Return what stands beside the agenda: what members submitted, and what can be filled in."""
    waiting = ProposedItem.objects.filter(meeting=meeting).waiting().select_related("submitted_by")
    return {
        "proposals": list(waiting),
        "templates": list(AgendaTemplate.objects.visible_to(request.user).filter(workspace=meeting.workspace)),
        "copy_form": OtherMeetingForm(meeting=meeting, user=request.user),  # type: ignore[arg-type]
        "keep_form": KeepForm(),
        "submissions_form": SubmissionsForm(initial={"at": meeting.submissions_close}),
        "may_carry": meeting.in_session or meeting.begins <= timezone.now(),
    }


def _screen(request: HttpRequest, meeting: MeetingPage, form: Form | None = None) -> HttpResponse:
    context = {
        **reading.of_session(meeting),
        "crumbs": reading.crumbs(meeting, (_("Agenda maken"), "")),
        "form": form or NewItemForm(meeting=meeting),
        "frozen": meeting.is_frozen,
        **_beside(request, meeting),
    }
    return render(request, "meetings/agenda.html", context)


@judged
@require_safe
def build(request: HttpRequest, pk: int) -> HttpResponse:
    return _screen(request, _meeting(request, pk))


@judged
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = NewItemForm(request.POST, request.FILES, meeting=meeting)
    if form.is_valid() and succeeded(
        form,
        lambda: agenda.add_item(meeting, **form.cleaned_data, by=request.user),  # type: ignore[arg-type]
    ):
        tell(request, form.cleaned_data["paper"])
        return redirect("agenda_build", pk)
    return _screen(request, meeting, form)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    row = access.fetch(AgendaItem, request.user, "agenda.edit", pk=item, meeting=meeting)
    initial = {name: getattr(row, name) for name in agenda.FIELDS}
    form = ChangeItemForm(request.POST if request.method == "POST" else None, initial=initial, meeting=meeting)
    if form.is_valid() and succeeded(form, lambda: agenda.change_item(row, **form.cleaned_data, by=request.user)):  # type: ignore[arg-type]
        return redirect("agenda_build", pk)
    return _one(request, meeting, row, form, PaperForm(prefix="paper", initial={"tlp": row.tlp}))


def _one(request: HttpRequest, meeting: MeetingPage, row: AgendaItem, form: Form, paper_form: Form) -> HttpResponse:
    above = (_("Agenda maken"), reading.screen("agenda_build", meeting))
    context = {
        "meeting": meeting,
        "item": row,
        "form": form,
        "paper_form": paper_form,
        "lowered": Lowering.objects.visible_to(request.user).of(row),
        "crumbs": reading.crumbs(meeting, above, (row.title, "")),
    }
    return render(request, "meetings/item.html", context)


@judged
@require_POST
def move(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    row = access.fetch(AgendaItem, request.user, "agenda.edit", pk=item, meeting=meeting)
    form = PlaceForm(request.POST)
    if form.is_valid():
        tried(request, lambda: agenda.move_item(row, to=form.cleaned_data["to"], by=request.user))  # type: ignore[arg-type]
    return redirect(f"{reverse('agenda_build', args=[pk])}#punt-{item}")


@judged
@require_POST
def remove(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    row = _meeting(request, pk).items.filter(pk=item).first()
    if row is not None:  # the second press of the same button finds it gone
        tried(request, lambda: agenda.remove_item(row, by=request.user))  # type: ignore[arg-type]
    return redirect("agenda_build", pk)


@judged
@require_POST
def add_paper(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    row = access.fetch(AgendaItem, request.user, "agenda.edit", pk=item, meeting=meeting)
    form = PaperForm(request.POST, request.FILES, prefix="paper")
    if form.is_valid() and succeeded(form, lambda: _put(row, form, request)):
        tell(request, form.cleaned_data["paper"])
        return redirect("agenda_build", pk)
    initial = {name: getattr(row, name) for name in agenda.FIELDS}
    return _one(request, meeting, row, ChangeItemForm(initial=initial, meeting=meeting), form)


def _put(row: AgendaItem, form: PaperForm, request: HttpRequest) -> None:
    told = dict(form.cleaned_data)
    agenda.add_paper(row, told.pop("paper"), **told, by=request.user)  # type: ignore[arg-type]


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def classify_paper(request: HttpRequest, pk: int, item: int, paper: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    row = access.fetch(AgendaItem, request.user, "agenda.edit", pk=item, meeting=meeting)
    found = access.fetch(Paper.objects.filter(agenda_items=row), request.user, "paper.add", pk=paper)
    form = MarkForm(request.POST if request.method == "POST" else None, initial={"tlp": found.tlp})
    if form.is_valid() and succeeded(form, lambda: _classify(row, found, form, request)):
        return redirect("agenda_edit", pk, item)
    back = reverse("agenda_edit", args=[pk, item])
    above = (_("Agenda maken"), reading.screen("agenda_build", meeting))
    crumbs = reading.crumbs(meeting, above, (row.title, back), (_("TLP-merk"), ""))
    lowered = Lowering.objects.visible_to(request.user).of(found)
    context = {"form": form, "thing": found, "mark": found.tlp, "lowered": lowered, "back": back, "crumbs": crumbs}
    return render(request, "workspaces/mark.html", context)


def _classify(row: AgendaItem, paper: Paper, form: MarkForm, request: HttpRequest) -> None:
    told = form.cleaned_data
    agenda.classify_paper(row, paper, told["tlp"], reason=told["reason"], by=request.user)  # type: ignore[arg-type]


@judged
@require_POST
def remove_paper(request: HttpRequest, pk: int, item: int, paper: int) -> HttpResponse:
    row = _meeting(request, pk).items.filter(pk=item).first()
    found = row.papers.filter(pk=paper).first() if row else None
    if row and found:  # the second press of the same button finds it gone
        tried(request, lambda: agenda.remove_paper(row, found, by=request.user))  # type: ignore[arg-type]
    return redirect("agenda_build", pk)
