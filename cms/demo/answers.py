"""The 135 invented responses of the demo."""

from __future__ import annotations

import csv
from pathlib import Path

FILE = Path(__file__).parent / "SYNTHETIC_responses_135.csv"


def invented_answers() -> list[dict[str, str]]:
    """Return each response as question → answer, in the way XLSForm writes it; empty where nothing was asked."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
