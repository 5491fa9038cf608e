"""Colleagues on one response: who has which section, hand one over, take it back, and who is where."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.attempt import tried
from schakel.workspaces.doors import unattended
from surveys import whereabouts
from surveys.actions import delegations, presence, responses
from surveys.colleague_forms import HandOverForm
from surveys.models import Delegation
from surveys.outline import Part, section_at
from surveys.reach import sees
from surveys.views.visits import begun, elsewhere, page, refused, visited
from surveys.ways_in import Visit


def who(visit: Visit) -> dict[str, Any]:
    """Return who does it, as verbs want to know it."""
    return {"by": visit.user, "participant": visit.participant}


@visited
@require_safe
def show(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show per section who has it, how far it is and whether it is ready, with the form to hand one over."""
    return elsewhere(visit) or _show(request, visit)


def _show(request: HttpRequest, visit: Visit, form: HandOverForm | None = None) -> HttpResponseBase:
    response = begun(visit)
    held = whereabouts.held(visit, response, responses.stands(response))
    outline = [each.part for each in held]
    asked = {"section": request.GET.get("onderdeel", ""), "alone": True}
    return page(
        request,
        "surveys/colleagues.html",
        visit,
        status=422 if form and form.errors else 200,
        held=held,
        form=form or HandOverForm(outline=outline, initial=asked),
        known=visit.participant is not None or visit.user is not None,
        response=response,
        presence_script=True,
        here=Part.LOOSE,
    )


@visited
@require_POST
def hand_over(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if there := elsewhere(visit):
        return there
    response = begun(visit)
    held = whereabouts.held(visit, response, responses.stands(response))
    form = HandOverForm(request.POST, outline=[each.part for each in held])
    if form.is_valid() and form.told(lambda: delegations.hand_over(response, **form.handed, **who(visit), at=visit.at)):
        messages.success(request, _("Uw collega krijgt een e-mail met een eigen koppeling."))
        return redirect("survey_colleagues", visit.survey.slug)
    return _show(request, visit, form)


def _delegation(request: HttpRequest, visit: Visit) -> Delegation:
    """Return the delegation that a button is about. Raises Http404 for one of another response."""
    pk = request.POST.get("pk", "")
    rows = Delegation.objects.filter(response=visit.response, pk=int(pk) if pk.isdecimal() and len(pk) < 16 else 0)
    row = rows.first()
    if row is None or visit.response is None:
        raise Http404
    row.response = visit.response
    return row


@visited
@require_POST
def withdraw(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if tried(request, lambda: delegations.withdraw(_delegation(request, visit), **who(visit))):
        messages.success(request, _("U hebt het onderdeel teruggenomen. De koppeling werkt niet meer."))
    return redirect("survey_colleagues", visit.survey.slug)


@visited
@require_POST
def send_again(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    if tried(request, lambda: delegations.send_again(_delegation(request, visit), **who(visit), at=visit.at)):
        messages.success(request, _("Uw collega krijgt een nieuwe koppeling. De oude werkt niet meer."))
    return redirect("survey_colleagues", visit.survey.slug)


@visited
@require_POST
def ready(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Note that a section is ready, or not yet after all."""
    is_ready = request.POST.get("ready") == "yes"
    if tried(
        request, lambda: delegations.ready(_delegation(request, visit), is_ready=is_ready, **who(visit), at=visit.at)
    ):
        messages.success(request, _("Dit onderdeel is klaar. Dank u wel.") if is_ready else _("U kunt weer verder."))
    return redirect("survey_tasks", visit.survey.slug)


@unattended
@visited
@require_POST
def present(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Note where a tab is and tell who else is where.

    Posted: `client` (a uuid of the tab), `section` (as in the address; "" on the task list), `question` (its key),
    `revision` (the last one that the page knows). Answered, for what this visitor may see:
    `{"revision", "here": "who works in this section", "sections": {address: {"present", "progress", "state"}},
    "changed": {key: who}}`; `sections` has progress only when something changed since `revision`.
    """
    response = visit.response
    try:
        client, since = uuid.UUID(request.POST.get("client", "")), int(request.POST.get("revision", "0"))
    except ValueError:
        return refused(_("Dit kwam niet goed over."), status=400)
    here = section_at(visit.survey.form, request.POST.get("section", ""))
    if response is None or response.submitted_at or (here and not sees(visit, here.name)):
        return refused(_("Deze vragenlijst is niet meer open."), status=404)
    if here:
        question = request.POST.get("question", "").replace("\0", "")
        known = {"by": visit.participant, "writer": visit.who}
        presence.see(response, client, section=here.name, question=question, **known)  # type: ignore[arg-type]
    found = whereabouts.others(visit, response)
    told = {
        "revision": response.revision,
        "here": whereabouts.working(found.get(here.name, []), too=True) if here else "",
        "sections": _sections(visit, found, since),
        "changed": whereabouts.changed(visit, response, since),
    }
    return JsonResponse(told)


def _sections(visit: Visit, found: dict[str, list[str]], since: int) -> dict[str, dict[str, str]]:
    response = begun(visit)
    told = {name or Part.LOOSE: {"present": whereabouts.working(names)} for name, names in found.items()}
    if since < response.revision:
        for progress in responses.stands(response).sections:
            if sees(visit, progress.name):
                words = {"answered": progress.answered, "visible": progress.visible}
                told.setdefault(progress.name or Part.LOOSE, {"present": ""}).update(
                    progress=_("%(answered)s van %(visible)s vragen beantwoord") % words, state=str(progress.state)
                )
    return told
