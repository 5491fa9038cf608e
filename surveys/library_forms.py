"""What the survey team fills in at the library, at a new version, and at questions that ask the same."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.models import SurveyPage
from surveys.questionnaire import Questionnaire


class NoteForm(forms.Form):
    """What a version changes, and which version was looked at."""

    note = forms.CharField(
        label=_("Wat verandert er?"), max_length=300, required=False, help_text=_("Voor uzelf en uw collega’s.")
    )
    sha256 = forms.CharField(widget=forms.HiddenInput)


class KeepForm(forms.Form):
    """A question or a section that is kept."""

    key = forms.ChoiceField(label=_("Vraag of onderdeel"))
    title = forms.CharField(label=_("Naam in de bibliotheek"), max_length=160, required=False)

    def __init__(self, *args: Any, form: Questionnaire, listed: list[tuple[str, str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ChoiceField = self.fields["key"]  # type: ignore[assignment]
        field.choices = [(key, f"{label[:90]} ({key})") for key, label, _kind in listed]


class UseForm(forms.Form):
    """In which round a kept question is used."""

    survey = forms.ModelChoiceField(SurveyPage.objects.none(), label=_("In welke vragenlijst?"), to_field_name="slug")

    def __init__(self, *args: Any, rounds: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: forms.ModelChoiceField[SurveyPage] = self.fields["survey"]  # type: ignore[assignment]
        field.queryset, field.empty_label = rounds, None


class EqualForm(forms.Form):
    """Which question of the former round asked the same; a choice that is called otherwise now is mapped."""

    question = forms.ChoiceField(label=_("Vraag van nu"))
    earlier_question = forms.ChoiceField(label=_("Vraag van de vorige ronde"))
    note = forms.CharField(label=_("Opmerking"), max_length=300, required=False)
    mapping = forms.CharField(
        label=_("Antwoorden die nu anders heten"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Een regel per antwoord: de naam van toen, =, de naam van nu. Bijvoorbeeld: ja_deels = deels."),
    )

    def __init__(self, *args: Any, now: Questionnaire, before: Questionnaire, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, form in (("question", now), ("earlier_question", before)):
            field: forms.ChoiceField = self.fields[name]  # type: ignore[assignment]
            field.choices = [(each.name, f"{each.label()[:90]} ({each.name})") for each in form.asked]

    def clean_mapping(self) -> dict[str, str]:
        pairs = [line.partition("=") for line in self.cleaned_data["mapping"].splitlines() if line.strip()]
        if any(not sign for _old, sign, _new in pairs):
            raise forms.ValidationError(_("Zet tussen de twee namen een =, en elk antwoord op een eigen regel."))
        return {old.strip(): new.strip() for old, _sign, new in pairs}


class UnequalForm(forms.Form):
    question = forms.CharField(widget=forms.HiddenInput)
