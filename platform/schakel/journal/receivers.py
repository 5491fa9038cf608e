"""Ways in and out: what allauth and Django tell of it goes into the journal."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from django.apps import apps
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import Signal

from schakel import journal
from schakel.accounts.models import User
from schakel.journal import bounds

TOLD = {
    user_logged_in: "session.begin",
    user_logged_out: "session.end",
    account.password_changed: "password.change",
    account.password_reset: "password.reset",
    account.email_changed: "address.change",
}
BY_ALL_TOGETHER = 1000  # failed logins that are written down in an hour


def listen() -> None:
    """Write down each of these signals; those of the second factor where it is installed."""
    told = dict(TOLD)
    if apps.is_installed("allauth.mfa"):
        from allauth.mfa import signals as mfa  # importing it asks for the app

        told[mfa.authenticator_added] = "factor.add"
        told[mfa.authenticator_removed] = "factor.remove"
        told[mfa.authenticator_reset] = "factor.reset"
        mfa.authentication_failed.connect(write_wrong_code, dispatch_uid="journal.factor.refused")
    for signal, action in told.items():
        _tell(signal, action)
    user_login_failed.connect(write_failure, dispatch_uid="journal.session.refused")


def _tell(signal: Signal, action: str) -> None:
    def write(sender: object, *, user: User | None, **told: Any) -> None:
        if user is not None:  # a session that had ended already has nobody who logs out
            journal.record(action, of=user, by=user)

    signal.connect(write, weak=False, dispatch_uid=f"journal.{action}")


def write_wrong_code(sender: object, *, user: User, **told: Any) -> None:
    """Write that a second step went wrong: by nobody, for it is not known yet that it was this person."""
    bounds.record("factor.refused", of=user, by=None, most=BY_ALL_TOGETHER)


def write_failure(sender: object, *, credentials: dict[str, Any], **told: Any) -> None:
    """Write that somebody could not log in: of whom, if there is such an account, and by nobody.

    An unknown address takes a line as well, and one bound holds for all: otherwise time would tell who has an account.
    """
    address = credentials.get("email") or credentials.get("username") or ""
    of = User.objects.filter(email__iexact=str(address)).first()
    bounds.record("session.refused", of=of, by=None, most=BY_ALL_TOGETHER)
