"""The desk of the survey team: the rounds, and the set-up of one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.attempt import tried
from schakel.directory.models import FrameEntry
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from surveys import team
from surveys.actions import rounds
from surveys.forms import PlanForm, WorkbookForm
from surveys.models import Invitation, SurveyPage
from surveys.outline import parts
from surveys.questionnaire import Questionnaire, kept_not_shown
from surveys.rounds_list import rows
from surveys.views.staff import fetch, page


@judged
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """List the rounds that this person may see."""
    return _list(request)


def _list(request: HttpRequest, form: PlanForm | None = None) -> HttpResponse:
    if not team.workspaces(request.user, "round.see").exists():
        raise Http404
    may_plan = team.workspaces(request.user, "survey.edit").exists()
    context = {
        "rows": rows(SurveyPage.objects.visible_to(request.user)),
        "form": form or (PlanForm(by=request.user) if may_plan else None),  # type: ignore[arg-type]
    }
    return render(request, "surveys/surveys.html", context)


@judged
@require_POST
def plan(request: HttpRequest) -> HttpResponseBase:
    form = PlanForm(request.POST, by=request.user)  # type: ignore[arg-type]
    if not team.workspaces(request.user, "survey.edit").exists():
        raise Http404
    if form.is_valid():
        try:
            made = rounds.plan(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error("title", refused.messages)
        else:
            return redirect("survey", made.slug)
    return _list(request, form)


@judged
@require_safe
def survey(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the set-up of a round: its questions as read, and what can be done with it."""
    return _desk(request, fetch(request, slug, "round.see"), WorkbookForm())


def _desk(request: HttpRequest, survey: SurveyPage, form: WorkbookForm) -> HttpResponse:
    versions = list(survey.questionnaires.defer("canonical"))
    draft = next((each for each in versions if each.frozen_at is None), None)
    asked = survey.questionnaire or draft
    invited = Invitation.objects.filter(survey=survey)
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "outline": parts(asked.form) if asked else [],
        "questions": len(asked.form.asked) if asked else 0,
        "rules": _rules(asked.form) if asked else {},
        "frame": FrameEntry.objects.filter(year=survey.year).count(),
        "invited": invited.standing().count(),
        "versions": [each for each in versions if each.frozen_at],
        "draft": draft,
        "kept": kept_not_shown(asked.form) if asked else [],
        "may_write": access.may(request.user, "workspace.edit", survey.workspace),
        "may_export": survey.is_frozen and access.may(request.user, "survey.export", survey),
    }
    return page(request, "surveys/desk.html", survey, "survey", **context)


def _rules(form: Questionnaire) -> dict[str, int]:
    return {
        "relevant": sum(bool(question.relevant) for question in form.asked),
        "constraint": sum(bool(question.constraint) for question in form.asked),
    }


@judged
@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Read a workbook as the questions of the round."""
    found = fetch(request, slug, "survey.edit")
    form = WorkbookForm(request.POST, request.FILES)
    if form.is_valid() and form.read(found, by=request.user):  # type: ignore[arg-type]
        messages.success(request, _("De vragen zijn ingelezen."))
        return redirect("survey_version" if found.is_frozen else "survey", slug)
    return _desk(request, found, form)


@judged
@require_POST
def open_round(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = fetch(request, slug, "survey.open")
    if tried(request, lambda: rounds.open(found, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("De ronde is geopend. De vragen liggen nu vast."))
    return redirect("survey", slug)
