"""Who comes: a member's answer, the substitutes, and the table of the secretary."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import answering, quorum, reading
from meetings.actions import answers
from meetings.actions import substitution as verbs
from meetings.attendance_forms import AnswerForm, SubstituteForm
from meetings.models import MeetingPage, Substitution
from schakel.attempt import succeeded, tried
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import Seat


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the three answers, and keep the one that was given."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "answer.give", pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and tried(request, lambda: answers.give(meeting, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Uw antwoord is bewaard."))
        return redirect("answer", pk)
    context = {
        "meeting": meeting,
        "form": form,
        "coming": answering.of_reader(meeting, request.user),
        "crumbs": reading.crumbs(meeting, (_("Komt u?"), "")),
    }
    return render(request, "meetings/coming.html", context)


def seats_for(meeting: MeetingPage, request: MemberRequest) -> list[Seat]:
    """Return the seats for which this reader may name somebody."""
    known = [row.seat for row in answering.rows(meeting)]
    if access.may(request.user, "substitute.name_all", meeting):
        return known
    own = {seat.pk for seat in answers.seats_at(meeting, request.user)}
    return [seat for seat in known if seat.pk in own]


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def substitute(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask who comes instead, and for what part."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "substitute.name", pk=pk)
    seats = seats_for(meeting, request)
    if not seats:
        raise PermissionDenied
    own = {seat.pk for seat in answers.seats_at(meeting, request.user)}
    first = next((seat.pk for seat in seats if seat.pk in own), seats[0].pk)
    form = SubstituteForm(
        request.POST if request.method == "POST" else None, meeting=meeting, seats=seats, initial={"seat": first}
    )
    if form.is_valid() and succeeded(form, lambda: verbs.name(meeting, **form.cleaned_data, by=request.user)):
        messages.success(request, _("De vervanger is aangewezen en krijgt een e-mail."))
        return redirect("answer", pk)
    crumbs = reading.crumbs(meeting, (_("Komt u?"), reading.screen("answer", meeting)), (_("Vervanger"), ""))
    return render(request, "meetings/substitute.html", {"meeting": meeting, "form": form, "crumbs": crumbs})


def _row(request: MemberRequest, pk: int, substitution: int) -> Substitution:
    return access.fetch(Substitution, request.user, "substitute.name", pk=substitution, meeting=pk)


def _back(request: MemberRequest, row: Substitution) -> HttpResponse:
    keeps = access.may(request.user, "answer.see", row)
    return redirect("meeting_answers" if keeps else "answer", row.meeting_id)


@judged
@require_POST
def confirm(request: MemberRequest, pk: int, substitution: int) -> HttpResponse:
    """Let in whom a calendar proposed."""
    row = _row(request, pk, substitution)
    if tried(request, lambda: verbs.confirm(row, by=request.user)):
        messages.success(request, _("De vervanger is bevestigd en krijgt een e-mail."))
    return _back(request, row)


@judged
@require_POST
def withdraw(request: MemberRequest, pk: int, substitution: int) -> HttpResponse:
    row = _row(request, pk, substitution)
    if tried(request, lambda: verbs.withdraw(row, by=request.user)):
        messages.success(request, _("De vervanging is ingetrokken."))
    return _back(request, row)


@judged
@require_safe
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what every seat answered."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "answer.see", pk=pk)
    context = {
        "meeting": meeting,
        "rows": answering.rows(meeting),
        "expected": answering.expected_quorum(meeting),
        "rule": quorum.rule_of(meeting.workspace),
        "open": answering.is_open(meeting),
        "crumbs": reading.crumbs(meeting, (_("Antwoorden"), "")),
    }
    return render(request, "meetings/answers.html", context)
