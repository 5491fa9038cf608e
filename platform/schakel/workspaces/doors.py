"""Every route has a policy, and a route without one stays shut.

A view of ours declares its policy with one of the decorators below. Includes of third parties have one policy each,
in INCLUDED. The anonymous get the same redirect to login for every path under a closed prefix, existing or not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from schakel.workspaces import access

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

CLOSED_PREFIXES = (
    "/overzicht/",
    "/werkruimtes/",
    "/vergaderingen/",
    "/notulen/",
    "/stukken/",
    "/onderzoek/",
    "/zoeken/",
    "/mensen/",
    "/logboek/",
    "/vrijgave/",
    "/bewaker/",
    "/berichten/",
    "/beheer/",
    "/besluiten/",
    "/mijn-acties/",
    "/secretariaat/",
)

# the route's beginning → who may pass; what is not named here stays shut
INCLUDED = {
    "account/": "public",  # allauth decides for each of its pages
    "beheer/": "desk",  # schakel.workspaces.desk decides
    "": "pages",  # Wagtail's: public ones, and those that ask the judge in route()
}
OF_PAGES = ("wagtail.", "django.contrib.auth.views")  # whose views may stand under the root; the desk shuts its logins


def public(view: View) -> View:
    """Let anybody pass."""
    return _declare(view, "public")


def link(view: View) -> View:
    """Let those pass who opened a link or are logged in; the view asks which response they may see."""
    return _declare(view, "link")


def signed_in(view: View) -> View:
    """Let those pass who are logged in, for what is their own."""
    return _declare(view, "signed_in")


def judged(view: View) -> View:
    """Let those pass who are logged in; the view asks the judge for the object."""
    return _declare(view, "judged")


def administrator(view: View) -> View:
    """Let administrators of the platform pass; for others nothing is there."""
    return _declare(view, "administrator")


def development(view: View) -> View:
    """Let anybody pass while developing or in the demo; in production nothing is there."""
    return _declare(view, "development")


def unattended(view: View) -> View:
    """Say that a browser asks this by itself: asking it keeps no session alive."""
    view.is_unattended = True  # type: ignore[attr-defined]
    return view


def _declare(view: View, policy: str) -> View:
    view.policy = policy  # type: ignore[attr-defined]
    return view


def policy_of(view: Callable[..., Any], route: str) -> str | None:
    """Return the policy of a view: its own, or the one of the include that it came with; None when undeclared."""
    own = getattr(view, "policy", None) or getattr(getattr(view, "view_class", None), "policy", None)
    if own:
        return str(own)
    if view.__module__.split(".")[0] in ("schakel", "meetings", "surveys", "cms"):
        return None
    policy = next((policy for prefix, policy in INCLUDED.items() if route.startswith(prefix)), None)
    return None if policy == "pages" and not view.__module__.startswith(OF_PAGES) else policy


class ClosedPrefixes:
    """The middleware that keeps the doors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated and request.path.startswith(CLOSED_PREFIXES):
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        policy = policy_of(view, match.route if match else "")
        if policy is None or (policy == "development" and settings.PRODUCTION):
            raise Http404
        if policy in ("signed_in", "judged", "administrator") and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if policy == "administrator" and not access.may(request.user, "people.change"):
            raise Http404
        return None
