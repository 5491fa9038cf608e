"""What the pages of a questionnaire have in common: who is let in, and what stands around the questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from schakel.context import NavItem
from schakel.workspaces.doors import link
from surveys import reach, ways_in
from surveys.actions import participants
from surveys.models import Entry, Response
from surveys.ways_in import Shut, Unconfirmed, Visit

View = Callable[..., HttpResponseBase]


def visited(view: View) -> View:
    """Let a view receive the visit in place of the address of the round; only of who may see what is stored there."""
    return link(_received(view, ways_in.visit))


def arrived(view: View) -> View:
    """Let a view receive the visit of everybody who came in, for a page on which nothing stands that is stored."""
    return link(_received(view, ways_in.arrive, notes=False))


def _received(view: View, find: Callable[[HttpRequest, str], Visit], *, notes: bool = True) -> View:
    @wraps(view)
    def inner(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
        try:
            visit = find(request, slug)
        except Shut:
            return shut(request)
        except Unconfirmed:
            return unconfirmed(request, slug)
        except Http404:
            if by_script(request) and not request.user.is_authenticated:
                return signed_out(request)
            raise
        reach.admit(visit, _route(request))
        if request.method != "POST" or not notes:
            return view(request, visit, **kwargs)
        visit = _noted(request, visit)
        begun, held = visit.response, visit.holds_answers
        answer = view(request, visit, **kwargs)
        if visit.participant is None and not held:
            _found(request, replace(visit) if begun is None else visit, is_new=begun is None)
        return answer

    return inner


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.url_name) if match else ""


def _noted(request: HttpRequest, visit: Visit) -> Visit:
    """Let the coordinator know who came in: from what somebody does, never from opening a page."""
    if not visit.is_open:
        return visit
    if visit.way == Entry.Way.LOGIN and visit.user and (visit.participant is None or visit.participant.user_id is None):
        email, user = visit.user.email, visit.user
        visit = replace(visit, participant=participants.join(visit.invitation, email=email, user=user, by=user))
    mark = f"{localdate()}:{visit.way}:{visit.participant.pk if visit.participant else ''}"
    if not ways_in.is_noted(request, visit, mark):
        participants.enter(visit.invitation, way=visit.way, participant=visit.participant)
        ways_in.add(request, visit, entered=mark)
    return visit


def _found(request: HttpRequest, visit: Visit, *, is_new: bool) -> None:
    """Let the session in which a response was begun, or got its first answer, go on without a code."""
    if visit.response and (is_new or visit.holds_answers):
        ways_in.found(request, visit, visit.response)


def by_script(request: HttpRequest) -> bool:
    """Tell whether a script of ours asks, which wants to hear what is the matter and not be sent elsewhere."""
    return request.headers.get("X-Requested-With") == "fetch"


def signed_out(request: HttpRequest, status: int = 401, **words: str) -> JsonResponse:
    """Answer the script that nobody is known here (any more), and where to come in again."""
    return JsonResponse({"login": reverse("account_login"), **words}, status=status)


def unconfirmed(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Send who has only a link to where an invited address is confirmed."""
    where = reverse("survey_confirm", args=[slug])
    return signed_out(request, confirm=where) if by_script(request) else redirect(where)


def leads_to(request: HttpRequest, response: Response | None, name: str) -> HttpResponseBase:
    """Go to a page of `response` whose address has its title. Raises Http404 for who is not at that response.

    Mails have addresses that tell nothing: an absent one and one of another look alike.
    """
    try:
        found = ways_in.visit(request, response.survey.slug if response else "")
    except Shut:
        return shut(request)
    except Unconfirmed as unknown:
        if response is None or unknown.visit.response != response:
            raise Http404 from unknown
        return unconfirmed(request, unknown.visit.survey.slug)
    if response is None or found.response != response:
        raise Http404
    return redirect(name, found.survey.slug)


def shut(request: HttpRequest) -> HttpResponse:
    """Say what to do when a link does not work, and not why: forged, withdrawn and too late look alike."""
    if by_script(request):
        return signed_out(request, status=410)
    return render(request, "surveys/shut.html", status=410)


def page(request: HttpRequest, template: str, visit: Visit, status: int = 200, **context: Any) -> HttpResponse:
    """Render a page of the questionnaire, with its own navigation."""
    context |= {"visit": visit, "survey": visit.survey, "municipality": visit.municipality}
    return render(request, template, {"nav": _nav(request, visit), **context}, status=status)


def _nav(request: HttpRequest, visit: Visit) -> list[NavItem]:
    slug = visit.survey.slug
    if visit.sections is not None:
        pairs = [(_("Ondertekenen"), "survey_sign_off")] if reach.signs(visit) else [(_("Onderdelen"), "survey_tasks")]
    elif visit.response is None or (not visit.is_confirmed and visit.survey.is_public):
        pairs = [(_("Begin"), "survey_start"), (_("Alle vragen"), "survey_questions")]
    elif visit.response.submitted_at:
        pairs = [(_("Ontvangstbewijs"), "survey_receipt"), (_("Alle vragen"), "survey_questions")]
    else:
        pairs = [(_("Onderdelen"), "survey_tasks"), (_("Controleren"), "survey_check")]
        pairs += [(_("Collega’s"), "survey_colleagues")] if visit.whom else []
        pairs += [(_("Alle vragen"), "survey_questions")]
    if visit.response and visit.response.submission_id and not visit.response.submitted_at and visit.is_confirmed:
        pairs.append((_("Ontvangstbewijs"), "survey_receipt"))
    items = [(label, reverse(name, args=[slug])) for label, name in pairs]
    if visit.user:
        items.insert(0, (_("Mijn overzicht"), reverse("overview")))
    return [NavItem(label, url, request.path.startswith(url)) for label, url in items]


def elsewhere(visit: Visit) -> HttpResponseBase | None:
    """Return where somebody has to be who cannot change answers now: at the beginning or at the receipt."""
    if visit.response is None:
        return redirect("survey_start", visit.survey.slug)
    if visit.response.submitted_at:
        return redirect("survey_start" if visit.sections else "survey_receipt", visit.survey.slug)
    return None


def limited(visit: Visit) -> HttpResponseBase | None:
    """Return where somebody has to be who may see some sections only: what concerns the whole is not theirs."""
    return None if visit.sections is None else redirect("survey_start", visit.survey.slug)


def begun(visit: Visit) -> Response:
    """Return the response of a visit for which `elsewhere` had nothing to say."""
    if visit.response is None:
        raise LookupError("This visit has not begun.")
    return visit.response


def refused(words: str, status: int = 409) -> JsonResponse:
    """Answer the script that an answer was not stored, and why."""
    return JsonResponse({"refused": words}, status=status)
