"""Read everything beforehand: as PDF, as a Word file, as the workbook, and what to gather from whom."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from surveys.beforehand import docx as word
from surveys.beforehand import gathering
from surveys.beforehand import pdf as paper
from surveys.questionnaire.writing import write_workbook
from surveys.views.revisions import download
from surveys.views.visits import arrived, page
from surveys.ways_in import Visit

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@arrived
@require_safe
def pdf(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Send all questions as a tagged PDF."""
    return download(paper.made(visit.survey), "application/pdf", f"{visit.survey.slug}.pdf")


@arrived
@require_safe
def docx(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Send all questions as a Word file."""
    return download(word.made(visit.survey), DOCX, f"{visit.survey.slug}.docx")


@arrived
@require_safe
def workbook(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Send the questions as the XLSForm workbook of this version."""
    return download(write_workbook(visit.survey.form), XLSX, f"{visit.survey.slug}.xlsx")


@arrived
@require_safe
def gather(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show what to have at hand, and who knows it."""
    form = visit.survey.form
    found, by_person = gathering.sources(form), gathering.by_person(form)
    return page(request, "surveys/gather.html", visit, sources=found, by_person=by_person)
