"""The fence around Wagtail's admin: who may enter, which screens are open, and which pages they may be asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request
from wagtail.models import Page

from schakel import errors
from schakel.accounts.models import User
from schakel.workspaces.access import Person
from schakel.workspaces.desk import groups, offers, reach
from schakel.workspaces.desk.routes import ONLY, OPEN, SHUT, WORDS

PREFIX = "/beheer/"
LONGEST_ID = 18  # digits that fit in the database's integer


class Fence:
    """The middleware that stands at the desk; what is behind it for others looks like what does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if not isinstance(request.user, User) or not groups.sync_groups(request.user):
            return _nothing(request)
        response = self.get_response(request)
        # Wagtail has a page of its own for what it does not find: two pages would tell hidden from absent
        return _nothing(request) if response.status_code == 404 else response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if match is None or match.view_name in SHUT:
            return _nothing(request)
        if not match.route.startswith(PREFIX[1:]) or _lets_pass(request, match.view_name, kwargs):
            return None
        return _nothing(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer a form with parts missing as a bad request; Wagtail's editor breaks on what it cannot have sent."""
        missing = isinstance(exception, MultiValueDictKeyError) and request.path_info.startswith(PREFIX)
        return bad_request(request, exception) if missing else None


def is_open(route: str, user: Person) -> bool:
    """Tell whether the screen with this name is there for `user`, whatever page it is asked for."""
    rights = offers.rights_for(route)
    return route in OPEN if rights is None else any(user.has_perm(right) for right in rights)


def _nothing(request: HttpRequest) -> HttpResponseBase:
    return errors.page_not_found(request, Http404())


def _lets_pass(request: HttpRequest, route: str, kwargs: dict[str, Any]) -> bool:
    if not isinstance(request.user, User) or not is_open(route, request.user):
        return False
    if any(str(kwargs[name]) not in values for name, values in ONLY.get(route, {}).items()):
        return False
    if "object_id" in kwargs and not _is_page(kwargs["app_label"], kwargs["model_name"]):
        return offers.is_offered(kwargs["app_label"], kwargs["model_name"])  # Wagtail asks for the right to change it
    return _reaches(request.user, _asked_for(request, OPEN.get(route, ()), kwargs))


def _is_page(app: str, model: str) -> bool:
    try:
        return issubclass(apps.get_model(app, model), Page)
    except LookupError:
        return False


def _asked_for(request: HttpRequest, names: tuple[str, ...], kwargs: dict[str, Any]) -> set[tuple[str, str]]:
    """Return what stands where the route takes ids of pages, in the path, the query and the form: (name, value)."""
    asked = {(name, str(kwargs[name])) for name in names if name in kwargs}
    for name in names:
        asked.update((name, value) for value in [*request.GET.getlist(name), *request.POST.getlist(name)])
    return asked


def _reaches(user: User, asked: set[tuple[str, str]]) -> bool:
    """Tell whether `user` may know of every page that is asked for; a word that is no id is not let through."""
    ids = {value for name, value in asked if value not in WORDS.get(name, {""})}
    if not all(each.isdecimal() and len(each) <= LONGEST_ID for each in ids):
        return False
    if ("id", "all") in asked and not _all_are_own(user, {value for name, value in asked if name == "childOf"}):
        return False
    return reach.reaches_all(user, {int(each) for each in ids})


def _all_are_own(user: User, listings: set[str]) -> bool:
    """Tell whether "select all" stays within one's own: Wagtail lists by title also what it then refuses to change."""
    return bool(listings) and all(reach.owns(user, int(each)) for each in listings)
