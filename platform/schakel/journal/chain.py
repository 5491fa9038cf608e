"""How one line hangs on the one before: a SHA-256 over its canonical JSON, the digest before it included.

This form is for ever: whoever changes it breaks every chain that exists.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, NamedTuple

BEGINNING = "0" * 64  # what the first line hangs on


class Link(NamedTuple):
    """What one line says."""

    seq: int
    at: datetime
    action: str
    by: int | None
    kind: str
    of: str
    workspace: int | None
    data: dict[str, Any]
    before: str


def digest(link: Link) -> str:
    """Return the SHA-256, in hexadecimals, of the canonical JSON of `link`: keys sorted, no spaces, moments in UTC."""
    row = {**link._asdict(), "at": link.at.astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
