"""What one may choose of the journal."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.journal.acts import ACTIONS
from schakel.journal.models import Line, LineQuerySet


class ChosenLines(forms.Form):
    """Choose by act, by person (key) and by day; what is no choice is told and chooses nothing."""

    action = forms.ChoiceField(label=_("Handeling"), required=False)
    by = forms.IntegerField(label=_("Nummer van de persoon"), required=False, min_value=1, max_value=2**63 - 1)
    since = forms.DateField(label=_("Vanaf"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Tot en met"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        acts = sorted(ACTIONS.items(), key=lambda act: act[1])
        self.fields["action"] = forms.ChoiceField(
            label=_("Handeling"), required=False, choices=[("", _("alle handelingen")), *acts]
        )

    def lines(self) -> LineQuerySet:
        """Return the lines that were asked for, the newest first."""
        asked = self.cleaned_data if self.is_valid() else {}
        lines = Line.objects.newest_first()
        if asked.get("action"):
            lines = lines.filter(action=asked["action"])
        if asked.get("by"):
            lines = lines.filter(by=asked["by"])
        if asked.get("since"):
            lines = lines.filter(at__gte=_midnight(asked["since"]))
        if asked.get("until"):
            lines = lines.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
        return lines


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
