"""The forms around minutes: circulate, adopt, correct, answer, compare, import."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings import loop
from meetings.forms import ConfirmForm
from meetings.models import AgendaItem
from schakel.files.forms import PaperField
from schakel.guard.forms import GuardedForm


class CirculateForm(ConfirmForm):
    """A yes to what was read, and until which day members may correct it."""

    until = forms.DateField(
        label=_("Correcties tot en met"),
        help_text=_("Leden sturen tot en met deze dag correcties. Gewoonlijk twee weken."),
        required=False,
        widget=forms.DateInput,
        initial=loop.usual_last_day,
    )


class AdoptForm(ConfirmForm):
    """A yes to what was read; without a meeting that adopts, why that is so."""

    without_meeting = forms.CharField(
        label=_("Stelt u schriftelijk vast, zonder vergadering? Schrijf op waarom"),
        help_text=_("Dit blijft bij de notulen staan en is voor alle leden te zien. Een lopende termijn eindigt dan."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ParagraphForm(forms.Form):
    """Which paragraph it is about: the address of the form names it."""

    block = forms.UUIDField()
    paragraph = forms.IntegerField(min_value=1, max_value=10_000)


class CorrectionForm(GuardedForm):
    """A correction on one paragraph. `key` makes that a form sent twice sends one correction."""

    quoted = forms.CharField(
        label=_("Welke woorden kloppen niet?"),
        help_text=_("Neem ze letterlijk over. Laat dit leeg als het over de hele alinea gaat."),
        max_length=500,
        required=False,
    )
    text = forms.CharField(
        label=_("Wat moet er staan?"),
        help_text=_("Alle leden zien dit met uw naam. Beschrijf geen zaak en geen persoon."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class AnswerForm(GuardedForm):
    """What the secretary does with a correction, and says about it. Only quoted words can be replaced by themselves."""

    TAKE, APPLY, REFUSE = "take", "apply", "refuse"
    VERDICTS = (
        (APPLY, _("Overnemen: zet de woorden van de correctie in de tekst")),
        (TAKE, _("Overnemen: ik pas de tekst zelf aan")),
        (REFUSE, _("Niet overnemen")),
    )
    verdict = forms.ChoiceField(label=_("Wat doet u met deze correctie?"), choices=VERDICTS, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Uw antwoord"),
        help_text=_("Alle leden zien dit bij de alinea. Neemt u de correctie niet over, schrijf dan op waarom."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, quotes: bool = True, **options: Any) -> None:
        super().__init__(*args, **options)
        verdict: forms.ChoiceField = self.fields["verdict"]  # type: ignore[assignment]
        if not quotes:
            verdict.choices = self.VERDICTS[1:]


class CompareForm(forms.Form):
    """Which two texts to compare; only what this reader may see can be chosen."""

    van = forms.ChoiceField(label=_("Van"), required=False)
    tot = forms.ChoiceField(label=_("Naar"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("van", "tot"):
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = choices


class WordForm(forms.Form):
    """A Word file to take over."""

    file = PaperField(
        label=_("Word-bestand (.docx)"),
        help_text=_("Koppen, lijsten, tabellen en vet blijven. Wat niet mee kan, ziet u op de volgende pagina."),
    )
    file.widget.attrs["accept"] = ".docx"


class TakeOverForm(GuardedForm):
    """A yes to what was read from a Word file; the reading itself is signed and comes along."""

    reading = forms.CharField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ReadItemForm(forms.Form):
    """One item that was read from an agenda in Word."""

    keep = forms.BooleanField(label=_("Meenemen"), required=False, initial=True)
    title = forms.CharField(label=_("Titel"), max_length=200)
    kind = forms.ChoiceField(label=_("Soort"), choices=AgendaItem.Kind.choices)
    duration = forms.IntegerField(label=_("Minuten"), min_value=0, max_value=600)


ReadItems = forms.formset_factory(ReadItemForm, extra=0, max_num=100, validate_max=True)
