"""Requests: when one came in, and that of somebody who is logged in."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.utils import timezone

if TYPE_CHECKING:
    from schakel.accounts.models import User

_BEGAN = "schakel.began"


def begin(request: HttpRequest) -> None:
    """Note when a request came in: a deadline is judged by that moment, not by when its turn comes."""
    request.META[_BEGAN] = timezone.now()


def began(request: HttpRequest) -> datetime:
    """Return when a request came in; this moment where nobody noted it."""
    return cast("datetime", request.META.get(_BEGAN) or timezone.now())


class MemberRequest(HttpRequest):
    """A request whose user is a person with an account."""

    user: User
