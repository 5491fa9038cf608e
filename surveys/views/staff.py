"""What the pages of the survey team have in common."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.context import NavItem
from schakel.workspaces import access
from surveys.models import SurveyPage

LIVE = "/ws/"


def fetch(request: HttpRequest, slug: str, right: str) -> SurveyPage:
    """Return the round at `slug`. Raises Http404 when it is not there for this person."""
    rounds = SurveyPage.objects.select_related("questionnaire").defer("questionnaire__canonical")
    return access.fetch(rounds, request.user, right, slug=slug)


def page(request: HttpRequest, template: str, survey: SurveyPage, here: str, **context: Any) -> HttpResponse:
    """Render a page of a round, with its tabs."""
    label = dict(_tabs())[here]
    shown = {
        "survey": survey,
        "tabs": [NavItem(label, reverse(name, args=[survey.slug]), name == here) for name, label in _tabs()],
        "crumbs": [
            (_("Vragenlijsten"), reverse("surveys")),
            (survey.title, reverse("survey", args=[survey.slug])),
            (label, ""),
        ],
        "fictional": settings.DEMO,
        "may_edit": access.may(request.user, "survey.edit", survey),
    }
    return render(request, template, {**shown, **context})


def spreadsheet(survey: SurveyPage, name: str, text: str = "") -> HttpResponse:
    """Send `text`, and what is written to the answer after it, as a CSV file that a spreadsheet reads as UTF-8."""
    mark = f"-{_('fictief')}" if settings.DEMO else ""
    return HttpResponse(
        "\ufeff" + text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{survey.slug}-{name}{mark}.csv"'},
    )


def _tabs() -> list[tuple[str, str]]:
    return [("survey", _("Opzet")), ("survey_monitor", _("Respons")), ("survey_results", _("Resultaten"))]
