"""The screens of the secretary on which a year is planned, and one meeting changed, cancelled or announced."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import clashes, people, reading
from meetings.actions import planning, series
from meetings.models import MeetingPage
from meetings.planning_forms import CancelForm, ChangeForm, DaysForm, SeriesForm, as_it_is
from schakel.attempt import succeeded, tried
from schakel.context import crumbs_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import WorkspacePage

Row = tuple[date | None, bool, list[str]]


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def plan_series(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the days that a rhythm gives; sent in, make a meeting on each that is ticked."""
    workspace = access.fetch(WorkspacePage.objects.live(), request.user, "meeting.edit", pk=pk)
    if request.method == "POST":
        return _make(request, workspace)
    form = SeriesForm(request.GET if "every" in request.GET else None, workspace=workspace)
    asked = form.is_bound and form.is_valid()
    rows = _rows(request, workspace, form, [(day, True) for day in form.days()]) if asked else []
    return _series(request, workspace, form, rows, asked=asked, key=uuid.uuid4())


def _make(request: MemberRequest, workspace: WorkspacePage) -> HttpResponse:
    form = DaysForm(request.POST, workspace=workspace)
    valid = form.is_valid()
    rows = _rows(request, workspace, form, form.rows())
    if valid and _to_look_at(form, rows):
        form.add_error(None, _("U hebt een datum gewijzigd. Kijk of dat kan, en verstuur daarna."))
    elif valid:
        told = {**form.plan(), "days": form.cleaned_data["days"], "key": form.cleaned_data["key"]}
        if succeeded(form, lambda: series.plan(workspace, **told, by=request.user)):
            many = len(told["days"])
            messages.success(request, _("De reeks staat: %(many)s. De uitnodigingen gaan weg.") % {"many": many})
            return redirect("meetings", workspace.pk)
    return _series(request, workspace, form, rows, asked=True, key=form.data.get("key", ""))


def _to_look_at(form: DaysForm, rows: list[Row]) -> bool:
    """Tell whether a day that was changed has something in its way that the screen has not shown yet."""
    unseen = set(form.unseen)
    return any(kept and said and day in unseen for day, kept, said in rows)


def _rows(
    request: MemberRequest, workspace: WorkspacePage, form: SeriesForm, days: list[tuple[date | None, bool]]
) -> list[Row]:
    """Return each day with its tick and with what stands in its way."""
    told = form.cleaned_data
    begins, length = told.get("begins") or time(12), told.get("length") or 60
    spans = [_span(day, begins, length) for day, _kept in days if day]
    everybody = people.members(workspace)
    said = iter(clashes.of(workspace, spans, invited=everybody, reader=request.user))
    return [(day, kept, next(said) if day else []) for day, kept in days]


def _span(day: date, begins: time, length: int) -> tuple[datetime, datetime]:
    start = make_aware(datetime.combine(day, begins))
    return start, start + timedelta(minutes=length)


def _series(
    request: MemberRequest, workspace: WorkspacePage, form: SeriesForm, rows: list[Row], **more: Any
) -> HttpResponse:
    above = (_("Vergaderingen"), reverse("meetings", args=[workspace.pk]))
    context = {
        "workspace": workspace,
        "form": form,
        "rows": rows,
        "hidden": _sent(form),
        "shown": " ".join(day.isoformat() for day, _kept, _said in rows if day),
        "crumbs": crumbs_of(workspace, above, (_("Reeks plannen"), "")),
        **more,
    }
    return render(request, "meetings/series.html", context)


def _sent(form: SeriesForm) -> list[tuple[str, str]]:
    """Return what was asked, for the hidden fields of the form that makes the meetings."""
    names = [name for name in SeriesForm.base_fields if name != "stays"]
    return [(name, value) for name in names for value in form.data.getlist(name)] if form.is_bound else []  # type: ignore[attr-defined]


def _meeting(request: MemberRequest, pk: int) -> MeetingPage:
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "meeting.edit", pk=pk)
    return meeting


def _about(meeting: MeetingPage, form: Any, label: str) -> dict[str, Any]:
    told = {"meeting": meeting, "form": form, "crumbs": reading.crumbs(meeting, (label, ""))}
    return {**told, "frozen": meeting.is_cancelled or meeting.is_frozen}


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    data = request.POST if request.method == "POST" else None
    form = ChangeForm(data, meeting=meeting, initial=as_it_is(meeting))
    if form.is_valid() and succeeded(form, lambda: series.change(meeting, **form.change(), by=request.user)):
        messages.success(request, _("De vergadering is gewijzigd. Wie is uitgenodigd, krijgt bericht."))
        return redirect(meeting.url)
    return render(request, "meetings/change.html", _about(meeting, form, _("Wijzigen")))


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = CancelForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid() and succeeded(form, lambda: series.cancel(meeting, **form.cleaned_data, by=request.user)):
        messages.success(request, _("De vergadering gaat niet door. Wie was uitgenodigd, krijgt bericht."))
        return redirect(meeting.url)
    return render(request, "meetings/cancel.html", _about(meeting, form, _("Annuleren")))


@judged
@require_POST
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    if tried(request, lambda: planning.invite(meeting, by=request.user)):
        messages.success(request, _("Wie meedoet en nog geen uitnodiging had, krijgt die nu."))
    return redirect(meeting.url)
