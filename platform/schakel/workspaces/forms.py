"""The forms of the screens around a workspace."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel import tlp
from schakel.workspaces.past import Past


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=_("Waarom mag het merk omlaag?"),
        help_text=_("Alleen nodig als u het merk verlaagt. Alleen het secretariaat leest dit."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        required=False,
    )


class MarkForm(forms.Form):
    """Another TLP mark for one thing."""

    tlp = forms.ChoiceField(label=_("TLP-merk"), choices=tlp.CHOICES)
    reason = reason_field()

    def __init__(self, *args: Any, empty: str = "", **options: Any) -> None:
        """With `empty`, what no mark of its own means can be chosen too."""
        super().__init__(*args, **options)
        if empty:
            field: forms.ChoiceField = self.fields["tlp"]  # type: ignore[assignment]
            field.required, field.choices = False, [("", empty), *tlp.CHOICES]


class PastForm(forms.Form):
    """What members of a workspace see of its past."""

    past = forms.ChoiceField(label=_("Wat leden van het verleden zien"), choices=Past.choices)


class PeriodForm(forms.Form):
    """From when until when somebody was a member."""

    since = forms.DateTimeField(label=_("Sinds"), help_text=_("Bijvoorbeeld: 1-2-2019 13:30."))
    until = forms.DateTimeField(
        label=_("Tot"), help_text=_("Leeg: nog steeds lid. Dit moment hoort er niet meer bij."), required=False
    )


class DayForm(forms.Form):
    """A day of which one asks who sat where, and as of when it was recorded."""

    day = forms.DateField(
        label=_("Op welke dag"), help_text=_("Bijvoorbeeld: 14-5-2019."), widget=forms.DateInput(attrs={"type": "date"})
    )
    known = forms.DateField(
        label=_("Zoals bekend aan het eind van"),
        help_text=_("Leeg: zoals wij het nu weten."),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
