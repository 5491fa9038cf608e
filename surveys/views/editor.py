"""The questions of a round to look at as a respondent, and as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import judged
from surveys.editor import preview
from surveys.models import Questionnaire, SurveyPage
from surveys.questionnaire import write_workbook
from surveys.views.staff import fetch, page
from surveys.views.versions import XLSX

LANGUAGES = ("nl", "en")


def written(survey: SurveyPage) -> Questionnaire:
    """Return the questions that are being written, or else those that are put."""
    found = survey.draft() or survey.questionnaire
    if found is None:
        raise Http404
    return found


@judged
@require_safe
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the questions as a respondent sees them, in Dutch or in English; nothing is stored."""
    survey = fetch(request, slug, "round.see")
    asked = written(survey)
    chosen = request.GET.get("taal", "")
    spoken = chosen if chosen in LANGUAGES else "nl"
    with translation.override(spoken):
        shown = preview.sections(asked.form, spoken)
    return page(request, "surveys/look.html", survey, "survey", asked=asked, sections=shown, spoken=spoken)


@judged
@require_safe
def workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the questions as an XLSForm workbook."""
    survey = fetch(request, slug, "round.see")
    content = write_workbook(written(survey).form)
    named = f'attachment; filename="{survey.slug}-vragen.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": named})
