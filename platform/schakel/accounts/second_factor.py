"""The second factor: who needs one, whether this session used it, and how its secrets are kept."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Iterable

from allauth.account.authentication import get_authentication_records
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schakel.accounts.models import Role, User
from schakel.workspaces import access
from schakel.workspaces.roles import Role as Seated

STAFF = {Seated.SECRETARY, Seated.ANALYST}
PLATFORM = {Role.EDITOR, Role.ADMINISTRATOR}
REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are no factor


def is_required(user: access.Person) -> bool:
    """Tell whether `user` may go nowhere without a second factor: staff, and members of a workspace that demands it."""
    if access.platform_roles(user) & PLATFORM:
        return True
    held = access.workspaces(user).values()
    return any(roles & STAFF for roles in held) or access.sits_where_a_second_factor_is_demanded(user)


def was_used(request: HttpRequest, user: User) -> bool:
    """Tell whether the second factor was used in this very session; having one somewhere is not enough."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def is_satisfied(request: HttpRequest, user: User) -> bool:
    """Tell whether this session may pass as far as the second factor goes."""
    return was_used(request, user) or not is_required(user)


def of(user: User) -> Iterable[str]:
    """Return the kinds of second factor that `user` has set up."""
    return set(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def holders() -> set[int]:
    """Return the keys of everybody who set up a second factor."""
    return set(Authenticator.objects.filter(type__in=REAL).values_list("user", flat=True))


def key_of(words: str) -> bytes:
    """Return the Fernet key for one secret of the settings."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"second factor:{words}".encode()).digest())


def _box() -> MultiFernet:
    return MultiFernet([Fernet(key_of(words)) for words in settings.SECOND_FACTOR_KEYS])


class Adapter(DefaultMFAAdapter):
    """Secrets are encrypted where they are kept; the last second factor of who needs one stays."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("U hebt een tweede stap nodig. Stel eerst een andere in."),
        "cannot_generate_recovery_codes": _("Stel eerst een app of een passkey in."),
        "incorrect_code": _("Deze code klopt niet. Neem de code die nu in uw app staat."),
    }

    def get_totp_issuer(self) -> str:
        return "Schakel"

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as wrong:
            raise ImproperlyConfigured(
                "A second factor was encrypted with another key: set SCHAKEL_SECOND_FACTOR_KEY to the former key, "
                "or to both with the new one first."
            ) from wrong

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user=authenticator.user, type__in=REAL).exclude(pk=authenticator.pk)
        return others.exists() or not is_required(authenticator.user)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002  its name there
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bind passkeys to the configured address in production; a Host header decides nothing there."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        if settings.PRODUCTION:
            entity["id"] = settings.BASE_URL.partition("://")[2].partition(":")[0]
        return {**entity, "name": "Schakel"}


# ---------------------------------------------------------------- codes of an app: each is taken once
def counters() -> range:
    """Return the steps of thirty seconds whose codes are taken at this moment."""
    now, slack = int(time.time()) // app_settings.TOTP_PERIOD, app_settings.TOTP_TOLERANCE
    return range(now - slack, now + slack + 1)


def code(secret: str, counter: int) -> str:
    """Return the six digits of a step."""
    return str(format_hotp_value(hotp_value(secret, counter)))


@transaction.atomic
def spend(authenticator: Authenticator, typed: str) -> bool:
    """Use up a code that is right; tell whether it had not been used before.

    The library remembers a used code for thirty seconds, in one process; with a tolerance of one step it is right
    for ninety.
    """
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = Adapter().decrypt(row.data["secret"])
    digits = "".join(sign for sign in typed if sign.isdecimal())
    now = counters()
    spent = [step for step in row.data.get("spent", []) if step in now]
    fresh = [step for step in now if step not in spent and code(secret, step) == digits]
    if not fresh:
        return False
    row.data["spent"] = [*spent, fresh[0]]
    row.save(update_fields=["data"])
    return True


@transaction.atomic
def rewrap(user: User) -> None:
    """Encrypt what `user` keeps with the newest key, while a former one is still there to read it."""
    if len(settings.SECOND_FACTOR_KEYS) == 1:
        return
    for row in Authenticator.objects.select_for_update().filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN):
        for name in row.data.keys() & {"secret", "seed"}:
            row.data[name] = _box().rotate(row.data[name].encode()).decode()
        row.save(update_fields=["data"])


def reset(user: User) -> int:
    """Take away every second factor of `user`; return how many there were."""
    rows = Authenticator.objects.filter(user=user)
    count: int = rows.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    rows.delete()
    return count


# ---------------------------------------------------------------- for the demo and for tests, where secrets are told
def fresh_secret() -> str:
    """Return a new secret for an app, in base32."""
    return str(generate_totp_secret())


def set_up_app(user: User, secret: str) -> Authenticator:
    """Give `user` an app with this secret."""
    data = {"secret": Adapter().encrypt(secret)}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)


def secrets_of(addresses: Iterable[str]) -> dict[str, str]:
    """Return address → secret for those who have an app."""
    rows = Authenticator.objects.filter(user__email__in=list(addresses), type=Authenticator.Type.TOTP)
    return {row.user.email: Adapter().decrypt(row.data["secret"]) for row in rows.select_related("user")}


def code_now(secret: str) -> str:
    """Return the six digits that the app shows at this moment."""
    return code(secret, int(time.time()) // app_settings.TOTP_PERIOD)
