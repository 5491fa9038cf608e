"""The form in which somebody chooses how often to hear of each workspace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from schakel.accounts.models import User
from schakel.notices.models import Pace, Preference
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

APART = "other"


class PaceForm(forms.Form):
    """One question for each own workspace, and one for what belongs to none."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, user: User) -> None:
        super().__init__(data)
        chosen = dict(Preference.objects.filter(user=user).values_list("workspace", "pace"))
        own = WorkspacePage.objects.filter(pk__in=access.workspaces(user)).order_by("path")
        for pk, title in [*own.values_list("pk", "title"), (None, _("Wat niet bij een werkruimte hoort"))]:
            self.fields[f"pace_{pk or APART}"] = forms.ChoiceField(
                label=title, choices=Pace.choices, initial=chosen.get(pk, Pace.AT_ONCE)
            )

    def chosen(self) -> dict[int | None, str]:
        """Return the pace for each workspace, for `paces.choose`."""
        pairs = ((name.removeprefix("pace_"), pace) for name, pace in self.cleaned_data.items())
        return {None if key == APART else int(key): pace for key, pace in pairs}
