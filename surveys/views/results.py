"""What the answers say: per question, with the interval, as bars and as the same table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import judged
from surveys import figures, representation, snapshots
from surveys.outline import parts
from surveys.response_states import units
from surveys.views.staff import LIVE, fetch, page, spreadsheet


@judged
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the figures of all questions, or of one section."""
    survey = fetch(request, slug, "round.see")
    if survey.questionnaire is None:
        return page(request, "surveys/results.html", survey, "survey_results", stand=None)
    form, stand = survey.form, snapshots.stand(survey)
    versus = representation.versus([] if survey.is_public else units(survey))
    chosen = request.GET.get("deel", "")
    return page(
        request,
        "surveys/results.html",
        survey,
        "survey_results",
        stand=stand,
        shown=figures.shown(form, stand, chosen),
        parts=parts(form),
        chosen=chosen,
        versus=versus,
        verdict=representation.verdict(versus),
        explanation=representation.explanation(versus) if versus else "",
        live_url=LIVE,
    )


@judged
@require_safe
def table(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the same figures as a table for a spreadsheet."""
    survey = fetch(request, slug, "round.see")
    if survey.questionnaire is None:
        raise Http404
    return spreadsheet(survey, "resultaten", figures.table(survey.form, snapshots.stand(survey)))
