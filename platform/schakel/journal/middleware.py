"""Refusals: somebody who is logged in asked for what is not theirs, or is not there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from schakel.accounts.models import User
from schakel.journal import bounds
from schakel.workspaces.doors import CLOSED_PREFIXES

IN_AN_HOUR = 60  # lines per person
LARGEST = 2**63  # a number that fits in the database


class Refusals:
    """The middleware that writes down what the judge refused: the route and the keys in it, never the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code in (403, 404) and isinstance(request.user, User) and _was_judged(request, response):
            match = request.resolver_match
            keys = {name: value for name, value in match.kwargs.items() if _is_key(value)} if match else {}
            route = match.view_name if match and match.url_name else ""
            bounds.record(
                "access.refused", of=None, by=request.user, most=IN_AN_HOUR,
                route=route, status=response.status_code, **keys,
            )  # fmt: skip
        return response


def _is_key(value: object) -> bool:
    return isinstance(value, int) and value < LARGEST


def _was_judged(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether the judge refused: a form without its token and a mistyped public address are something else."""
    if response.status_code == 403:
        return getattr(request, "csrf_processing_done", False)
    return request.path.startswith(CLOSED_PREFIXES)
