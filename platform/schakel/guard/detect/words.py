"""The word lists, each read once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LISTS = Path(__file__).parent / "lists"


def _lines(name: str) -> Iterator[str]:
    for line in (LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def bare(word: str) -> str:
    """Return `word` in small letters without accents: how names are compared."""
    if word.isascii():
        return word.lower()
    parted = unicodedata.normalize("NFKD", word.lower().replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


@cache
def read(name: str) -> frozenset[str]:
    """Return the words of a list, bare."""
    return frozenset(bare(word) for line in _lines(name) for word in line.split())


def given_names() -> frozenset[str]:
    return read("given_names")


def ambiguous_names() -> frozenset[str]:
    return read("ambiguous_names")


def surnames() -> frozenset[str]:
    return read("surnames")


@cache
def plain_surnames() -> frozenset[str]:
    """Surnames that are nothing else."""
    return surnames() - read("ambiguous_surnames") - given_names() - common_words() - places()


def tussenvoegsels() -> frozenset[str]:
    return read("tussenvoegsels")


def common_words() -> frozenset[str]:
    return read("common_words")


@cache
def places() -> frozenset[str]:
    return frozenset(bare(line) for line in _lines("places"))


@cache
def foreign_places() -> frozenset[str]:
    return frozenset(bare(line) for line in _lines("foreign_places"))


@cache
def organisations() -> tuple[str, ...]:
    return tuple(_lines("organisations"))


@cache
def countries() -> frozenset[str]:
    return frozenset(bare(line.partition(":")[0]) for line in _lines("nationalities"))


@cache
def demonyms() -> frozenset[str]:
    """Every form of every nationality: adjectives and inhabitants."""
    return frozenset(bare(form) for line in _lines("nationalities") for form in line.partition(":")[2].split())


def proper_words() -> frozenset[str]:
    return read("proper_words")
