"""What follows from allauth's signals: the clocks of a session, and what a new second factor opens."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from schakel.accounts import second_factor, sessions
from schakel.accounts.models import User


@receiver(user_logged_in)
def start_the_clocks(request: HttpRequest, **_: Any) -> None:
    sessions.begin(request.session)


@receiver(authenticator_added)
def count_it_as_used(request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Who has just set up a second factor has shown it; the code that did so is spent."""
    if authenticator.type not in second_factor.REAL:
        return
    if authenticator.type == Authenticator.Type.TOTP:
        second_factor.spend(authenticator, request.POST.get("code", ""))
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    sessions.renew(request)


@receiver(authenticator_used)
def go_on_with_it(request: HttpRequest, user: User, reauthenticated: bool = False, **_: Any) -> None:
    second_factor.rewrap(user)
    if reauthenticated:
        sessions.renew(request)
