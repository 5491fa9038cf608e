"""Where allauth meets the house: nobody signs up, mails are rows of ours, a stranger's guesses lock out nobody."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schakel.accounts import devices, kept, second_factor, sessions
from schakel.accounts.models import User
from schakel.mail import outbox

# failures on one account, from all unknown browsers together: what many addresses may try
ANYWHERE = {"login_failed": "100/h/key"}


class Adapter(DefaultAccountAdapter):
    """By invitation only; the outbox sends. What is said when something is wrong, is said with "u"."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Met dit account kunt u niet meer inloggen."),
        "email_password_mismatch": _("E-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei."),
        "email_taken": _("Kies een ander e-mailadres."),
        "enter_current_password": _("Vul uw huidige wachtwoord in."),
        "incorrect_password": _("Dit is niet uw wachtwoord."),
        "invalid_login": _("Inloggen is niet gelukt."),
        "invalid_password_reset": _("Deze koppeling werkt niet meer. Vraag een nieuwe aan."),
        "rate_limited": _("Dat ging te vaak achter elkaar. Wacht even."),
        "same_as_current": _("Dit is hetzelfde als wat u al had."),
        "too_many_login_attempts": _("Te veel pogingen. Wacht vijf minuten en probeer het opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Store that a mail is due. The row keeps the address and the kind; the text is made when it is sent."""
        area, _, name = template_prefix.partition("/email/")
        outbox.enqueue(f"{area}.{name}", to=email)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask for the password once more, but for a first second factor right after logging in."""
        request = context.request
        first = app == "allauth.mfa" and isinstance(request.user, User) and not second_factor.of(request.user)
        return not (first and sessions.logged_in_just_now(request))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if isinstance(user, User) and kept.of(request.session, user):
            return reverse("account_resume")
        return str(super().get_login_redirect_url(request))

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post_login(request, user, **options)
        devices.remember(request, response, user.email)
        return response

    # ---------------------------------------------------------------- how often somebody may guess
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures per account and browser, or address where the browser is not known for that account."""
        email = str(credentials.get("email", "")).strip().lower()
        where = "known" if devices.knows(request, email) else ratelimit.get_ip(request)
        return f"{email}:{where}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        if not devices.knows(request, str(credentials.get("email", ""))) and not self._anywhere(credentials, look=True):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        self._anywhere(credentials)

    def _anywhere(self, credentials: dict[str, Any], *, look: bool = False) -> bool:
        email = str(credentials.get("email", "")).strip().lower()
        where: dict[str, Any] = {"app": "allauth.account", "action": "login_failed", "key": f"{email}:anywhere"}
        limits = ANYWHERE if ratelimit.get_rates(app="allauth.account", action="login_failed") else {}
        return bool(ratelimit.consume(context.request, config=limits, dry_run=look, **where))
