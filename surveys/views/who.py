"""Who fills in for a municipality, by which way they came in and when; for those who see all of its questionnaire."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surveys.actions import participants
from surveys.models import Delegation, Entry, Participant
from surveys.views.visits import page, visited
from surveys.ways_in import Visit

LATEST = 50


def _coordinating(visit: Visit) -> Visit:
    if visit.sections is not None:
        raise Http404
    return visit


@visited
@require_safe
def show(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    invitation = _coordinating(visit).invitation
    people = Participant.objects.filter(invitation=invitation).annotate(last=Max("entries__at"))
    entries = Entry.objects.filter(invitation=invitation).select_related("participant")[:LATEST]
    handed = Delegation.objects.filter(response__invitation=invitation, withdrawn_at__isnull=True)
    return page(
        request,
        "surveys/who.html",
        visit,
        people=people,
        entries=[(each, _words(each)) for each in entries],
        handed=handed,
        response=visit.response,
    )


def _words(entry: Entry) -> str:
    return {
        Entry.Way.LINK: _("met de koppeling, zonder code"),
        Entry.Way.CODE: _("met de koppeling en een code"),
        Entry.Way.LOGIN: _("met een account"),
        Entry.Way.DELEGATION: _("met een overgedragen onderdeel"),
    }[Entry.Way(entry.way)]


@visited
@require_POST
def end(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Let a colleague take part no longer."""
    pk = request.POST.get("participant", "")
    rows = Participant.objects.filter(invitation=_coordinating(visit).invitation)
    colleague = get_object_or_404(rows, pk=int(pk) if pk.isdecimal() else 0)
    try:
        participants.end(colleague, by=visit.user, ending=visit.participant)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(name)s doet niet meer mee.") % {"name": colleague})
    return redirect("survey_who", visit.survey.slug)
