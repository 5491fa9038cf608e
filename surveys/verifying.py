"""Ask whether a receipt exists, by its number and (the beginning of) its hash."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import datetime

from surveys.models import Submission

LENGTHS = (16, 64)
SPACES = re.compile(r"[\s\u00a0-]+")


@dataclass(frozen=True)
class Genuine:
    """A receipt that was given out: when, of which version of the questions, and whether a later one took its place."""

    at: datetime
    version: int
    number: int
    replaced: bool


def genuine(number: str, mark: str) -> Genuine | None:
    """Return what may be told of a receipt; None for one that was never given out, or not with this hash."""
    typed = SPACES.sub("", mark).lower()
    fields = ("sha256", "at", "questionnaire__version", "number", "pk", "response__submission")
    row = Submission.objects.filter(receipt=number.strip().upper()).values_list(*fields).first()
    known = row[0] if row else "0" * 64
    same = len(typed) in LENGTHS and hmac.compare_digest(typed.encode(), known[: len(typed)].encode())
    if row is None or not same:
        return None
    _hash, at, version, time, pk, newest = row
    return Genuine(at, version, time, replaced=pk != newest)
