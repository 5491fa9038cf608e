"""Refuse what nothing of ours can use, before it is read: a body too large, a null in an address, an id of no row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat

AROUND_A_FILE = 1024 * 1024  # the other fields of its form
LONGEST_LENGTH = 15  # digits; Python refuses to read a number of thousands
LARGEST_ID = 2**63 - 1  # what a database stores


class BodyLimit:
    """The middleware that looks at what is announced; without a length, the server itself ends the body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _announced(request) > settings.UPLOAD_LIMIT + AROUND_A_FILE:
            return render(request, "413.html", {"limit": filesizeformat(settings.UPLOAD_LIMIT)}, status=413)
        # PostgreSQL stores no such letter and refuses to look for it
        if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        if any(isinstance(value, int) and value > LARGEST_ID for value in kwargs.values()):
            raise Http404


def _announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal():
        return 0
    return int(length) if len(length) <= LONGEST_LENGTH else settings.UPLOAD_LIMIT * 2
