"""What the survey team fills in about the fieldwork: frames, contacts, mailings."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from schakel.accounts.models import User
from surveys.actions import frame


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
