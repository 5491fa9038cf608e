"""Buttons within a section: one more of a repeat, one less, and the answer of last time once more.

Each first stores the section as it stands on the page, so nothing that was typed is lost.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from surveys.actions import instances, responses
from surveys.faces import is_in
from surveys.outline import section_at
from surveys.reach import sees
from surveys.views import conflicts
from surveys.views.filling import keep
from surveys.views.visits import begun, elsewhere, page, visited
from surveys.ways_in import Visit


@visited
@require_POST
def add(request: HttpRequest, visit: Visit, name: str, key: str) -> HttpResponseBase:
    """Add one to a repeat, and go to it."""
    if there := _kept(request, visit, name, key):
        return there
    try:
        made = instances.add(begun(visit), key, **_who(visit))
    except ValidationError:
        return _back(visit, name, "")
    return _back(visit, name, made)


@visited
@require_POST
def remove(request: HttpRequest, visit: Visit, name: str, key: str) -> HttpResponseBase:
    """Ask whether an instance may go; on yes (`zeker`) take it out."""
    if there := _kept(request, visit, name, key):
        return there
    if "zeker" not in request.GET:
        return _back(visit, name, key, asking=True)
    try:
        repeat = instances.remove(begun(visit), key, **_who(visit))
    except ValidationError:
        return _back(visit, name, "")
    return _back(visit, name, repeat)


@visited
@require_POST
def still(request: HttpRequest, visit: Visit, name: str, key: str) -> HttpResponseBase:
    """Answer what was answered last time."""
    if there := _kept(request, visit, name, key):
        return there
    response = begun(visit)
    if key not in response.former:
        raise Http404
    responses.save(response, {key: str(response.former[key])}, **_who(visit))
    return _back(visit, name, key)


def _who(visit: Visit) -> dict[str, Any]:
    return {"by": visit.user, "participant": visit.participant, "writer": visit.who, "at": visit.at}


def _kept(request: HttpRequest, visit: Visit, name: str, key: str) -> HttpResponseBase | None:
    """Store what the page holds; return where to be instead when that could not be done."""
    here = section_at(visit.survey.form, name)
    if here is None or not sees(visit, here.name) or not is_in(visit.survey.form, here, key):
        raise Http404
    if there := elsewhere(visit):
        return there
    try:
        saved, conflict, mine = keep(request, visit, here, responses.stands(begun(visit)))
    except responses.Closed:
        return page(request, "surveys/closed.html", visit, status=410)
    return conflicts.show(request, visit, conflict, mine, name, saved.revision) if conflict else None


def _back(visit: Visit, name: str, key: str, *, asking: bool = False) -> HttpResponseBase:
    question = f"?weg={quote(key, safe='')}" if asking else ""
    place = f"#{quote(key, safe='')}" if key else ""
    return redirect(reverse("survey_section", args=[visit.survey.slug, name]) + question + place)
