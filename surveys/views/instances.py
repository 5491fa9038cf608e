"""Buttons within a section: one more of a repeat, one less, and the answer of last time once more.

Each first stores the section as it stands on the page, so nothing that was typed is lost.
"""

from __future__ import annotations

from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from surveys.actions import instances, responses
from surveys.outline import section_at
from surveys.questionnaire import Section
from surveys.views.filling import keep
from surveys.views.visits import begun, elsewhere, page, visited
from surveys.ways_in import Visit


@visited
@require_POST
def add(request: HttpRequest, visit: Visit, name: str, key: str) -> HttpResponseBase:
    """Add one to a repeat, and go to it."""
    here = _section(visit, name)
    if there := elsewhere(visit) or _kept(request, visit, here):
        return there
    try:
        made = instances.add(begun(visit), key, by=visit.user, participant=visit.participant, at=visit.at)
    except ValidationError:
        return _back(visit, name, "")
    return _back(visit, name, made)


@visited
@require_POST
def remove(request: HttpRequest, visit: Visit, name: str, key: str) -> HttpResponseBase:
    """Ask whether an instance may go; on yes (`zeker`) take it out."""
    here = _section(visit, name)
    if there := elsewhere(visit) or _kept(request, visit, here):
        return there
    if "zeker" not in request.GET:
        return _back(visit, name, key, asking=True)
    try:
        repeat = instances.remove(begun(visit), key, by=visit.user, participant=visit.participant, at=visit.at)
    except ValidationError:
        return _back(visit, name, "")
    return _back(visit, name, repeat)


@visited
@require_POST
def still(request: HttpRequest, visit: Visit, name: str, key: str) -> HttpResponseBase:
    """Answer what was answered last time."""
    here = _section(visit, name)
    if there := elsewhere(visit) or _kept(request, visit, here):
        return there
    response = begun(visit)
    former = response.former.get(key)
    if former is None:
        raise Http404
    responses.save(response, {key: str(former)}, by=visit.user, participant=visit.participant, at=visit.at)
    return _back(visit, name, key)


def _section(visit: Visit, name: str) -> Section:
    found = section_at(visit.survey.form, name)
    if found is None:
        raise Http404
    return found


def _kept(request: HttpRequest, visit: Visit, here: Section) -> HttpResponseBase | None:
    """Store what the page holds; return the page that says so when it is too late."""
    try:
        keep(request, visit, here, responses.stands(begun(visit)))
    except responses.Closed:
        return page(request, "surveys/closed.html", visit, status=410)
    return None


def _back(visit: Visit, name: str, key: str, *, asking: bool = False) -> HttpResponseBase:
    question = f"?weg={quote(key, safe='')}" if asking else ""
    place = f"#{quote(key, safe='')}" if key else ""
    return redirect(reverse("survey_section", args=[visit.survey.slug, name]) + question + place)
