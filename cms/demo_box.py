"""The people one can be in the demo: read from the file that the demo writes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who does not exist, and as whom one can look around."""

    name: str
    email: str
    role: str


@dataclass(frozen=True)
class DemoBox:
    """Everybody one can be, and the password that they share."""

    people: list[DemoPerson]
    password: str


def box() -> DemoBox | None:
    """Return the box of the front page; None where no demo is loaded."""
    told = _told()
    people = [DemoPerson(each["name"], each["email"], each["role"]) for each in told.get("people", [])]
    return DemoBox(people, told.get("password", "")) if people else None


def _told() -> dict[str, Any]:
    path = Path(settings.DEMO_FILE)
    if not settings.DEMO or not path.is_file():
        return {}
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8") or "{}")
    return told
