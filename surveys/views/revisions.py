"""Every time that a municipality sent its answers in: the list, each receipt, and what changed between two."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surveys import comparing, freezing, receipt_pdf, senders
from surveys.actions import reopening, responses
from surveys.models import Submission
from surveys.receipt_facts import mark
from surveys.views.sending import show_receipt
from surveys.views.visits import limited, page, visited
from surveys.ways_in import Visit


@visited
@require_safe
def revisions(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """List what was sent in, the newest first."""
    if there := limited(visit):
        return there
    found = list(_all(visit))
    if not found:
        return redirect("survey_start", visit.survey.slug)
    rows = [(each, mark(each), each.number - 1) for each in found]
    return page(request, "surveys/revisions.html", visit, rows=rows, response=visit.response)


def _all(visit: Visit) -> list[Submission]:
    found = Submission.objects.filter(response=visit.response) if visit.response else Submission.objects.none()
    return list(found.select_related("by", "participant", "signed_by").defer("answers").order_by("-number"))


def _fetch(visit: Visit, number: int) -> Submission:
    if visit.response is None or visit.sections is not None:
        raise Http404
    try:
        made = Submission.objects.select_related("questionnaire", "by", "participant", "signed_by").get(
            response=visit.response, number=number
        )
    except Submission.DoesNotExist as absent:
        raise Http404 from absent
    made.response = visit.response
    return made


@visited
@require_safe
def revision(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Show the receipt of one of them."""
    return show_receipt(request, visit, _fetch(visit, number))


@visited
@require_safe
def compare(request: HttpRequest, visit: Visit, number: int, other: int) -> HttpResponseBase:
    """Show what changed from one to the other, question by question."""
    before, after = _fetch(visit, min(number, other)), _fetch(visit, max(number, other))
    found = comparing.differences(*((each.questionnaire.form, each.answers) for each in (before, after)))
    count = sum(len(changed.rows) for changed in found)
    return page(request, "surveys/compare.html", visit, before=before, after=after, found=found, count=count)


@visited
@require_safe
def pdf(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Send the receipt with all answers as a tagged PDF."""
    made = _fetch(visit, number)
    return download(receipt_pdf.made(made), "application/pdf", f"{made.receipt}.pdf")


@visited
@require_safe
def proof(request: HttpRequest, visit: Visit, number: int) -> HttpResponseBase:
    """Send the bytes of which the hash on the receipt is the SHA-256."""
    made = _fetch(visit, number)
    return download(freezing.proof(made), "application/json", f"{made.receipt}.json")


def download(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Send a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


@visited
@require_POST
def resume(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Let the municipality change what it sent in, until its deadline."""
    response = visit.response
    if response is None or not response.submitted_at:
        return redirect("survey_start", visit.survey.slug)
    if visit.is_open and not senders.may_resume(request, visit):
        messages.error(request, _("Alleen wie indiende of bekend is bij uw gemeente, kan de antwoorden wijzigen."))
        return redirect("survey_receipt", visit.survey.slug)
    try:
        reopening.resume(response, by=visit.user, participant=visit.participant, at=visit.at)
    except responses.Closed:
        return page(request, "surveys/closed.html", visit, status=410)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("survey_tasks", visit.survey.slug)
