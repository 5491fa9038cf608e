"""A new version of the questions of an open round: begin it, see what it does, publish it. And all answers at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from schakel.attempt import tried
from schakel.workspaces.doors import judged
from surveys import export
from surveys.actions import exports, versions
from surveys.actions.versions import Effect
from surveys.library_forms import NoteForm
from surveys.models import Questionnaire, SurveyPage
from surveys.questionnaire.differences import Change, What
from surveys.questionnaire.in_words import in_words
from surveys.standing import language
from surveys.views.staff import fetch, page, spreadsheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS = {
    What.ADDED: gettext_lazy("Nieuwe vragen en onderdelen"),
    What.RETIRED: gettext_lazy("Vervallen vragen en onderdelen"),
    What.KIND: gettext_lazy("Een ander soort vraag"),
    What.REWORDED: gettext_lazy("Anders verwoord"),
    What.CHOICE_ADDED: gettext_lazy("Nieuwe antwoorden om uit te kiezen"),
    What.CHOICE_RETIRED: gettext_lazy("Vervallen antwoorden"),
    What.CHOICE_REWORDED: gettext_lazy("Antwoorden anders verwoord"),
    What.RULE: gettext_lazy("Andere regels"),
    What.MOVED: gettext_lazy("Op een andere plaats"),
}


@dataclass(frozen=True)
class Told:
    """A change in words: what it was, what it becomes, and how many municipalities it touches."""

    change: Change
    before: str
    after: str
    answered: int


def _draft(survey: SurveyPage) -> Questionnaire:
    draft = survey.draft()
    if draft is None or not survey.is_frozen:
        raise Http404
    return draft


@judged
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the version that is being written would change, and for how many."""
    survey = fetch(request, slug, "survey.edit")
    draft = _draft(survey)
    return _page(request, survey, draft, NoteForm(initial={"sha256": draft.sha256}))


def _page(request: HttpRequest, survey: SurveyPage, draft: Questionnaire, form: NoteForm) -> HttpResponse:
    effect = versions.effect(survey, draft)
    told = [_told(each, survey, draft, effect) for each in effect.changes]
    groups = [(words, [each for each in told if each.change.what is what]) for what, words in WORDS.items()]
    return page(
        request,
        "surveys/version.html",
        survey,
        "survey",
        draft=draft,
        effect=effect,
        groups=[(words, rows) for words, rows in groups if rows],
        form=form,
    )


def _told(change: Change, survey: SurveyPage, draft: Questionnaire, effect: Effect) -> Told:
    before, after = change.before, change.after
    if change.what is What.RULE and change.detail in ("relevant", "constraint"):
        before, after = (
            in_words(text, version.form, language(), version.form.questions.get(change.key)) if text else ""
            for text, version in ((before, survey.questionnaire or draft), (after, draft))
        )
    chosen = change.what is What.CHOICE_RETIRED
    count = effect.chosen[change.key, change.detail] if chosen else effect.answered[change.key]
    return Told(change, before, after, count)


@judged
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = fetch(request, slug, "survey.edit")
    if tried(request, lambda: versions.begin(found, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("U kunt nu aan een nieuwe versie werken. Gemeenten zien haar pas na publicatie."))
    return redirect("survey", slug)


@judged
@require_POST
def discard(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = fetch(request, slug, "survey.edit")
    if tried(request, lambda: versions.discard(found, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("De nieuwe versie is weggegooid. De vragen zijn niet veranderd."))
    return redirect("survey", slug)


@judged
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Put the version before the municipalities, if it is still the one that was looked at."""
    survey = fetch(request, slug, "survey.open")
    draft, form = _draft(survey), NoteForm(request.POST)
    if form.is_valid() and form.cleaned_data["sha256"] != draft.sha256:
        form.add_error(None, _("Deze versie is intussen gewijzigd. Bekijk haar opnieuw."))
    if form.is_valid():
        try:
            made = versions.publish(survey, draft, note=form.cleaned_data["note"], by=request.user)  # type: ignore[arg-type]
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Versie %(version)s staat nu open.") % {"version": made.version})
            return redirect("survey", slug)
    return _page(request, survey, draft, form)


# ---------------------------------------------------------------- answers
@judged
@require_POST
def answers(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the answers of all versions as a workbook; the journal says who took them."""
    survey = fetch(request, slug, "survey.export")
    found = exports.take(survey, by=request.user)  # type: ignore[arg-type]
    named = f'attachment; filename="{survey.slug}-antwoorden.xlsx"'
    return HttpResponse(export.as_xlsx(found), content_type=XLSX, headers={"Content-Disposition": named})


@judged
@require_POST
def answers_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send the main table of the same as CSV."""
    survey = fetch(request, slug, "survey.export")
    found = exports.take(survey, by=request.user)  # type: ignore[arg-type]
    return spreadsheet(survey, "antwoorden", export.as_csv(found[0]))
