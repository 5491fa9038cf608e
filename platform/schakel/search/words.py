"""Words as the index knows them: stemmed Dutch, without accents; words that stand everywhere say nothing."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+")
PHRASE = re.compile(r"[\"“„]([^\"“”„]+)[\"”]")
LONGEST_STEM = 60
SOFT_HYPHEN = "\u00ad"
STOP = frozenset(
    word
    for line in (
        "aan al als bij dan dat de der des deze die dit doch door een en er ge haar had heb hebben heeft hem het hier",
        "hij hoe hun ik in is je kan kon kunnen maar me met mij mijn moet na naar niet nog nu of om omdat onder ons",
        "ook op over reeds te tegen toch toen tot u uit uw van veel voor want waren was wat we wel werd wie wij wil",
        "worden wordt zal ze zelf zich zij zijn zo zonder zou",
    )
    for word in line.split()
)
_STEMMER, _ONE_AT_A_TIME = snowballstemmer.stemmer("dutch"), threading.Lock()  # a stemmer remembers its word


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    with _ONE_AT_A_TIME:
        stem: str = _STEMMER.stemWord(word)
    return stem[:LONGEST_STEM]


def plain(text: str) -> str:
    """Return `text` in small letters, without accents and soft hyphens."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.replace(SOFT_HYPHEN, "").lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def stems(text: str) -> list[str]:
    """Return the stemmed words of `text`, in order."""
    return [_stem(word) for word in WORD.findall(plain(text))]


def telling(text: str) -> list[str]:
    """Return the stems by which `text` is found, each once, in order: without words that stand everywhere."""
    return list(dict.fromkeys(_stem(word) for word in WORD.findall(plain(text)) if word not in STOP))


def phrases(text: str) -> list[str]:
    """Return what stands between quotation marks in a question, as it must stand in a text."""
    found = (" ".join(match.split()) for match in PHRASE.findall(text))
    return [phrase for phrase in found if " " in phrase]
