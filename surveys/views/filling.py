"""Filling in: the beginning, the parts, one part, and the answer that is saved while it is typed."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.defaultfilters import date as date_format
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surveys import beside
from surveys.actions import responses
from surveys.asking import asked, look, questions_in
from surveys.confirming import OK, is_confirmation
from surveys.conflicts import Conflict, touched
from surveys.faces import asked_in, is_lively, question_at
from surveys.outline import Part, opening_notes, parts, section_at
from surveys.questionnaire import Section
from surveys.reach import seen, sees, sees_key, signs
from surveys.standing import Standing
from surveys.typed import DOUBTED, Typed, typed, unseen
from surveys.views import conflicts
from surveys.views.conflicts import base_of
from surveys.views.visits import arrived, begun, elsewhere, page, refused, visited
from surveys.ways_in import Visit


@visited
@require_safe
def start(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Say what is asked, by whom and why; who has begun goes on where the parts are."""
    if visit.response and visit.response.submitted_at:
        if visit.sections:
            return page(request, "surveys/handed_in.html", visit)
        return redirect("survey_receipt", visit.survey.slug)
    if not visit.is_open:
        return page(request, "surveys/closed.html", visit, status=410)
    if visit.response:
        return redirect("survey_tasks", visit.survey.slug)
    return page(request, "surveys/start.html", visit, notes=opening_notes(visit.survey.form))


@arrived
@require_safe
def questions(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show all questions at once, to read or print beforehand."""
    return page(request, "surveys/questions.html", visit, outline=seen(visit, parts(visit.survey.form)))


@visited
@require_POST
def begin(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    try:
        responses.begin(visit.invitation, by=visit.user, at=visit.at)
    except responses.Closed:
        return page(request, "surveys/closed.html", visit, status=410)
    return redirect("survey_tasks", visit.survey.slug)


@visited
@require_safe
def tasks(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Show the parts, each with how far it is."""
    if there := elsewhere(visit):
        return there
    response = begun(visit)
    stand = responses.stands(response)
    if signs(visit):
        return redirect("survey_sign_off", visit.survey.slug)
    shown = [part for part in seen(visit, parts(stand.form, stand)) if part.is_shown]
    to_do = [part for part in shown if not part.is_done]
    return page(
        request,
        "surveys/tasks.html",
        visit,
        shown=shown,
        stand=stand,
        total=len(shown),
        done=len(shown) - len(to_do),
        left=len(to_do),
        current=to_do[0] if to_do else None,
        save_script=True,
        response=response,
        **beside.on_tasks(visit, response, shown),
    )


@visited
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, visit: Visit, name: str) -> HttpResponseBase:
    """Show the questions of one part; its button saves what was filled in and goes on when nothing is wrong."""
    if there := elsewhere(visit):
        return there
    response = begun(visit)
    stand = responses.stands(response)
    here = section_at(stand.form, name)
    if here is None or not sees(visit, here.name):
        raise Http404
    if request.method != "POST":
        return _show(request, visit, here, stand)
    try:
        saved, conflict, mine = keep(request, visit, here, stand)
    except responses.Closed:
        return page(request, "surveys/closed.html", visit, status=410)
    if conflict:
        return conflicts.show(request, visit, conflict, mine, name, saved.revision)
    stand = saved.standing
    questions = asked_in(stand.form, here, stand.evaluation.instances)
    doubts = stand.doubts.keys() & questions.keys()
    if stand.wrong.keys() & questions.keys() or doubts - set(request.POST.getlist(DOUBTED)):
        return _show(request, visit, here, stand)
    if unseen(request.POST, questions, stand.visible):
        return redirect(reverse("survey_section", args=[visit.survey.slug, name]) + "?nieuw=1")
    return redirect(_next(visit, here, stand))


def keep(
    request: HttpRequest, visit: Visit, here: Section, stand: Standing
) -> tuple[responses.Saved, Conflict | None, Typed]:
    """Store what was changed on the page; what a colleague changed too since it was made is left to choose."""
    read = typed(request.POST, asked_in(stand.form, here, stand.evaluation.instances), stand.visible)
    base = base_of(request)
    if base is not None:
        read = touched(begun(visit), read, base)
    return conflicts.save_the_rest(visit, read, base)


