"""A date poll: the secretary asks, members answer, the secretary chooses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import clashes, invited, poll_table
from meetings.actions import datepolls
from meetings.models import DateOption, DatePoll
from meetings.planning_forms import DatePollForm, DatesForm, OptionForm
from schakel.attempt import succeeded, tried
from schakel.context import crumbs_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import WorkspacePage

FIELDS = 6  # so many moments the form asks for at first; filled in, it offers some more


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask for moments, say once what stands in their way, and then ask the members."""
    workspace = access.fetch(WorkspacePage.objects.live(), request.user, "meeting.edit", pk=pk)
    form = DatePollForm(request.POST if request.method == "POST" else None)
    rows: list[tuple[str, list[str]]] = [("", [])] * FIELDS
    if form.is_bound:
        valid = form.is_valid()
        rows = _filled(request, workspace, form)
        if valid and _to_look_at(form, rows):
            form.add_error(None, _("Op een van de momenten is er iets anders. Kijk of dat kan, en verstuur daarna."))
        elif valid and succeeded(form, lambda: _ask(request, workspace, form)):
            messages.success(request, _("De leden krijgen bericht."))
            return redirect("meetings", workspace.pk)
    above = (_("Vergaderingen"), reverse("meetings", args=[workspace.pk]))
    context = {
        "workspace": workspace,
        "form": form,
        "rows": rows,
        "shown": " ".join(moment.isoformat() for moment in form.moments()) if form.is_bound else "",
        "crumbs": crumbs_of(workspace, above, (_("Datum prikken"), "")),
    }
    return render(request, "meetings/datepoll_ask.html", context)


def _ask(request: MemberRequest, workspace: WorkspacePage, form: DatePollForm) -> DatePoll:
    told = {name: form.cleaned_data[name] for name in ("title", "place", "length", "closes_at", "key", "stays")}
    return datepolls.ask(workspace, **told, moments=form.moments(), by=request.user)


def _filled(request: MemberRequest, workspace: WorkspacePage, form: DatePollForm) -> list[tuple[str, list[str]]]:
    """Return what stands in each field for a moment, with what stands in its way, and some empty fields."""
    moments, lasts = form.moments(), timedelta(minutes=form.cleaned_data.get("length") or 60)
    spans = [(moment, moment + lasts) for moment in moments]
    asked = invited.to_say_when(workspace)
    said = clashes.of(workspace, spans, invited=asked, reader=request.user)
    read = [(f"{localtime(moment):%Y-%m-%dT%H:%M}", words) for moment, words in zip(moments, said, strict=True)]
    known = {text for text, _words in read}
    unread = [
        (text, [_("Dit is geen datum met een tijd.")]) for text in form.written if text and text[:16] not in known
    ]
    return [*read, *unread, *[("", list[str]())] * 3]


def _to_look_at(form: DatePollForm, rows: list[tuple[str, list[str]]]) -> bool:
    """Tell whether something stands in the way of a moment and the screen has not said so yet."""
    unseen = {f"{localtime(moment):%Y-%m-%dT%H:%M}" for moment in form.unseen}
    readable = {f"{localtime(moment):%Y-%m-%dT%H:%M}" for moment in form.moments()}
    return any(words and (text in unseen or text not in readable) for text, words in rows)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Show who can come when; sent in, keep the own answers."""
    poll = access.fetch(DatePoll, request.user, "datepoll.see", pk=pk)
    answers = access.may(request.user, "datepoll.answer", poll)
    if request.method == "POST" and not answers:
        raise PermissionDenied
    table = poll_table.of(poll, request.user)
    data = request.POST if request.method == "POST" else None
    form = DatesForm(data, options=table.options, given=table.own)
    if form.is_valid() and succeeded(form, lambda: datepolls.answer(poll, form.values(), by=request.user)):
        messages.success(request, _("Uw antwoord is bewaard."))
        return redirect("datepoll", pk)
    above = (_("Vergaderingen"), reverse("meetings", args=[poll.workspace.pk]))
    context = {
        "poll": poll,
        "table": table,
        "form": form,
        "asks": poll_table.questions(form, table, _spans(table), poll, request.user) if answers else [],
        "decides": access.may(request.user, "datepoll.edit", poll),
        "crumbs": crumbs_of(poll.workspace, above, (_("Datumprikker"), "")),
        "seen_meeting": poll.meeting if poll.meeting and poll.meeting.is_visible_to(request.user) else None,
    }
    return render(request, "meetings/datepoll.html", context)


def _spans(table: poll_table.Table) -> list[tuple[datetime, datetime]]:
    return [(option.begins, option.ends) for option in table.options]


def _decided(request: MemberRequest, pk: int) -> DatePoll:
    return access.fetch(DatePoll, request.user, "datepoll.edit", pk=pk)


@judged
@require_POST
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    """Make the meeting at the moment that the button names: pressed twice, it is made once."""
    poll = _decided(request, pk)
    form = OptionForm(request.POST)
    option = DateOption.objects.filter(poll=poll, pk=form.cleaned_data["option"]).first() if form.is_valid() else None
    if option is not None and tried(request, lambda: datepolls.choose(option, by=request.user)):
        messages.success(request, _("De vergadering staat. De uitnodigingen gaan weg."))
    return redirect("datepoll", pk)


@judged
@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    poll = _decided(request, pk)
    if tried(request, lambda: datepolls.withdraw(poll, by=request.user)):
        messages.success(request, _("De datumprikker is ingetrokken."))
    return redirect("meetings", poll.workspace.pk)
