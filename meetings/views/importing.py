"""Take a Word file over in two steps: read it and show what it becomes, and then make that."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meetings import from_word, previewing, reading, word
from meetings.actions import importing
from meetings.minutes_forms import ReadItems, TakeOverForm, WordForm
from meetings.models import MeetingPage
from schakel.attempt import succeeded
from schakel.workspaces import access
from schakel.workspaces.doors import judged

SALT = "meetings.importing"
ASK = ["GET", "HEAD", "POST"]


def _meeting(request: HttpRequest, pk: int, right: str) -> MeetingPage:
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, right, pk=pk)
    return meeting


def _signed(meeting: MeetingPage, told: dict[str, Any]) -> str:
    return signing.dumps({"meeting": meeting.pk, **told}, salt=SALT, compress=True)


def _unsigned(meeting: MeetingPage, text: str) -> dict[str, Any]:
    """Return what was read from the file. Raises ValidationError when it was not read for this meeting."""
    try:
        told: dict[str, Any] = signing.loads(text, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature as error:
        raise ValidationError(_("Kies het bestand opnieuw.")) from error
    if told["meeting"] != meeting.pk:
        raise ValidationError(_("Kies het bestand opnieuw."))
    return told


def _read(form: WordForm) -> word.Reading | None:
    """Return the reading of the file in `form`; None when it was refused, and then the form says why."""
    if not form.is_valid():
        return None
    try:
        return word.read(form.cleaned_data["file"])
    except ValidationError as refusal:
        form.add_error("file", refusal)
        return None


def _page(request: HttpRequest, template: str, meeting: MeetingPage, title: str, **context: Any) -> HttpResponse:
    crumbs = reading.crumbs(meeting, (title, ""))
    told = {**context, "meeting": meeting, "title": title, "crumbs": crumbs}
    return render(request, f"meetings/{template}.html", told)


@judged
@require_http_methods(ASK)
def ask_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a Word file with minutes, and show what it becomes."""
    meeting = _meeting(request, pk, "minutes.edit")
    form = WordForm(request.POST or None, request.FILES or None)
    found = _read(form) if request.method == "POST" else None
    if found is None:
        return _page(request, "import", meeting, _("Notulen overnemen uit Word"), form=form)
    body = from_word.body(meeting, found.nodes)
    told = TakeOverForm(initial={"reading": _signed(meeting, {"body": body, "lost": found.lost})})
    return _check_minutes(request, meeting, told, body, found.lost)


@judged
@require_POST
def take_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft of what was read."""
    meeting = _meeting(request, pk, "minutes.edit")
    form = TakeOverForm(request.POST)
    told = _told(meeting, form)
    if told is None:
        return _page(request, "import", meeting, _("Notulen overnemen uit Word"), form=WordForm(), refused=form)
    body = [(kind, value) for kind, value in told["body"]]
    if form.is_valid() and succeeded(
        form,
        lambda: importing.take_minutes(meeting, body=body, stays=form.cleaned_data["stays"], by=request.user),  # type: ignore[arg-type]
    ):
        messages.success(request, _("De tekst is overgenomen. Alleen het secretariaat ziet haar."))
        return redirect("minutes", pk)
    return _check_minutes(request, meeting, form, body, told["lost"])


def _told(meeting: MeetingPage, form: BaseForm) -> dict[str, Any] | None:
    try:
        return _unsigned(meeting, str(form.data.get("reading", "")))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _check_minutes(
    request: HttpRequest, meeting: MeetingPage, form: BaseForm, body: list[tuple[str, Any]], lost: list[str]
) -> HttpResponse:
    shown = previewing.passages_of(meeting, body)
    title = _("Notulen overnemen uit Word")
    replaces = meeting.minutes is not None
    return _page(request, "import_minutes", meeting, title, form=form, passages=shown, lost=lost, replaces=replaces)


@judged
@require_http_methods(ASK)
def ask_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a Word file with an agenda, and show the items in it."""
    meeting = _meeting(request, pk, "agenda.edit")
    form = WordForm(request.POST or None, request.FILES or None)
    found = _read(form) if request.method == "POST" else None
    items = from_word.items(found.nodes) if found else []
    if found and not items:
        form.add_error("file", _("In dit bestand staan geen agendapunten. Zet ze in een lijst of maak er koppen van."))
    if not found or not items:
        return _page(request, "import", meeting, _("Agenda overnemen uit Word"), form=form)
    rows = ReadItems(initial=[{"keep": True, **vars(item)} for item in items])
    told = TakeOverForm(initial={"reading": _signed(meeting, {"lost": found.lost}), "key": uuid.uuid4()})
    return _check_agenda(request, meeting, told, rows, found.lost)


@judged
@require_POST
def take_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the items that were chosen."""
    meeting = _meeting(request, pk, "agenda.edit")
    form, rows = TakeOverForm(request.POST), ReadItems(request.POST)
    told = _told(meeting, form)
    if told is None:
        return _page(request, "import", meeting, _("Agenda overnemen uit Word"), form=WordForm(), refused=form)
    if form.is_valid() and rows.is_valid() and succeeded(form, lambda: _put(meeting, form, rows, request)):
        messages.success(request, _("De punten staan op de agenda."))
        return redirect("agenda_build", pk)
    return _check_agenda(request, meeting, form, rows, told["lost"])


def _put(meeting: MeetingPage, form: TakeOverForm, rows: Any, request: HttpRequest) -> None:
    chosen = [row.cleaned_data for row in rows if row.cleaned_data.get("keep")]
    items = [from_word.ReadItem(each["title"], each["kind"], each["duration"]) for each in chosen]
    told = form.cleaned_data
    importing.take_agenda(meeting, items=items, key=told["key"], stays=told["stays"], by=request.user)  # type: ignore[arg-type]


def _check_agenda(
    request: HttpRequest, meeting: MeetingPage, form: BaseForm, rows: Any, lost: list[str]
) -> HttpResponse:
    return _page(request, "import_agenda", meeting, _("Agenda overnemen uit Word"), form=form, rows=rows, lost=lost)
