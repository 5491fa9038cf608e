"""The attendance table of the secretary: a row for each seat."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import quorum, reading
from meetings.actions import attendance
from meetings.attendance_forms import ItemAttendanceForm
from meetings.attendance_list import places
from meetings.forms import AttendanceForm
from meetings.models import ItemAttendance, MeetingPage
from schakel.attempt import succeeded
from schakel.workspaces import access
from schakel.workspaces.doors import judged


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, pk: int) -> HttpResponse:
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "attendance.edit", pk=pk)
    form = AttendanceForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if form.is_valid() and succeeded(form, lambda: attendance.record(meeting, form.came(), by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("De aanwezigheid is bewaard."))
        return redirect("attendance", pk)
    return _screen(request, meeting, form)


def _item_form(meeting: MeetingPage, data: QueryDict | None = None) -> ItemAttendanceForm:
    seats = [place.seat for place in places(meeting) if not place.is_vacant]
    return ItemAttendanceForm(data, meeting=meeting, seats=seats, prefix="item")


def _screen(
    request: HttpRequest, meeting: MeetingPage, form: AttendanceForm, item_form: ItemAttendanceForm | None = None
) -> HttpResponse:
    replaced = ItemAttendance.objects.filter(item__meeting=meeting).select_related("item", "seat__organisation")
    context = {
        "meeting": meeting,
        "form": form,
        "item_form": item_form or _item_form(meeting),
        "replaced": replaced,
        "quorum": quorum.of(meeting),
        "rule": quorum.rule_of(meeting.workspace),
        "crumbs": reading.crumbs(meeting, (_("Aanwezigheid"), "")),
        "frozen": meeting.is_frozen,
    }
    return render(request, "meetings/attendance.html", context)


@judged
@require_POST
def at_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep who took a seat at one item."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "attendance.edit", pk=pk)
    form = _item_form(meeting, request.POST)
    if form.is_valid() and succeeded(form, lambda: attendance.record_item(**form.cleaned_data, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("De aanwezigheid is bewaard."))
        return redirect("attendance", pk)
    return _screen(request, meeting, AttendanceForm(None, meeting=meeting), form)
