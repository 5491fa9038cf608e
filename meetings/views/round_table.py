"""The round: the short form of a seat, and the page on which all read what was sent."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings import reading, round_table
from meetings.actions import round_table as verbs
from meetings.agenda_forms import RoundForm, SeatForm
from meetings.models import MeetingPage, RoundAnswer
from schakel.attempt import succeeded
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import Seat

PARTS = ("successes", "trends", "bottlenecks")


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the answers that were sent: the paper of the round."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "meeting.see", pk=pk)
    item = round_table.item_of(meeting)
    told = round_table.said(meeting, request.user)
    may_answer = access.may(request.user, "round.answer", meeting) and round_table.is_open(meeting)
    context = {
        "meeting": meeting,
        "item": item,
        "said": told,
        "may_answer": may_answer and round_table.seats_of(request.user, meeting).exists(),
        "is_open": round_table.is_open(meeting),
        "crumbs": reading.crumbs(meeting, (_("Ronde"), "")),
    }
    return render(request, "meetings/round.html", context)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the form of one's own seat, and keep or send what was filled in."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "round.answer", pk=pk)
    seats = list(round_table.seats_of(request.user, meeting))
    seat = _chosen(request, seats)
    if request.method == "POST":
        return _keep(request, meeting, seats, seat)
    row = _answer(meeting, seat)
    initial = {name: getattr(row, name) for name in PARTS}
    fresh = {**initial, "seat": seat.pk, "revision": row.revision, "key": uuid.uuid4()}
    return _screen(request, meeting, seats, seat, RoundForm(initial=fresh))


def _chosen(request: MemberRequest, seats: list[Seat]) -> Seat:
    form = SeatForm(request.GET)
    asked = request.POST.get("seat") or (str(form.cleaned_data["zetel"] or "") if form.is_valid() else "")
    found = next((seat for seat in seats if str(seat.pk) == asked), None) or (seats[0] if seats and not asked else None)
    if found is None:
        raise Http404
    return found


def _answer(meeting: MeetingPage, seat: Seat) -> RoundAnswer:
    return meeting.round_answers.filter(seat=seat).first() or RoundAnswer(meeting=meeting, seat=seat)


def _keep(request: MemberRequest, meeting: MeetingPage, seats: list[Seat], seat: Seat) -> HttpResponse:
    form = RoundForm(request.POST)
    told = {}
    if form.is_valid():
        told = {name: value for name, value in form.cleaned_data.items() if name != "seat"}
    if told and succeeded(form, lambda: verbs.save(meeting, seat, **told, by=request.user)):
        sent = _answer(meeting, seat).is_sent
        messages.success(request, _("Uw antwoord is verstuurd.") if sent else _("Uw antwoord is opgeslagen."))
        return redirect("round" if sent else "round_fill", meeting.pk)
    return _screen(request, meeting, seats, seat, form)


def _screen(
    request: MemberRequest, meeting: MeetingPage, seats: list[Seat], seat: Seat, form: RoundForm
) -> HttpResponse:
    row = _answer(meeting, seat)
    context: dict[str, Any] = {
        "meeting": meeting,
        "seats": seats,
        "seat": seat,
        "answer": row,
        "form": form,
        "is_open": round_table.is_open(meeting),
        "now": row if form.is_bound and form.has_error("__all__", "changed") else None,
        "crumbs": reading.crumbs(meeting, (_("Ronde"), reading.screen("round", meeting)), (_("Invullen"), "")),
    }
    return render(request, "meetings/round_fill.html", context)
