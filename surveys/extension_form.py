"""What a municipality fills in to ask for more time, and what the team fills in to reopen."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class MoreTimeForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label=_("Tot en met welke dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Vul een dag in."), "invalid": _("Vul een datum in, bijvoorbeeld 21-11-2026.")},
    )
    reason = forms.CharField(
        label=_("Waarom hebt u meer tijd nodig?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": _("Vul in waarom u meer tijd nodig hebt.")},
    )


class ReopenForm(forms.Form):
    """Why, and until when the municipality can change its answers."""

    reason = forms.CharField(
        label=_("Waarom?"), max_length=300, error_messages={"required": _("Vul in waarom u de vragenlijst heropent.")}
    )
    until = forms.DateField(
        label=_("Wijzigen kan tot en met"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