def _next(visit: Visit, here: Section, stand: Standing) -> str:
    outline, at = _place(visit, here, stand)
    if visit.sections is not None and not outline[at + 1 :]:
        return reverse("survey_tasks", args=[visit.survey.slug])
    if outline[at + 1 :]:
        return reverse("survey_section", args=[visit.survey.slug, outline[at + 1].name])
    return reverse("survey_check", args=[visit.survey.slug])


def _place(visit: Visit, here: Section, stand: Standing) -> tuple[list[Part], int]:
    """Return the parts that are shown, with the one that somebody is in, and where that one stands among them."""
    whole = seen(visit, parts(stand.form, stand))
    outline = [part for part in whole if part.is_shown or part.section.name == here.name]
    return outline, next(at for at, part in enumerate(outline) if part.section.name == here.name)


def _show(request: HttpRequest, visit: Visit, here: Section, stand: Standing) -> HttpResponseBase:
    outline, at = _place(visit, here, stand)
    strict = "controle" in request.GET
    going = request.GET.get("weg", "")
    around = beside.on_section(visit, begun(visit), outline[at])
    own_code, remarks = visit.invitation.code, around["remarks"]
    blocks = asked(here, begun(visit), stand, own_code, strict=strict, going=going, remarks=remarks)
    shown = list(questions_in(blocks))
    return page(
        request,
        "surveys/section.html",
        visit,
        part=outline[at],
        number=at + 1,
        total=len(outline),
        following=outline[at + 1] if outline[at + 1 :] else None,
        blocks=blocks,
        doubts=[question for question in shown if question.name in stand.doubts] if request.method == "POST" else [],
        problems=[question for question in shown if question.problem and question.visible],
        added="nieuw" in request.GET,
        response=visit.response,
        save_script=True,
        **around,
    )


@visited
@require_POST
def save(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Store one answer, sent by the script; what it hears is committed."""
    response, key, form = visit.response, request.POST.get("question", ""), visit.survey.form
    question = question_at(form, key.removeprefix(OK))
    if response is None or question is None or not sees_key(visit, form, key.removeprefix(OK)):
        return refused(_("Deze vraag staat niet in de vragenlijst."), status=404)
    try:
        client_id, base = uuid.UUID(request.POST.get("client", "")), int(request.POST.get("base", ""))
    except ValueError:
        return refused(_("Dit antwoord kwam niet goed over."), status=400)
    before = look(responses.stands(response)) if is_lively(form) else None
    read = Typed()
    if is_confirmation(key):
        own = key.removeprefix(OK)
        read.confirm(own, request.POST.get("value", ""), str(response.answers.get(own, "")))
    else:
        read.take(question, request.POST.getlist("value"), key)
    try:
        who = {"by": visit.user, "participant": visit.participant, "writer": visit.who, "at": visit.at}
        saved = responses.answer(response, read, client_id=client_id, base=base, **who)  # type: ignore[arg-type]
    except Conflict as conflict:
        return conflicts.in_json(conflict)
    except ValidationError as no:
        return refused(" ".join(no.messages))
    return _acknowledgement(visit, saved, key, reload=before is not None and look(saved.standing) != before)


def _acknowledgement(visit: Visit, saved: responses.Saved, name: str, *, reload: bool) -> JsonResponse:
    """Tell what is committed and how the questions stand since, as far as this visitor sees them.

    `warnings` are all doubts, `confirmed` those that were taken away; with `reload` the page has to be drawn anew.
    """
    stand = saved.standing
    wrong = {key: problem.message for key, problem in stand.wrong.items() if sees_key(visit, stand.form, key)}
    return JsonResponse(
        {
            "saved_at": date_format(localtime(saved.at), "H:i"),
            "revision": saved.revision,
            "visible": sorted(key for key in stand.visible if sees_key(visit, stand.form, key)),
            "problem": wrong.get(name),
            "problems": wrong,
            "warnings": {
                key: words for key, words in stand.evaluation.warnings.items() if sees_key(visit, stand.form, key)
            },
            "confirmed": sorted(key for key in stand.confirmed if sees_key(visit, stand.form, key)),
            "reload": reload,
        }
    )
