"""What the pages of a questionnaire have in common: who is let in, and what stands around the questions."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.context import NavItem
from schakel.workspaces.doors import link
from surveys import ways_in
from surveys.models import Response
from surveys.ways_in import Shut, Visit

View = Callable[..., HttpResponseBase]


def visited(view: View) -> View:
    """Let a view receive the visit in place of the address of the round."""

    @wraps(view)
    def inner(request: HttpRequest, slug: str, **kwargs: str) -> HttpResponseBase:
        try:
            visit = ways_in.visit(request, slug)
        except Shut:
            return shut(request)
        return view(request, visit, **kwargs)

    return link(inner)


def shut(request: HttpRequest) -> HttpResponse:
    """Say what to do when a link does not work, and not why: forged, withdrawn and too late look alike."""
    return render(request, "surveys/shut.html", status=410)


def page(request: HttpRequest, template: str, visit: Visit, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of the questionnaire, with its own navigation."""
    context |= {"visit": visit, "survey": visit.survey, "municipality": visit.municipality}
    return render(request, template, {"nav": _nav(request, visit), **context}, status=status)


def _nav(request: HttpRequest, visit: Visit) -> list[NavItem]:
    slug = visit.survey.slug
    if visit.response is None:
        pairs = [(_("Begin"), "survey_start"), (_("Alle vragen"), "survey_questions")]
    elif visit.response.submitted_at:
        pairs = [(_("Ontvangstbewijs"), "survey_receipt"), (_("Alle vragen"), "survey_questions")]
    else:
        pairs = [(_("Onderdelen"), "survey_tasks"), (_("Controleren"), "survey_check")]
        pairs += [(_("Alle vragen"), "survey_questions")]
    if visit.response and visit.response.submission_id and not visit.response.submitted_at:
        pairs.append((_("Ontvangstbewijs"), "survey_receipt"))
    items = [(label, reverse(name, args=[slug])) for label, name in pairs]
    if visit.user:
        items.insert(0, (_("Mijn overzicht"), reverse("overview")))
    return [NavItem(label, url, request.path.startswith(url)) for label, url in items]


def elsewhere(visit: Visit) -> HttpResponseBase | None:
    """Return where somebody has to be who cannot change answers now: at the beginning or at the receipt."""
    if visit.response is None:
        return redirect("survey_start", visit.survey.slug)
    if visit.response.submitted_at:
        return redirect("survey_receipt", visit.survey.slug)
    return None


def limited(visit: Visit) -> HttpResponseBase | None:
    """Return where somebody has to be who may see some sections only: what concerns the whole is not theirs."""
    return None if visit.sections is None else redirect("survey_start", visit.survey.slug)


def begun(visit: Visit) -> Response:
    """Return the response of a visit for which `elsewhere` had nothing to say."""
    if visit.response is None:
        raise LookupError("This visit has not begun.")
    return visit.response


def refused(words: str, status: int = 409) -> JsonResponse:
    """Answer the script that an answer was not stored, and why."""
    return JsonResponse({"refused": words}, status=status)
