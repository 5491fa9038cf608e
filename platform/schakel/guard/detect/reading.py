"""Read a text as a person sees it: one form of digit, space and hyphen, and nothing that is invisible."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache

from schakel.guard.detect.finding import Finding

NOT_PLAIN = re.compile(r"[^\x00-\x7f]")
QUOTES = str.maketrans("’‘‛`´ʼ“”„«»", "''''''\"\"\"\"\"")
# a full stop that ends a sentence: a space and a capital follow, and no abbreviation or initial goes before
END = re.compile(
    r"(?<!\b[A-Za-z])(?<!\bgeb)(?<!\bdhr)(?<!\bmevr)(?<!\bmw)(?<!\bdr)(?<!\bdrs)(?<!\bmr)(?<!\bnr)(?<!\btel)(?<!\bart)(?<!\bca)(?<!\bSt)[.!?]['\")\]]*\s+(?=[\"'(\[A-ZÀ-Þ])|"
    r"\n(?=\s*(?:[-*•]|\d{1,2}[.)]\s|\n|[A-ZÀ-Þ]))"
)


@lru_cache(maxsize=4096)
def plain(character: str) -> str:
    """Return what a reader takes `character` for: "" for what does not show."""
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if (
        category == "Cf"
        or character in "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
        or "\ufe00" <= character <= "\ufe0f"
    ):
        return ""
    if category == "Zs":
        return " "
    if category in {"Zl", "Zp"} or character == "\x85":
        return "\n"
    if category == "Pd" or character in "\u2212\u2043\u00b7\u2022":
        return "•" if character == "\u2022" else "-"
    if "\uff01" <= character <= "\uff5e" or "\U0001d400" <= character <= "\U0001d7ff":
        return unicodedata.normalize("NFKC", character)[:1]
    return character.translate(QUOTES)


class Reading:
    """A text in its plain form, which remembers where each character of it stands in the text as given."""

    def __init__(self, given: str) -> None:
        self.given = given
        self._taken: list[tuple[int, int]] = []
        if given.isascii():
            self.text, self._at = given, None
        else:
            self.text, self._at = _folded(given)
        self._mask = bytearray(len(self.text))

    def claim(self, kind: str, start: int, end: int) -> Finding | None:
        """Return what stands at `start` up to `end` as found, unless something else was found there before."""
        if start >= end or any(self._mask[start:end]):
            return None
        self._mask[start:end] = b"\1" * (end - start)
        return self.finding(kind, start, end)

    def set_aside(self, spans: Iterable[tuple[int, int]]) -> None:
        """Let nothing be found in these spans."""
        for start, end in spans:
            self._mask[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._mask[start:end])

    def finding(self, kind: str, start: int, end: int) -> Finding:
        if self._at is None:
            return Finding(start, end, kind)
        return Finding(self._at[start], self._end(self._at[end - 1] + 1), kind)

    def _end(self, place: int) -> int:
        while place < len(self.given) and unicodedata.combining(self.given[place]):
            place += 1
        return place

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The spans of the sentences, in order."""
        ends = [match.end() for match in END.finditer(self.text)]
        return list(zip([0, *ends], [*ends, len(self.text)], strict=True))

    def before(self, start: int, length: int) -> str:
        return self.text[max(0, start - length) : start]

    def after(self, end: int, length: int) -> str:
        return self.text[end : end + length]


def _folded(given: str) -> tuple[str, list[int]]:
    pieces: list[str] = []
    at: list[int] = []
    for place, shown in _shown(given):
        pieces.append(shown)
        at.append(place)
    return "".join(pieces), at


def _shown(given: str) -> Iterator[tuple[int, str]]:
    held: tuple[int, str] | None = None
    for place, character in enumerate(given):
        if character < "\x80":
            shown = character
        elif held and unicodedata.combining(character):
            joined = unicodedata.normalize("NFC", held[1] + character)
            held = (held[0], joined if len(joined) == 1 else held[1])  # an accent of its own belongs to its letter
            continue
        else:
            shown = plain(character)
        if shown:
            if held:
                yield held
            held = (place, shown)
    if held:
        yield held
