"""What somebody searches for: words, and of which body, kind and year. Whatever is odd about it is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.http import urlencode

LONGEST = 200  # characters
MOST_CHOICES = 50


@dataclass(frozen=True)
class Chosen:
    """Of which bodies, kinds and year; nothing chosen is all."""

    workspaces: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    year: int | None = None


@dataclass
class SearchForm:
    """The question in an address: `q`, `overleg`, `soort` and `jaar`."""

    data: QueryDict
    words: str = field(init=False)
    chosen: Chosen = field(init=False)

    def __post_init__(self) -> None:
        told = "".join(letter if letter.isprintable() else " " for letter in self.data.get("q", "")[:5_000])
        self.words = " ".join(told.split())[:LONGEST]
        bodies = {int(key) for key in self.data.getlist("overleg")[:MOST_CHOICES] if _is_number(key)}
        year = self.data.get("jaar", "")
        kinds = frozenset(self.data.getlist("soort")[:MOST_CHOICES])
        self.chosen = Chosen(frozenset(bodies), kinds, int(year) if _is_number(year) else None)

    @property
    def query(self) -> str:
        """The question as it stands in an address, before the number of the page."""
        asked: list[tuple[str, str]] = [("q", self.words)]
        asked += [("overleg", str(key)) for key in sorted(self.chosen.workspaces)]
        asked += [("soort", key) for key in sorted(self.chosen.kinds)]
        asked += [("jaar", str(self.chosen.year))] if self.chosen.year else []
        return urlencode(asked) + "&"


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) < 10
