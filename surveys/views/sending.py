"""Check the answers, send them in, and the receipt."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from schakel.workspaces.doors import link
from surveys import beside, comparing, freezing, senders
from surveys.actions import responses
from surveys.answered import Row, asked_rows
from surveys.kinds import asks_own_code
from surveys.models import Submission
from surveys.outline import Part, parts
from surveys.receipt_facts import mark, sent_parts
from surveys.standing import Standing
from surveys.views.visits import begun, elsewhere, leads_to, limited, page, visited
from surveys.ways_in import Visit


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
    return elsewhere(visit) or limited(visit) or _check(request, visit)


def _check(request: HttpRequest, visit: Visit, refusal: str = "", status: int = 200) -> HttpResponseBase:
    response = begun(visit)
    stand = responses.stands(response)
    shown = [part for part in parts(stand.form, stand) if part.is_shown]
    pages = [(part, [_answered(visit, part, row, stand) for row in _seen(part, stand)]) for part in shown]
    return page(
        request,
        "surveys/check.html",
        visit,
        status=status,
        pages=pages,
        open_questions=[row for _part, rows in pages for row in rows if row.problem],
        foreign_code=_foreign_code(visit, stand),
        refusal=refusal,
        response=response,
        before=response.submission,
        changed=_changed(response.submission, stand),
        content=freezing.content(stand.evaluation.answers),
        key=uuid.uuid4(),
        save_script=True,
        **beside.on_check(visit, begun(visit)),
    )


def _seen(part: Part, stand: Standing) -> list[Row]:
    asked = {key for key in stand.visible if key not in stand.form.questions or stand.form.questions[key].is_asked}
    return asked_rows(stand.form, part.section, stand.evaluation.answers, asked)


def _answered(visit: Visit, part: Part, row: Row, stand: Standing) -> Answered:
    problem, typed = stand.problems.get(row.key), stand.drafts.get(row.key)
    url = reverse("survey_section", args=[visit.survey.slug, part.name])
    value = typed if typed is not None else row.value
    return Answered(row.label, value, f"{url}?controle=1#{row.key}", problem.message if problem else "")


def _changed(before: Submission | None, stand: Standing) -> list[comparing.Changed]:
    if before is None:
        return []
    return comparing.differences((before.questionnaire.form, before.answers), (stand.form, stand.evaluation.answers))


def _foreign_code(visit: Visit, stand: Standing) -> str:
    """Return the CBS code that was filled in when it is of another municipality."""
    own = visit.invitation.code
    for name, given in stand.evaluation.answers.items() if own else ():
        question = stand.form.questions.get(name)
        if question and asks_own_code(question) and given != own:
            return given
    return ""


@visited
@require_POST
def submit(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Send the answers in. The box about recognisable persons is asked by the browser and by the page's text.

    A script that accepts JSON gets the receipt as JSON, and a refusal as {"refused": words}.
    """
    if visit.response is None or limited(visit):
        return redirect("survey_start", visit.survey.slug)
    key = request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", "")
    who = {"by": visit.user, "participant": visit.participant, "at": visit.at}
    try:
        made = responses.submit(visit.response, key=key, content=request.POST.get("content", ""), **who)  # type: ignore[arg-type]
    except ValidationError as refused:
        return _refused(request, visit, refused)
    senders.remember(request, made)
    if _wants_json(request):
        url = settings.BASE_URL + reverse("survey_receipt", args=[visit.survey.slug])
        facts = {"receipt": made.receipt, "sha256": made.sha256, "number": made.number, "url": url}
        return JsonResponse(facts)
    return redirect("survey_receipt", visit.survey.slug)


STATUS = {
    responses.Closed: 410,
    responses.BadKey: 400,
    responses.OtherContent: 409,
    responses.ChangedMeanwhile: 409,
    responses.NotSigned: 409,
}


def _refused(request: HttpRequest, visit: Visit, refused: ValidationError) -> HttpResponseBase:
    words, status = " ".join(refused.messages), STATUS.get(type(refused))
    if _wants_json(request):
        return JsonResponse({"refused": words}, status=status or 422)
    if isinstance(refused, responses.Closed):
        return page(request, "surveys/closed.html", visit, status=410)
    sent = begun(visit).submitted_at
    if sent or isinstance(refused, responses.BadKey | responses.OtherContent):
        return page(request, "surveys/refused.html", visit, status=status or 409, words=words, sent=sent)
    return _check(request, visit, words, status or 200)


def _wants_json(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


@visited
@require_safe
def receipt(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show the receipt of what counts, with all answers as they were sent."""
    made = visit.response.submission if visit.response else None
    return show_receipt(request, visit, made) if made else redirect("survey_start", visit.survey.slug)


def show_receipt(request: HttpRequest, visit: Visit, made: Submission) -> HttpResponseBase:
    """Show one receipt; who may see some sections sees what was sent of those."""
    response = begun(visit)
    made.response = response
    if made.questionnaire_id == visit.survey.questionnaire_id and visit.survey.questionnaire:
        made.questionnaire = visit.survey.questionnaire  # known already, and without reading all questions again
    return page(
        request,
        "surveys/receipt.html",
        visit,
        submission=made,
        response=response,
        pages=sent_parts(made, visit.sections),
        asked=len(made.questionnaire.form.asked),
        mark=mark(made),
        counts=made.pk == response.submission_id,
        whole=visit.sections is None,
        may_resume=senders.may_resume(request, visit),
    )


@link
@require_safe
def find_receipt(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Go to a receipt: a mail has this address, which tells nothing, and of another's not even that it is there."""
    sent = Submission.objects.select_related("response__survey").filter(pk=pk).first()
    return leads_to(request, sent.response if sent else None, "survey_receipt")
