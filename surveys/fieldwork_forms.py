"""What the survey team fills in about the fieldwork: frames, contacts, mailings."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from schakel.accounts.models import User
from schakel.attempt import succeeded
from surveys.actions import contacts, frame, mailings
from surveys.forms import content
from surveys.models import Mailing, SurveyPage
from surveys.table_file import BrokenTable


class DeriveForm(forms.Form):
    """The frame of a later year."""

    year = forms.IntegerField(label=gettext_lazy("Voor welk jaar?"), min_value=1990, max_value=2100)

    def derive(self, *, by: User) -> int:
        """Derive the frame; return how many municipalities there are, 0 with what is wrong among the errors."""
        try:
            return frame.derive(self.cleaned_data["year"], by=by)
        except ValidationError as refused:
            self.add_error("year", refused)
        return 0


class ContactForm(forms.Form):
    """Whom to write to at a municipality."""

    email = forms.EmailField(label=gettext_lazy("E-mailadres"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120, required=False)
    job = forms.CharField(label=gettext_lazy("Functie"), max_length=120, required=False)
    phone = forms.CharField(label=gettext_lazy("Telefoon"), max_length=40, required=False)


class ContactFileForm(forms.Form):
    """Contacts of many municipalities."""

    file = forms.FileField(
        label=gettext_lazy("Bestand met de contactpersonen"),
        help_text=gettext_lazy("Een werkmap (.xlsx) of CSV-bestand in UTF-8, met de kop die in de uitleg staat."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx,.xls"}),
    )

    def read(self, *, by: User) -> tuple[int, int] | None:
        """Read the contacts; return how many are new and changed, None with the problems among the errors."""
        try:
            return contacts.read(content(self.cleaned_data["file"]), by=by)
        except BrokenTable as broken:
            self.add_error("file", list(broken.problems))
        except ValidationError as refused:
            self.add_error("file", refused)
        return None


class MailingForm(forms.Form):
    """The words of a mailing."""

    subject = forms.CharField(label=gettext_lazy("Onderwerp"), max_length=160)
    body = forms.CharField(
        label=gettext_lazy("Tekst"),
        help_text=gettext_lazy(
            "Een lege regel begint een nieuwe alinea. Wat tussen accolades mag staan, leest u hieronder."
        ),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def write(self, survey: SurveyPage, kind: str, *, by: User) -> Mailing | None:
        """Keep a new mailing; None with what is wrong among the errors."""
        made: list[Mailing] = []
        words = {"subject": self.cleaned_data["subject"], "body": self.cleaned_data["body"]}
        succeeded(self, lambda: made.append(mailings.write(survey, kind=kind, **words, by=by)))
        return made[0] if made else None

    def change(self, mailing: Mailing, *, by: User) -> bool:
        words = {"subject": self.cleaned_data["subject"], "body": self.cleaned_data["body"]}
        return succeeded(self, lambda: mailings.change(mailing, **words, by=by))
