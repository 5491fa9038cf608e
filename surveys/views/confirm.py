"""Confirm that somebody with a link reads the mail of an invited address; stay connected; and leave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.workspaces.doors import unattended
from surveys import invited, ways_in
from surveys.actions import codes
from surveys.invited import Address
from surveys.models import Entry
from surveys.views.visits import arrived, page, visited
from surveys.ways_in import Visit


def _known(visit: Visit) -> list[Address]:
    """Return the addresses that this visitor can confirm: of a colleague's link that of the colleague alone."""
    partly = visit.way == Entry.Way.DELEGATION
    return (
        [Address(visit.invitation, visit.address.lower(), partly)]
        if visit.address
        else invited.addresses(visit.invitation)
    )


@arrived
@require_safe
def show(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Ask to which address a code goes, or for the code that was sent; nothing that is stored stands here."""
    return redirect("survey_start", visit.survey.slug) if visit.is_confirmed else _show(request, visit)


def _show(request: HttpRequest, visit: Visit, refusal: str = "") -> HttpResponseBase:
    known, email = _known(visit), ways_in.asked(request, visit)
    sent = next((each for each in known if each.email == email), None)
    minutes = int(codes.VALID.total_seconds() // 60)
    shown: dict[str, Any] = {"addresses": known, "sent": sent, "refusal": refusal, "minutes": minutes}
    return page(request, "surveys/confirm.html", visit, **shown)


@arrived
@require_POST
def send(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Mail a code to the address that was chosen."""
    chosen = next((each for each in _known(visit) if each.mark == request.POST.get("address", "")), None)
    if chosen is None:
        return _show(request, visit, _("Kies een van de adressen."))
    try:
        codes.send(chosen, by=visit.user)
    except ValidationError as refused:
        return _show(request, visit, " ".join(refused.messages))
    ways_in.add(request, visit, asked=chosen.email)
    return redirect("survey_confirm", visit.survey.slug)


@arrived
@require_POST
def take(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Take the code, and let its reader in."""
    email = ways_in.asked(request, visit)
    sent = next((each for each in _known(visit) if each.email == email), None)
    if sent is None:
        return redirect("survey_confirm", visit.survey.slug)
    way = Entry.Way.DELEGATION if visit.way == Entry.Way.DELEGATION else Entry.Way.CODE
    try:
        joined = codes.confirm(sent, request.POST.get("code", ""), way=way, by=visit.user)
    except ValidationError as refused:
        return _show(request, visit, " ".join(refused.messages))
    ways_in.confirm(request, visit, joined, partly=sent.partly)
    return redirect("survey_start", visit.survey.slug)


@unattended
@visited
@require_safe
def pulse(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Tell the script who is there and the token of this session; of who may not come in any more it hears 401."""
    return JsonResponse({"person": visit.person, "token": get_token(request)})


@arrived
@require_POST
def leave(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Forget in this browser that somebody came in by a link."""
    ways_in.leave(request, visit.survey.slug)
    messages.success(request, _left(visit))
    return redirect("/")


def _left(visit: Visit) -> str:
    if visit.whom:
        return _("U bent afgemeld. Met de koppeling uit uw e-mail kunt u later verder.")
    return _("U bent afgemeld. Met uw e-mailadres kunt u later verder.") if visit.may_return else _("U bent afgemeld.")
