"""Names for what has none yet, made of its words; a name that was given stays."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import re  # isort: skip

LONGEST = 32


def suggested(label: str, otherwise: str, taken: Iterable[str]) -> str:
    """Return a name of the words of `label` that nobody has: small letters, digits and _."""
    flat = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", flat)
    name = ""
    for word in words:
        if len(name) + len(word) > LONGEST and name:
            break
        name = f"{name}_{word[:LONGEST]}" if name else word[:LONGEST]
    if not name or not name[0].isalpha():
        name = f"{otherwise}_{name}".rstrip("_")
    return unique(name, set(taken))


def unique(name: str, taken: set[str]) -> str:
    """Return the name, with a number behind it where it is taken."""
    number, made = 2, name
    while made in taken:
        made, number = f"{name}_{number}", number + 1
    return made
