"""How the answers stand beside those of the former round (holds the place until it is built)."""

from __future__ import annotations

from collections.abc import Mapping

from surveys.models import Response


def former_states(response: Response, answers: Mapping[str, str]) -> dict[str, str]:
    """Return confirmed, changed or unseen by key, for what was answered last time."""
    return {}
