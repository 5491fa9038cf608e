"""Numbers as people in the Netherlands write them, and back: 1.234,5 is 1234.5."""

import re
from decimal import Decimal

from .wording import sentence

MAX_TYPED = 100

_EMPTY = str.maketrans("", "", " \u00a0\u202f€")
_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:[.,][0-9]+)?|[.,][0-9]+)")
# the mark of the decimals and the mark between thousands
_DUTCH, _ENGLISH = (",", "."), (".", ",")


class NotANumber(ValueError):
    """Tell why what was typed is no number."""


def read_integer(typed: str, language: str) -> str:
    """Return the lexical form of a whole number: `1.234` is 1234 in Dutch; raise NotANumber."""
    text = _bare(typed, language)
    point, group = _marks(language)
    if _grouped(point, group).fullmatch(text) and point not in text:
        text = text.replace(group, "")
    if not re.fullmatch(r"[+-]?[0-9]+(?:[.,]0{1,2})?", text):
        raise NotANumber(sentence("integer", language))
    return _plain(text)


def read_decimal(typed: str, language: str) -> str:
    """Return the lexical form of a number, with a point.

    Raise NotANumber, also in Dutch for 1.234 and in English for 1,234: which of the two numbers is it?
    """
    text = _bare(typed, language)
    point, group = _marks(language)
    if _grouped(point, group).fullmatch(text):
        if text.count(group) == 1 and point not in text:
            whole, decimal = text.replace(group, ""), text.replace(group, point)
            raise NotANumber(sentence("ambiguous", language, whole=whole, decimal=decimal, mark=group))
        return _plain(text.replace(group, "").replace(point, "."))
    if _grouped(group, point).fullmatch(text) and group in text:
        return _plain(text.replace(point, "").replace(group, "."))
    if not _PLAIN.fullmatch(text):
        raise NotANumber(sentence("decimal", language))
    return _plain(text)


def write(lexical: str, language: str, *, grouped: bool) -> str:
    """Write a number for people; grouped only from 10,000 up, so that a year stays a year."""
    point, group = _marks(language)
    sign, rest = ("-", lexical[1:]) if lexical.startswith("-") else ("", lexical)
    whole, _, fraction = rest.partition(".")
    if grouped and len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", group)
    return f"{sign}{whole}{point}{fraction}" if fraction else f"{sign}{whole}"


def _marks(language: str) -> tuple[str, str]:
    return _ENGLISH if language.casefold().startswith("en") else _DUTCH


def _grouped(point: str, group: str) -> re.Pattern[str]:
    return re.compile(rf"-?[1-9][0-9]{{0,2}}(?:\{group}[0-9]{{3}})+(?:\{point}[0-9]+)?")


def _bare(typed: str, language: str) -> str:
    if len(typed) > MAX_TYPED:
        raise NotANumber(sentence("large", language))
    return typed.translate(_EMPTY).replace("−", "-")


def _plain(text: str) -> str:
    """Drop needless zeros and signs: 007,50 becomes 7.5."""
    number = Decimal(text.replace(",", "."))
    if number == 0:
        return "0"
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
