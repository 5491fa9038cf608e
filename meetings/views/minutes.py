"""The buttons under minutes. Each asks first, and shows what will happen; pressing twice does it once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import attendance_list, loop, passages, people, reading
from meetings.actions import minutes
from meetings.forms import ConfirmForm, WithholdForm
from meetings.minutes_forms import AdoptForm, CirculateForm
from meetings.models import MeetingPage, MinutesPage
from schakel.attempt import succeeded, tried
from schakel.guard import releases
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.forms import MarkForm
from schakel.workspaces.models import Lowering

ASK = ["GET", "HEAD", "POST"]


def _minutes(request: HttpRequest, pk: int, right: str) -> MinutesPage:
    """Return the minutes of the meeting `pk`, when this reader has `right` there."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "meeting.see", pk=pk)
    if meeting.minutes is None:
        raise Http404
    page: MinutesPage = access.fetch(MinutesPage, request.user, right, pk=meeting.minutes.pk)
    return page


def _ask(request: HttpRequest, template: str, page: MinutesPage, form: ConfirmForm, **more: Any) -> HttpResponse:
    writes = access.may(request.user, "minutes.edit", page)
    context = {"meeting": page.meeting, "minutes": page, "form": form, "writes": writes, **more}
    crumbs = reading.crumbs(page.meeting, (_("Notulen"), page.url), (more["title"], ""))
    return render(request, f"meetings/{template}.html", {**context, "crumbs": crumbs})


@judged
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the draft from the agenda, and open it in the editor."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "minutes.edit", pk=pk)
    if not tried(request, lambda: minutes.begin(meeting, by=request.user)):  # type: ignore[arg-type]
        return redirect(meeting.url)
    page = MinutesPage.objects.child_of(meeting).get()
    return redirect("wagtailadmin_pages:edit", page.pk)


@judged
@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the minutes of a meeting: a mail has this address, which tells nothing."""
    return redirect(_minutes(request, pk, "minutes.see").url)


@judged
@require_http_methods(ASK)
def classify(request: HttpRequest, pk: int) -> HttpResponse:
    page = _minutes(request, pk, "minutes.edit")
    form = MarkForm(
        request.POST if request.method == "POST" else None,
        initial={"tlp": page.tlp},
        empty=_("Het strengste merk van de agenda"),
    )
    if form.is_valid() and succeeded(form, lambda: _classify(page, form, request)):
        return redirect(page.url)
    crumbs = reading.crumbs(page.meeting, (_("Notulen"), page.url), (_("TLP-merk"), ""))
    lowered = Lowering.objects.visible_to(request.user).of(page)
    context = {"form": form, "thing": page, "mark": page.mark, "lowered": lowered, "back": page.url, "crumbs": crumbs}
    return render(request, "workspaces/mark.html", context)


def _classify(page: MinutesPage, form: MarkForm, request: HttpRequest) -> None:
    minutes.classify(page, form.cleaned_data["tlp"], reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]


@judged
@require_http_methods(ASK)
def circulate(request: HttpRequest, pk: int) -> HttpResponse:
    page = _minutes(request, pk, "minutes.circulate")
    form = CirculateForm(request.POST if request.method == "POST" else None, initial={"seen": minutes.mark(page)})
    if form.is_valid() and succeeded(form, lambda: minutes.circulate(page, by=request.user, **form.cleaned_data)):  # type: ignore[arg-type]
        messages.success(request, _("De notulen zijn rondgestuurd als concept."))
        return redirect(page.url)
    receivers = people.readers(page.meeting).exclude(pk=request.user.pk or 0)
    found = releases.see(page)
    return _ask(request, "circulate", page, form, title=_("Rondsturen"), receivers=receivers, found=found)


@judged
@require_http_methods(ASK)
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    page = _minutes(request, pk, "minutes.adopt")
    form = AdoptForm(request.POST if request.method == "POST" else None, initial={"seen": minutes.mark(page)})
    if form.is_valid() and succeeded(form, lambda: minutes.adopt(page, by=request.user, **form.cleaned_data)):  # type: ignore[arg-type]
        messages.success(request, _("De notulen zijn vastgesteld."))
        return redirect(page.url)
    writes = access.may(request.user, "minutes.edit", page)
    parts = passages.of(minutes.latest(page) if writes else page)
    snapshot = attendance_list.snapshot(page.meeting)
    return _ask(
        request,
        "adopt",
        page,
        form,
        title=_("Vaststellen"),
        passages=[part for part in parts if part.kind in ("decision", "action")],
        missing=attendance_list.missing(page.meeting),
        attendance=attendance_list.told([row for row in snapshot if row["state"]]),
        newer=page.has_unpublished_changes,
        adopting=loop.adopting_meeting(page),
        steps=loop.steps(page),
        waiting=page.corrections.waiting().count(),
    )


@judged
@require_http_methods(ASK)
def withhold(request: HttpRequest, pk: int) -> HttpResponse:
    page = _minutes(request, pk, "minutes.withhold")
    form = WithholdForm(request.POST if request.method == "POST" else None, initial={"seen": minutes.mark(page)})
    if form.is_valid() and succeeded(
        form,
        lambda: minutes.withhold(page, reason=form.cleaned_data["reason"], by=request.user),  # type: ignore[arg-type]
    ):
        messages.success(request, _("De notulen zijn teruggetrokken. Leden zien ze niet meer."))
        return redirect(page.meeting.url)
    return _ask(request, "withhold", page, form, title=_("Terugtrekken"))


@judged
@require_safe
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the hash again and say whether it is the one under the minutes."""
    page = _minutes(request, pk, "minutes.see")
    if not page.is_frozen:
        raise Http404
    crumbs = reading.crumbs(page.meeting, (_("Notulen"), page.url), (_("Controlegetal"), ""))
    context = {"meeting": page.meeting, "minutes": page, "holds": minutes.verify(page), "crumbs": crumbs}
    return render(request, "meetings/verify.html", context)
