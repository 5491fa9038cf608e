"""More time: a municipality asks, the survey team decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.attempt import succeeded, tried
from schakel.workspaces.doors import judged
from surveys.actions import extensions
from surveys.extension_form import MoreTimeForm
from surveys.models import Extension
from surveys.views.staff import fetch
from surveys.views.staff import page as staff_page
from surveys.views.visits import limited, page, visited
from surveys.ways_in import Visit


@visited
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Ask for more time, and see what was decided."""
    if there := limited(visit):
        return there
    form = MoreTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(form, visit):
        messages.success(request, _("Uw vraag is verstuurd. U hoort van %(sender)s.") % {"sender": visit.survey.sender})
        return redirect("survey_more_time", visit.survey.slug)
    latest = Extension.objects.filter(invitation=visit.invitation).first()
    return page(request, "surveys/more_time.html", visit, form=form, latest=latest)


def _asked(form: MoreTimeForm, visit: Visit) -> bool:
    who = {"by": visit.user, "participant": visit.participant}
    return succeeded(form, lambda: extensions.ask(visit.invitation, **form.cleaned_data, **who))  # type: ignore[arg-type]


@judged
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """List who asked for more time: what waits first."""
    survey = fetch(request, slug, "survey.extend")
    rows = Extension.objects.filter(invitation__survey=survey).select_related(
        "invitation__survey", "invitation__municipality__organisation", "decided_by"
    )
    waiting = [each for each in rows if each.granted is None]
    decided = [each for each in rows if each.granted is not None]
    return staff_page(request, "surveys/extensions.html", survey, "survey", waiting=waiting, decided=decided)


@judged
@require_POST
def grant(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    asked = _fetch(request, slug, pk)
    if tried(request, lambda: extensions.grant(asked, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("%(name)s krijgt meer tijd.") % {"name": asked.invitation.municipality})
    return redirect("survey_extensions", slug)


@judged
@require_POST
def refuse(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    asked = _fetch(request, slug, pk)
    if tried(request, lambda: extensions.refuse(asked, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("%(name)s krijgt niet meer tijd.") % {"name": asked.invitation.municipality})
    return redirect("survey_extensions", slug)


def _fetch(request: HttpRequest, slug: str, pk: int) -> Extension:
    survey = fetch(request, slug, "survey.extend")
    rows = Extension.objects.select_related("invitation__survey", "invitation__municipality__organisation", "asked_by")
    return get_object_or_404(rows, invitation__survey=survey, pk=pk)
