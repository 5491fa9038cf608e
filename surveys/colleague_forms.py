"""What colleagues of a municipality fill in for each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from surveys import addresses
from surveys.outline import Part


class TellingForm(forms.Form):
    """A form whose answers a verb judges: what it refuses stands at the field."""

    def told(self, verb: Callable[[], object]) -> bool:
        """Do the verb and put what it refuses among the errors; True when it was done."""
        try:
            verb()
        except ValidationError as refused:
            self.take(refused)
        return not self.errors

    def take(self, refused: ValidationError) -> None:
        errors = refused.message_dict if hasattr(refused, "error_dict") else {None: refused.messages}
        for name, words in errors.items():
            self.add_error(name if name in self.fields else None, words)


class PersonForm(TellingForm):
    """Somebody with an address."""

    name = forms.CharField(label=_("Naam"), max_length=addresses.LONGEST_NAME)
    email = forms.EmailField(label=_("E-mailadres"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class HandOverForm(PersonForm):
    """A section for a colleague."""

    section = forms.ChoiceField(label=_("Onderdeel"))
    remark = forms.CharField(
        label=_("Opmerking"),
        required=False,
        max_length=addresses.LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Uw collega leest dit bij de vragen, niet in de e-mail."),
    )
    alone = forms.BooleanField(label=_("Ziet alleen dit onderdeel"), required=False, initial=True)
    field_order = ("section", "name", "email", "remark", "alone")

    def __init__(self, *args: Any, outline: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ChoiceField", self.fields["section"])
        choice.choices = [(part.name, part.label) for part in outline]

    @property
    def handed(self) -> dict[str, Any]:
        """What the verb wants to know."""
        data = {name: self.cleaned_data[name] for name in ("name", "email", "remark", "alone")}
        return data | {"section": "" if self.cleaned_data["section"] == Part.LOOSE else self.cleaned_data["section"]}


class RemarkForm(TellingForm):
    """A comment beside a question."""

    remark = forms.CharField(
        label=_("Opmerking voor uw collega’s"),
        max_length=addresses.LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen uw gemeente leest dit. Schrijf niets waarmee slachtoffers te herkennen zijn."),
    )


class GiveBackForm(TellingForm):
    """What is the matter with the answers as a whole; the remarks per question stand beside them."""

    remark = forms.CharField(
        label=_("Opmerking over het geheel"),
        required=False,
        max_length=addresses.LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
