"""The own calendar: the address under which it fetches the meetings, and what it gets there."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from meetings import held, ics
from meetings.actions import feed as verbs
from meetings.models import CalendarFeed, MeetingPage
from meetings.models.feed import feed_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import link, signed_in

BEHIND = timedelta(days=90)


@link
@require_safe
def fetch(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar the meetings that its owner may see at this moment. The token is all that it has: no session."""
    found = feed_of(token)
    if found is None or not access.workspaces(found.user):
        raise Http404
    since = timezone.now() - BEHIND
    visible = MeetingPage.objects.visible_to(found.user).filter(live=True, ends__gte=since).order_by("begins", "pk")
    with override(found.user.language):
        content = ics.feed(held.in_their_bodies(visible))
    headers = {"Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@signed_in
@require_safe
def show(request: MemberRequest) -> HttpResponse:
    found = CalendarFeed.objects.filter(user=request.user, is_open=True).first()
    address = settings.BASE_URL + reverse("calendar_feed", args=[found.token]) if found else ""
    crumbs = [(_("Mijn overzicht"), reverse("overview")), (_("Mijn agenda"), "")]
    return render(request, "meetings/my_calendar.html", {"address": address, "crumbs": crumbs})


@signed_in
@require_POST
def renew(request: MemberRequest) -> HttpResponse:
    verbs.renew(by=request.user)
    messages.success(request, _("Uw nieuwe adres staat hieronder. Een eerder adres werkt niet meer."))
    return redirect("my_calendar")


@signed_in
@require_POST
def revoke(request: MemberRequest) -> HttpResponse:
    verbs.revoke(by=request.user)
    messages.success(request, _("Het adres is ingetrokken. Uw agenda krijgt geen vergaderingen meer."))
    return redirect("my_calendar")
