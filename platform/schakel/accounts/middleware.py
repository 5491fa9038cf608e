"""What is asked of each request about the person who makes it: language, session, second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from schakel.accounts import kept, second_factor, sessions
from schakel.accounts.models import User

Next = Callable[[HttpRequest], HttpResponseBase]

# Wagtail's question who else is editing: a browser posts it by itself
WAGTAIL_PING = "wagtailadmin_editing_sessions:ping"

# where somebody may go who still has to set up or use the second factor; each is the beginning of a name
BEFORE = (
    "mfa_",
    "account_session",
    "account_logout",
    "account_reauthenticate",
    "set_language",
    "healthz",
    "desk_logout",
)


class LanguageOfThePerson:
    """Activate the chosen language for one request: of the profile or the switch on the page, never the browser's."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) or getattr(request.user, "language", "")
        with translation.override(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
            return response


class SessionRules:
    """End a session that lasted too long, and keep what was being sent."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        user = request.user
        if not isinstance(user, User) or not sessions.is_over(request.session, user):
            return self.get_response(request)
        held = kept.keep(request, user)
        sessions.end(request)
        if held:
            request.session[kept.KEY] = held
        if _is_by_script(request):
            return JsonResponse({"left": None}, status=401)
        return redirect(_back_to_what_was_kept()) if held else self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        if isinstance(request.user, User) and _is_sign_of_life(request, view):
            sessions.note(request)
        return None


class SecondFactor:
    """Let nobody pass who must have a second factor and did not use it in this session."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        user, match = request.user, request.resolver_match
        if not isinstance(user, User) or match is None or match.view_name.startswith(BEFORE):
            return None
        if second_factor.is_satisfied(request, user):
            return None
        if _is_by_script(request):
            return JsonResponse({"left": None}, status=401)
        held = second_factor.of(user)
        if not held:
            return redirect("mfa_index")
        way = "mfa_reauthenticate" if held != {"webauthn"} else "mfa_reauthenticate_webauthn"
        return redirect_to_login(request.get_full_path(), reverse(way))


def _is_sign_of_life(request: HttpRequest, view: Any) -> bool:
    """Tell polls and pings, which a browser sends by itself, from what a person does."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    looks = request.method in ("GET", "HEAD") and _is_by_script(request)
    return not (looks or name == WAGTAIL_PING or getattr(view, "is_unattended", False))


def _is_by_script(request: HttpRequest) -> bool:
    """Tell whether a script asks, which can do nothing with a page to log in on."""
    return request.headers.get("Sec-Fetch-Mode", "navigate") not in ("navigate", "nested-navigate") or bool(
        request.headers.get("HX-Request")
    )


def _back_to_what_was_kept() -> str:
    return f"{reverse('account_login')}?next={reverse('account_resume')}"
