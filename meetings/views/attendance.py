"""The attendance table of the secretary: a row for each seat."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings import reading
from meetings.actions import attendance
from meetings.forms import AttendanceForm
from meetings.models import MeetingPage
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
    crumbs = reading.crumbs(meeting, (_("Aanwezigheid"), ""))
    context = {"meeting": meeting, "form": form, "crumbs": crumbs, "frozen": meeting.is_frozen}
    return render(request, "meetings/attendance.html", context)
