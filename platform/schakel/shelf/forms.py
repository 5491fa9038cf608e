"""The forms with which a secretary puts a standing paper on the shelf, renews it, or changes what is known of it."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel import tlp
from schakel.accounts.models import User
from schakel.dated import at_moment
from schakel.directory.models import Organisation
from schakel.files.forms import PaperField
from schakel.guard.forms import GuardedForm
from schakel.shelf.models import StandingPaper
from schakel.shelf.shelving import About
from schakel.workspaces.models import Membership, Seat, WorkspacePage
from schakel.workspaces.roles import Role


def file_field() -> PaperField:
    return PaperField(
        label=_("Bestand"),
        help_text=_(
            "Pdf, Office of afbeelding, zonder macro’s, hoogstens 25 MB. Namen van schrijvers, opmerkingen en "
            "verwijderde tekst halen wij eruit. Geen gegevens over slachtoffers."
        ),
    )


def day_field() -> forms.DateField:
    return forms.DateField(
        label=_("Datum van het stuk"),
        initial=timezone.localdate,
        required=False,
        help_text=_("Leeg: vandaag."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class AboutForm(GuardedForm):
    """What is known of a standing paper."""

    title = forms.CharField(label=_("Titel"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Soort"), choices=StandingPaper.Kind.choices, initial=StandingPaper.Kind.OTHER, required=False
    )
    organisation = forms.ModelChoiceField(
        label=_("Van welke organisatie"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Van het overleg zelf"),
    )
    subject = forms.CharField(
        label=_("Onderwerp"),
        max_length=80,
        required=False,
        help_text=_("Werkwijzen met hetzelfde onderwerp staan naast elkaar. Bijvoorbeeld: intake."),
    )
    summary = forms.CharField(
        label=_("In het kort"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ModelChoiceField(
        label=_("Wie houdt het bij"), queryset=User.objects.none(), required=False, empty_label=_("Nog niet bekend")
    )
    told_roles = forms.MultipleChoiceField(
        label=_("Wie moet een nieuwe versie weten"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told_seats = forms.ModelMultipleChoiceField(
        label=_("En deze organisaties"),
        queryset=Seat.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, workspace: WorkspacePage, **options: Any) -> None:
        super().__init__(*args, **options)
        sitting = Membership.objects.current().filter(at_moment(prefix="seat__"), seat__workspace=workspace)
        seats = Seat.objects.current().filter(workspace=workspace, organisation__isnull=False)
        offered = {
            "owner": User.objects.filter(pk__in=sitting.values("user"), is_active=True).order_by("name"),
            "organisation": Organisation.objects.filter(pk__in=seats.values("organisation")).order_by("name"),
            "told_seats": seats.select_related("organisation"),
        }
        for name, rows in offered.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def about(self) -> About:
        """Return what was filled in, for the verbs."""
        told = self.cleaned_data
        return About(
            title=told["title"],
            kind=told["kind"] or StandingPaper.Kind.OTHER,
            owner=told["owner"],
            organisation=told["organisation"],
            subject=told["subject"],
            summary=told["summary"],
            told_roles=told["told_roles"],
            told_seats=list(told["told_seats"]),
        )


class ShelveForm(AboutForm):
    """A new standing paper. `key` makes that a form sent twice puts it on the shelf once."""

    file = file_field()
    dated = day_field()
    tlp = forms.ChoiceField(label=_("Wie mag dit weten"), choices=tlp.Tlp.choices, initial=tlp.Tlp.GREEN)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    field_order = ("title", "kind", "file", "dated", "tlp")

    def first(self) -> dict[str, Any]:
        """Return what was filled in of the first version."""
        return {name: self.cleaned_data[name] for name in ("tlp", "key", "stays")} | {"dated": _day(self)}


class RenewForm(GuardedForm):
    """A new version."""

    file = file_field()
    note = forms.CharField(
        label=_("Wat is er anders"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    dated = day_field()

    def version(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("note", "stays")} | {"dated": _day(self)}


def _day(form: forms.Form) -> date | None:
    day: date | None = form.cleaned_data["dated"]
    return day
