"""The piece of a text in which the words were found, with those words marked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from schakel.search.words import WORD, stems, telling

AROUND = 110  # characters before and after the first word that was found


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return "".join(stems(word))


def marked(text: str, words: str) -> SafeString:
    """Return `text`, escaped, with a <mark> around each word that has a stem in common with `words`."""
    spots = list(_spots(text, words))
    begins = [0, *(end for _, end in spots)]
    ends = [*(begin for begin, _ in spots), len(text)]
    plain = [text[begin:end] for begin, end in zip(begins, ends, strict=True)]
    found = [text[begin:end] for begin, end in spots]
    parts = zip(plain, [*found, ""], strict=True)
    return format_html_join("", "{}{}", ((before, _mark(word)) for before, word in parts))


def snippet(text: str, words: str) -> SafeString:
    """Return the piece around the first word that was found, or the beginning, marked and escaped."""
    flat = " ".join(text.split())
    first = next(_spots(flat, words), (0, 0))[0]
    begin, end = max(0, first - AROUND), min(len(flat), first + AROUND)
    begin = flat.find(" ", begin) + 1 if begin else 0
    end = flat.rfind(" ", begin, end) if end < len(flat) else end
    piece = marked(flat[begin : max(end, begin)], words)
    return format_html("{}{}{}", "… " if begin else "", piece, " …" if 0 < end < len(flat) else "")


def _mark(word: str) -> SafeString:
    return format_html("<mark>{}</mark>", word) if word else SafeString("")


def _spots(text: str, words: str) -> Iterator[tuple[int, int]]:
    wanted = set(telling(words))
    initials = {stem[:1] for stem in wanted}  # the stemmer keeps the first letter, and most words fail here already
    for match in WORD.finditer(text):
        word = match.group()
        if stems_begin(word) in initials and _stem(word) in wanted:
            yield match.span()


def stems_begin(word: str) -> str:
    """Return the first letter that the stem of `word` has."""
    return _stem(word)[:1] if not word[:1].isascii() else word[:1].lower()
