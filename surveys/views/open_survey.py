"""The open link of a public survey: read what is asked, and begin. There is no frame: nobody was invited."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from schakel.accounts.models import User
from schakel.requests import began
from schakel.workspaces.doors import public
from surveys import ways_in
from surveys.actions import open_link
from surveys.models import SurveyPage
from surveys.outline import opening_notes
from surveys.ways_in import Shut, Visit


class AddressForm(forms.Form):
    """Where the code goes that lets somebody begin."""

    email = forms.EmailField(label=_("Uw e-mailadres"), max_length=254)


@public
@require_safe
def take_part(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Say what is asked, by whom and why; who began in this session goes on where they were."""
    survey = _fetch(slug)
    return _on(request, survey) or _show(request, survey)


@public
@require_POST
def begin(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Begin, or have a code sent first where an address is confirmed; a second time goes on with the first."""
    survey = _fetch(slug)
    if there := _on(request, survey):
        return there
    at = began(request)
    form = AddressForm(request.POST) if survey.confirm_email else None
    if not survey.is_open_at(at) or (form and not form.is_valid()):
        return _show(request, survey, form)
    limits = settings.PUBLIC_SURVEY_LIMITS
    if not ratelimit.consume(request, app="surveys", action="begin", config=limits, key=survey.slug):
        return _show(request, survey, form, busy=True, status=429)
    by = request.user if isinstance(request.user, User) else None
    try:
        if form:
            return _send(request, survey, form.cleaned_data["email"], by)
        response = open_link.begin(survey, by=by, at=at)
    except ValidationError as refused:
        return _show(request, survey, form, refusal=" ".join(refused.messages))
    ways_in.remember_founder(request, response)
    return redirect("survey_tasks", survey.slug)


def _send(request: HttpRequest, survey: SurveyPage, email: str, by: User | None) -> HttpResponseBase:
    """Have a code sent, and let the session in as somebody who has yet to read it."""
    code = open_link.ask_code(survey, email, by=by)
    ways_in.remember(request, code.invitation)
    ways_in.add(request, ways_in.arrive(request, survey.slug), asked=code.email)
    return redirect("survey_confirm", survey.slug)


def _fetch(slug: str) -> SurveyPage:
    """Return an opened public survey. A round of a frame is as absent here as one that never was."""
    rounds = SurveyPage.objects.public().opened().select_related("questionnaire").defer("questionnaire__canonical")
    found: SurveyPage = get_object_or_404(rounds, slug=slug)
    return found


def _on(request: HttpRequest, survey: SurveyPage) -> HttpResponseBase | None:
    """Return where this session goes on; None for one that did not begin, or still has to confirm an address."""
    own = _own(request, survey.slug)
    return redirect("survey_start", survey.slug) if own and own.is_confirmed and own.goes_on else None


def _own(request: HttpRequest, slug: str) -> Visit | None:
    try:
        return ways_in.arrive(request, slug)
    except (Shut, Http404):
        return None


def _show(
    request: HttpRequest,
    survey: SurveyPage,
    form: AddressForm | None = None,
    *,
    refusal: str = "",
    busy: bool = False,
    status: int = 0,
) -> HttpResponseBase:
    is_open = survey.is_open_at(began(request))
    context = {
        "survey": survey,
        "is_open": is_open,
        "notes": opening_notes(survey.form) if is_open else [],
        "form": (form or AddressForm()) if survey.confirm_email else None,
        "refusal": refusal,
        "busy": busy,
    }
    return render(request, "surveys/take_part.html", context, status=status or (200 if is_open else 410))
