"""Minutes as a tagged PDF (PDF/UA-1), typeset from plain data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from schakel import typeset

SOURCE = Path(__file__).parent / "print" / "minutes.typ"


def made(told: dict[str, Any]) -> bytes:
    """Return the PDF of what `written.of` tells."""
    return typeset.pdf(SOURCE, told)
