"""The forms about people."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from schakel.accounts.models import Invitation, User
from schakel.directory.models import Organisation
from schakel.mail import outbox
from schakel.workspaces.models import Seat, WorkspacePage
from schakel.workspaces.roles import Role


class AcceptForm(forms.Form):
    """Choose a password and take the place that was offered."""

    password = forms.CharField(
        label=_("Kies een wachtwoord"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("Minstens 12 tekens. Een zin van een paar woorden is goed te onthouden."),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.invitation.email, name=self.invitation.name))
        return password


class ResetForm(ResetPasswordForm):
    """Ask for a new password, with the same work for every address: whether there is an account is asked at sending."""

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        return email.lower()

    def save(self, request: HttpRequest, **options: Any) -> str:
        email: str = self.cleaned_data["email"]
        outbox.enqueue("account.password_reset_key", to=email)
        return email


class SeatField(forms.ModelChoiceField[Seat]):
    """Choose a seat by workspace and organisation."""

    def label_from_instance(self, obj: Seat) -> str:
        return f"{obj.workspace.title}: {obj}"


def seat_field(**options: Any) -> SeatField:
    seats = Seat.objects.select_related("workspace", "organisation").order_by("workspace__path", "organisation__name")
    return SeatField(queryset=seats, label=_("Zetel"), **options)


class SeatForm(forms.Form):
    """Give an organisation a seat in a workspace."""

    workspace = forms.ModelChoiceField(label=_("Werkruimte"), queryset=WorkspacePage.objects.order_by("path"))
    name = forms.CharField(label=_("Organisatie"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Soort"),
        choices=[pair for pair in Organisation.Kind.choices if pair[0] != Organisation.Kind.MUNICIPALITY],
        help_text=_("Voor een organisatie die hier nog niet bekend is."),
    )


class InviteForm(forms.Form):
    """Invite somebody who has no account yet."""

    name = forms.CharField(label=_("Naam"), max_length=120)
    email = forms.EmailField(label=_("E-mailadres"))
    seat = seat_field(required=False)
    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices, initial=Role.MEMBER)


class AdmitForm(forms.Form):
    """Give somebody who has an account a place in a workspace."""

    user = forms.ModelChoiceField(label=_("Persoon"), queryset=User.objects.filter(is_active=True))
    seat = seat_field()
    role = forms.ChoiceField(label=_("Rol"), choices=Role.choices, initial=Role.MEMBER)
