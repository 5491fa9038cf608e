"""The field for every paper, and what is told of a file that came in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files import File
from django.http import HttpRequest
from django.utils.translation import gettext as _

from schakel.files.cleaned import in_words
from schakel.files.inspection import ACCEPTED, Inspected, inspect


class PaperField(forms.FileField):
    """A file that is inspected and cleaned as it comes in, so that a refusal stands at this field."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED.replace(" ", "")})

    def clean(self, data: Any, initial: Any = None) -> Inspected | None:
        file: File[bytes] | None = super().clean(data, initial)
        return inspect(file, file.name or "") if file else None


def tell(request: HttpRequest, file: Inspected | None) -> None:
    """Say on the next page what was taken out of a file, and what is still in it."""
    if file is None:
        return
    if removed := in_words(file.traces):
        messages.warning(request, _("Uit het stuk is weggehaald: %(what)s.") % {"what": removed})
    if remaining := in_words(file.traces, remaining=True):
        messages.warning(request, _("Let op, dit staat nog in het stuk: %(what)s.") % {"what": remaining})
