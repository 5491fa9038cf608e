"""The forms in which somebody types a code, or gives a passkey a name."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.accounts import second_factor


class TakenOnce(forms.Form):
    """Take a code of an app once: the same six digits are refused for as long as they would be right."""

    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs["autocomplete"] = "one-time-code"

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP and not second_factor.spend(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class LoginCode(TakenOnce, AuthenticateForm):
    """The second step of logging in."""


class ConfirmCode(TakenOnce, ReauthenticateForm):
    """Show once more that it is you."""


class FirstCode(ActivateTOTPForm):
    """The first code of an app that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code van zes cijfers")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class PasskeyName(AddWebAuthnForm):
    """A name by which you know this passkey again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam")
        self.fields["name"].help_text = _("Bijvoorbeeld: laptop van het werk.")
        if "passwordless" in self.fields:
            self.fields["passwordless"].label = _("Ook inloggen zonder wachtwoord")
            self.fields["passwordless"].help_text = _("Uw apparaat vraagt dan om uw vinger, gezicht of pincode.")


class NewPasskeyName(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam")
