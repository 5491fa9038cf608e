"""The polls of a meeting: ask, vote, close, and put what was counted in the minutes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import polling, reading
from meetings.actions import polls
from meetings.models import MeetingPage, Poll
from meetings.register_forms import PollForm, VoteForm
from schakel.attempt import succeeded, tried
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def of_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the polls of a meeting, and the form to ask one for who leads it."""
    asks = request.method == "POST"
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "poll.lead" if asks else "poll.see", pk=pk)
    form = PollForm(request.POST if asks else None, meeting=meeting)
    if form.is_valid() and succeeded(form, lambda: _ask(meeting, form, request)):
        messages.success(request, _("De stemming is open. De leden krijgen bericht."))
        return redirect("polls", pk)
    context = {
        "meeting": meeting,
        "polls": meeting.polls.select_related("agenda_item").prefetch_related("choices", "agenda_item__papers"),
        "form": form,
        "leads": access.may(request.user, "poll.lead", meeting) and not meeting.is_frozen,
        "crumbs": reading.crumbs(meeting, (_("Stemmingen"), "")),
    }
    return render(request, "meetings/polls.html", context)


def _ask(meeting: MeetingPage, form: PollForm, request: MemberRequest) -> None:
    told = form.cleaned_data
    polls.ask(
        meeting,
        question=told["question"],
        choices=told["choices"].splitlines(),
        item=told["item"],
        key=told["key"],
        stays=told["stays"],
        by=request.user,
    )


def _seen(request: MemberRequest, pk: int, right: str = "poll.see") -> Poll:
    rows = Poll.objects.select_related("meeting", "agenda_item")
    return access.fetch(rows, request.user, right, pk=pk)


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    poll = _seen(request, pk)
    own = poll.cast_votes.filter(voter=request.user).values_list("choice", flat=True).first()
    return _page(request, poll, VoteForm(poll=poll, initial={"choice": own}), own)


def _page(request: MemberRequest, poll: Poll, form: VoteForm, own: int | None = None) -> HttpResponse:
    ballots = polling.ballots(poll.meeting)
    leads = access.may(request.user, "poll.lead", poll)
    frozen, all_of_them = poll.meeting.is_frozen, reading.screen("polls", poll.meeting)
    context = {
        "poll": poll,
        "meeting": poll.meeting,
        "form": form,
        "own": own,
        "votes_here": poll.is_open and request.user.pk in ballots and not frozen,
        "voted": poll.cast_votes.count(),
        "total": len(ballots) if poll.is_open else poll.voters,
        "leads": leads and not frozen,
        "notes": access.may(request.user, "minutes.edit", poll) and not poll.is_open and not frozen,
        "crumbs": reading.crumbs(poll.meeting, (_("Stemmingen"), all_of_them), (_("Stemming"), "")),
    }
    return render(request, "meetings/poll.html", context)


@judged
@require_POST
def vote(request: MemberRequest, pk: int) -> HttpResponse:
    poll = _seen(request, pk)
    if request.user.pk not in polling.ballots(poll.meeting):
        raise PermissionDenied
    form = VoteForm(request.POST, poll=poll)
    if form.is_valid() and succeeded(form, lambda: polls.vote(poll, form.cleaned_data["choice"], by=request.user)):
        messages.success(request, _("Uw stem is bewaard. U kunt hem wijzigen tot de stemming sluit."))
        return redirect("poll", pk)
    return _page(request, poll, form)


@judged
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    poll = _seen(request, pk, "poll.lead")
    if tried(request, lambda: polls.close(poll, by=request.user)):
        messages.success(request, _("De stemming is gesloten."))
    return redirect("poll", pk)


@judged
@require_POST
def note(request: MemberRequest, pk: int) -> HttpResponse:
    poll = _seen(request, pk, "minutes.edit")
    if tried(request, lambda: polls.note(poll, by=request.user)):
        messages.success(request, _("De uitslag staat als besluit in het concept van de notulen."))
    return redirect("poll", pk)
