"""`{% load beside %}`: what stands beside the questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.template import Library

register = Library()


@register.filter
def of(known: Mapping[str, Any] | None, key: str) -> Any:
    """Return what is known of a section or a question; nothing where nothing is."""
    return known.get(key, "") if isinstance(known, Mapping) else ""
