"""What a screen does when a verb refuses: it says why."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def succeeded(form: forms.BaseForm, verb: Callable[[], object], *, at: str | None = None) -> bool:
    """Do `verb`; a refusal becomes an error of `form`, at the field `at` when one is named."""
    try:
        verb()
    except ValidationError as refusal:
        form.add_error(at, refusal.messages if at else refusal)
        return False
    return True


def tried(request: HttpRequest, verb: Callable[[], object]) -> bool:
    """Do `verb`; a refusal becomes a message on the next page."""
    try:
        verb()
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        return False
    return True
