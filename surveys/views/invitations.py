"""Whom a round invites: invite all, one way in shut or renewed, and the links to send."""

from __future__ import annotations

import csv

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.attempt import tried
from schakel.spreadsheets import harmless
from schakel.workspaces.doors import judged
from surveys.actions import invitations
from surveys.models import Invitation
from surveys.views.staff import fetch, page, spreadsheet

PER_PAGE = 50


@judged
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """List the invitations of a round, all or those of which the name contains the given words."""
    survey = fetch(request, slug, "survey.invite")
    words = request.GET.get("q", "").strip()[:80]
    found = Invitation.objects.filter(survey=survey, municipality__organisation__name__icontains=words)
    rows = found.select_related("municipality__organisation").order_by("municipality__organisation__name", "pk")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "surveys/invitations.html", survey, "survey", words=words, invitations=shown)


@judged
@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponseBase:
    survey = fetch(request, slug, "survey.invite")
    try:
        fresh = invitations.invite(survey, days=_days(request), by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(count)s gemeenten zijn uitgenodigd.") % {"count": len(fresh)})
    return redirect("survey", slug)


@judged
@require_POST
def links(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the links of all municipalities as a table. These are keys; the journal says who fetched them."""
    survey = fetch(request, slug, "survey.invite")
    answer = spreadsheet(survey, "koppelingen")
    writer = csv.writer(answer, delimiter=";")
    writer.writerow(["gm_code", "gemeente", "koppeling"])
    rows = invitations.links(survey, by=request.user)  # type: ignore[arg-type]
    writer.writerows([code, harmless(name), settings.BASE_URL + path] for code, name, path in rows)
    return answer


@judged
@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    invitation = _fetch(request, slug, pk)
    if tried(request, lambda: invitations.withdraw(invitation, by=request.user)):  # type: ignore[arg-type]
        words = _("De koppeling van %(name)s werkt niet meer.")
        messages.success(request, words % {"name": invitation.municipality})
    return redirect("survey_invitations", slug)


@judged
@require_POST
def renew(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Give a municipality a new link, and show it this once."""
    try:
        fresh = invitations.renew(_fetch(request, slug, pk), days=_days(request), by=request.user)  # type: ignore[arg-type]
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("survey_invitations", slug)
    words = _("De nieuwe koppeling van %(name)s is %(link)s. De oude werkt niet meer.")
    messages.success(request, words % {"name": fresh.municipality, "link": settings.BASE_URL + fresh.path})
    return redirect("survey_invitations", slug)


def _days(request: HttpRequest) -> int | None:
    """Return for how many days a link is to work; None for as long as the round is open."""
    given = request.POST.get("days", "").strip()
    return (int(given) if given.isdecimal() and len(given) < 5 else 0) if given else None


def _fetch(request: HttpRequest, slug: str, pk: int) -> Invitation:
    survey = fetch(request, slug, "survey.invite")
    return get_object_or_404(Invitation.objects.with_all(), survey=survey, pk=pk)
