"""What the guard looks at before others see it: a part offers its models here, in AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(frozen=True)
class Guarded:
    """How one model is looked at: its text, the names that its own list of persons adds, and who may confirm."""

    model: type[Model]
    text: Callable[[Any], str]
    title: Callable[[Any], str]
    onwards: Callable[[Any], str]
    right: str
    present: Callable[[Any], Iterable[str]] = lambda thing: ()

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


_OFFERED: dict[str, Guarded] = {}


def offer(guarded: Guarded) -> None:
    """Let the guard look at a model of a part."""
    _OFFERED[guarded.label] = guarded


def of(label: str) -> Guarded:
    """Return how the model with this label is guarded; raise LookupError when no part offered it."""
    if label not in _OFFERED:
        raise LookupError(f"{label} is not offered to the guard.")
    return _OFFERED[label]
