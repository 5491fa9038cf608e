"""Check the answers, send them in, and the receipt."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from schakel.workspaces.doors import link
from surveys import beside, ways_in
from surveys.actions import responses
from surveys.kinds import asks_own_code
from surveys.models import Submission
from surveys.outline import Part, parts
from surveys.questionnaire import Question, to_display
from surveys.standing import Standing, language
from surveys.views.visits import begun, elsewhere, page, shut, unconfirmed, visited
from surveys.ways_in import Shut, Unconfirmed, Visit


@dataclass(frozen=True)
class Answered:
    """One question with its answer for people, and where it can be changed."""

    label: str
    value: str
    url: str
    problem: str = ""


@visited
@require_safe
def check(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show all answers that will be sent, with what is still open or wrong."""
    return elsewhere(visit) or _check(request, visit)


def _check(request: HttpRequest, visit: Visit, refusal: str = "") -> HttpResponseBase:
    stand = responses.stands(begun(visit))
    shown = [part for part in parts(stand.form, stand) if part.is_shown]
    pages = [(part, [_answered(visit, part, question, stand) for question in _seen(part, stand)]) for part in shown]
    return page(
        request,
        "surveys/check.html",
        visit,
        pages=pages,
        open_questions=[row for _part, rows in pages for row in rows if row.problem],
        foreign_code=_foreign_code(visit, stand),
        refusal=refusal,
        response=visit.response,
        save_script=True,
        **beside.on_check(visit, begun(visit)),
    )


def _seen(part: Part, stand: Standing) -> list[Question]:
    return [question for question in part.section.asked if question.name in stand.visible]


def _answered(visit: Visit, part: Part, question: Question, stand: Standing) -> Answered:
    problem = stand.problems.get(question.name)
    typed = stand.drafts.get(question.name)
    given = stand.evaluation.answers.get(question.name, "")
    url = reverse("survey_section", args=[visit.survey.slug, part.name])
    return Answered(
        question.label(language()),
        typed if typed is not None else to_display(question, given, language()),
        f"{url}?controle=1#{question.name}",
        problem.message if problem else "",
    )


def _foreign_code(visit: Visit, stand: Standing) -> str:
    """Return the CBS code that was filled in when it is of another municipality."""
    for name, given in stand.evaluation.answers.items():
        if asks_own_code(stand.form.questions[name]) and given != visit.municipality.cbs_code:
            return given
    return ""


@visited
@require_POST
def submit(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Send the answers in. The box about recognisable persons is asked by the browser and by the page's text."""
    if visit.response is None:
        return redirect("survey_start", visit.survey.slug)
    try:
        responses.submit(visit.response, by=visit.user, participant=visit.participant, at=visit.at)
    except responses.Closed:
        return page(request, "surveys/closed.html", visit, status=410)
    except ValidationError as refused:
        return _check(request, visit, refusal=" ".join(refused.messages))
    return redirect("survey_receipt", visit.survey.slug)


@visited
@require_safe
def receipt(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show the receipt, with all answers as they were sent."""
    made = Submission.objects.filter(response=visit.response).select_related("by").first() if visit.response else None
    if made is None:
        return redirect("survey_start", visit.survey.slug)
    form = visit.survey.form
    pages = [(part, _sent(part, made)) for part in parts(form)]
    return page(
        request,
        "surveys/receipt.html",
        visit,
        submission=made,
        pages=[(part, rows) for part, rows in pages if rows],
        asked=len(form.asked),
        mark=" ".join(made.sha256[at : at + 4] for at in range(0, 16, 4)),
    )


def _sent(part: Part, made: Submission) -> list[tuple[str, str]]:
    return [
        (question.label(language()), to_display(question, made.answers[question.name], language()))
        for question in part.section.questions
        if question.name in made.answers
    ]


@link
@require_safe
def find_receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Go to a receipt: a mail has this address, which tells nothing, and of another's not even that it is there."""
    sent = Submission.objects.select_related("response__survey").filter(pk=pk).first()
    try:
        found = ways_in.visit(request, sent.response.survey.slug if sent else "")
    except Shut:
        return shut(request)
    except Unconfirmed as who:
        if sent is None or who.visit.response != sent.response:
            raise Http404 from who
        return unconfirmed(request, who.visit.survey.slug)
    if sent is None or found.response != sent.response:
        raise Http404
    return redirect("survey_receipt", found.survey.slug)
