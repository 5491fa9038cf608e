"""The forms of private notes, and of a new version of a paper."""

from __future__ import annotations

import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.actions.notes import LONGEST
from meetings.forms import paper_field
from schakel.guard.forms import GuardedForm


class NoteForm(forms.Form):
    """A private note; `key` makes that a form sent twice writes one."""

    text = forms.CharField(
        label=_("Uw notitie"),
        help_text=_("Alleen u leest dit. Beschrijf geen zaak en geen persoon."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class PaperNoteForm(NoteForm):
    page = forms.IntegerField(label=_("Bij pagina"), min_value=1, max_value=100_000, required=False)


class NewVersionForm(GuardedForm):
    """The file that comes in the place of another."""

    paper = paper_field()
