"""The form with which somebody confirms what the guard found."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SeenForm(forms.Form):
    """`seen` says which text was read."""

    seen = forms.CharField(widget=forms.HiddenInput)


class ReasonForm(SeenForm):
    reason = forms.CharField(
        label=_("Waarom mag dit blijven staan?"),
        help_text=_("Dit wordt bewaard. Noem geen namen of nummers."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GuardedForm(forms.Form):
    """A form whose words others will see; it asks for a reason once something was refused."""

    stays = forms.CharField(
        label=_("Staat er een naam of plaats in die mag blijven? Leg uit waarom"),
        help_text=_("Dit wordt bewaard. Noem geen namen of nummers."),
        max_length=500,
        required=False,
    )

    @property
    def asks_reason(self) -> bool:
        return self.is_bound and bool(self.errors)
