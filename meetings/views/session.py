"""A meeting in session: the chair's desk, and the piece that follows it on every open page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings import reading
from meetings.actions import meeting as verbs
from meetings.forms import CurrentForm
from meetings.models import AgendaItem, MeetingPage
from schakel.attempt import tried
from schakel.workspaces import access
from schakel.workspaces.doors import judged, unattended


@judged
@unattended
@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the page of a meeting: a calendar has this address, which tells nothing."""
    meeting: MeetingPage = access.fetch(MeetingPage.heads.all(), request.user, "meeting.see", pk=pk)
    return redirect(meeting.url)


@judged
@require_safe
def now(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer what the meeting is at; nothing (204) when the page shows that already."""
    meeting: MeetingPage = access.fetch(MeetingPage.heads.all(), request.user, "meeting.see", pk=pk)
    piece = reading.now(meeting, request.user)
    if request.GET.get("seen") == piece["seen"]:
        return HttpResponse(status=204)
    return render(request, "meetings/parts/now.html", {"meeting": meeting, "now": piece})


def _led(request: HttpRequest, pk: int) -> MeetingPage:
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "meeting.lead", pk=pk)
    return meeting


@judged
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _led(request, pk)
    context = {
        **reading.of_session(meeting),
        "crumbs": reading.crumbs(meeting, (_("Vergadering leiden"), "")),
        "live_url": reading.SOCKET,
        "enters": access.may(request.user, "attendance.edit", meeting),
        "can_carry": access.may(request.user, "agenda.edit", meeting),
    }
    return render(request, "meetings/desk.html", context)


@judged
@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _led(request, pk)
    tried(request, lambda: verbs.start(meeting, by=request.user))  # type: ignore[arg-type]
    return redirect("meeting_desk", pk)


@judged
@require_POST
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the item that the button names: pressed twice, it goes there once."""
    meeting = _led(request, pk)
    form = CurrentForm(request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["item"]
        item = access.fetch(AgendaItem, request.user, "meeting.lead", pk=chosen, meeting=meeting)
        tried(request, lambda: verbs.set_current(meeting, item, by=request.user))  # type: ignore[arg-type]
    return redirect("meeting_desk", pk)


@judged
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _led(request, pk)
    tried(request, lambda: verbs.close(meeting, by=request.user))  # type: ignore[arg-type]
    return redirect("meeting_desk", pk)
