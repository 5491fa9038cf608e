"""Two answers to one question: show both, and store the one that is chosen."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.template.defaultfilters import date as date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from surveys.actions import responses
from surveys.conflicts import Clash, Conflict
from surveys.outline import section_at
from surveys.reach import sees_key
from surveys.typed import LONGEST, Typed
from surveys.views.visits import begun, elsewhere, page, visited
from surveys.ways_in import Visit

CHOICE, MINE, DRAFT = "choice:", "mine:", "draft:"  # followed by a key


def base_of(request: HttpRequest) -> int | None:
    """Return the revision at which a page was made; None when the form does not say."""
    told = request.POST.get("@base", "")
    return int(told) if told.isdecimal() and len(told) < 10 else None


def in_json(conflict: Conflict) -> JsonResponse:
    """Answer the script with 409 and both answers to each question; none of what it sent is stored.

    `{"refused": words, "conflict": {key: {"theirs", "theirs_shown", "who", "at", "mine", "mine_shown", "revision"}}}`:
    `theirs` and `mine` are lexical forms (as posted for boxes, and as `value` of an entry), `..._shown` what people
    read, `at` is a time as 14:02. Whoever chooses their own sends the same answer once more, under a new `client` and
    with `revision` as its `base`; whoever chooses the other's puts `theirs` in the field and sends nothing.
    """
    told = {
        clash.key: {
            "theirs": clash.theirs,
            "theirs_shown": clash.theirs_shown,
            "who": clash.who,
            "at": date_format(localtime(clash.at), "H:i"),
            "mine": clash.mine,
            "mine_shown": clash.mine_shown,
            "revision": clash.revision,
        }
        for clash in conflict.clashes.values()
    }
    return JsonResponse({"refused": " ".join(conflict.messages), "conflict": told}, status=409)


def save_the_rest(visit: Visit, typed: Typed, base: int | None) -> tuple[responses.Saved, Conflict | None, Typed]:
    """Store all that nobody else changed; return what was saved, the conflict that is left, and what it is about."""
    clashes: dict[str, Clash] = {}
    response = begun(visit)
    who = {"by": visit.user, "participant": visit.participant, "writer": visit.who, "at": visit.at}
    while True:
        try:
            saved = responses.answer(response, without(typed, clashes), base=base, **who)  # type: ignore[arg-type]
            break
        except Conflict as conflict:  # each time of more questions, until what is left has none
            clashes |= conflict.clashes
            response.refresh_from_db()
            response.survey, response.invitation = visit.survey, visit.invitation
    left = without(typed, {*typed.answers, *typed.drafts} - set(clashes))
    return saved, Conflict(clashes.values()) if clashes else None, left


def without(typed: Typed, keys: Collection[str]) -> Typed:
    """Return what was typed, but for these questions."""
    answers = {key: value for key, value in typed.answers.items() if key not in keys}
    return Typed(answers, {key: value for key, value in typed.drafts.items() if key not in keys})


def show(
    request: HttpRequest, visit: Visit, conflict: Conflict, mine: Typed, section: str, revision: int
) -> HttpResponseBase:
    """Put both answers of each question before the visitor."""
    clashes = [(clash, DRAFT if clash.key in mine.drafts else MINE) for clash in conflict.clashes.values()]
    return page(
        request, "surveys/conflict.html", visit, status=409, clashes=clashes, section=section, revision=revision
    )


@visited
@require_POST
def choose(request: HttpRequest, visit: Visit) -> HttpResponseBase:
    """Store each answer of one's own that was chosen over a colleague's; another change meanwhile is put again."""
    if there := elsewhere(visit):
        return there
    chosen, section = _chosen(request), request.POST.get("section", "")
    if not all(sees_key(visit, visit.survey.form, key) for key in (*chosen.answers, *chosen.drafts)):
        raise Http404
    try:
        saved, left, mine = save_the_rest(visit, chosen, base_of(request))
    except responses.Closed:
        return page(request, "surveys/closed.html", visit, status=410)
    except ValidationError as unknown:
        raise Http404 from unknown
    if left:
        return show(request, visit, left, mine, section, saved.revision)
    known = section_at(visit.survey.form, section) is not None
    return (
        redirect("survey_section", visit.survey.slug, section) if known else redirect("survey_tasks", visit.survey.slug)
    )


def _chosen(request: HttpRequest) -> Typed:
    keys = [name.removeprefix(CHOICE) for name in request.POST if name.startswith(CHOICE)]
    own = [key for key in keys if request.POST[CHOICE + key] == "mine"]
    return Typed(
        {key: _clean(request.POST[MINE + key]) for key in own if MINE + key in request.POST},
        {key: _clean(request.POST[DRAFT + key]) for key in own if DRAFT + key in request.POST},
    )


def _clean(text: str) -> str:
    return text.replace("\0", "")[:LONGEST]
