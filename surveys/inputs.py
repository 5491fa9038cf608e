"""Answers given in several inputs: what is posted becomes one typed text, and falls apart into inputs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from surveys.questionnaire import NotLexical, Question, to_input, to_lexical
from surveys.questionnaire.numerals import NotANumber, read_decimal, write

CLOCK = re.compile(r"[0-9]{1,2}[:.hu][0-9]{2}")  # a time by itself
MOMENT = re.compile(
    r"(.+?)(?:[T,]|\s+om|\s)\s*([0-9]{1,2}(?:[:.hu][0-9]{2})?(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:uur|u|h)?)"
)
AGREED = "OK"  # what ODK stores of a box that was ticked


def joined(question: Question, values: Sequence[str]) -> str:
    """Return what was posted as one text, from which `apart` makes the inputs again."""
    if question.kind == "rank":
        return " ".join(values) if any(value and not value.endswith(":") for value in values) else ""
    if question.kind == "geopoint":
        return " ".join(value.replace(" ", "") for value in values).rstrip()
    return " ".join(value.strip() for value in values if value.strip()) if len(values) != 1 else values[0]


def apart(question: Question, text: str, language: str, *, typed: bool = False) -> tuple[str, ...]:
    """Return what stands in each input: of a stored answer, or of what was `typed` and is none."""
    if question.kind == "rank":
        return tuple(text.split()) if ":" in text else tuple(f"{n}:{at}" for at, n in enumerate(text.split(), 1))
    if question.kind == "geopoint":
        return (*(part if typed else _written(part, language) for part in text.split(" ")), "", "")[:2]
    shown = text if typed else to_input(question, text, language)
    if question.kind == "datetime":
        return halves(shown) if shown.partition(" ")[0] and not CLOCK.fullmatch(shown) else ("", shown)
    return (shown,)


def halves(typed: str) -> tuple[str, str]:
    """Split a moment into its day and its time; what has no time behind it is all day."""
    found = MOMENT.fullmatch(typed.strip())
    return (found[1].strip(), found[2]) if found and re.search("[:.hu]", found[2]) else (typed.strip(), "")


def _written(number: str, language: str) -> str:
    return write(number, language, grouped=False) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", number) else number


def lexical(question: Question, values: Sequence[str], language: str) -> str:
    """Return the stored form of what was posted; raise NotLexical with a sentence for the respondent."""
    reader = {"rank": _rank, "geopoint": _place, "acknowledge": _agreed, "datetime": _moment}.get(question.kind)
    return reader(question, values, language) if reader else to_lexical(question, list(values), language)


def _rank(question: Question, values: Sequence[str], language: str) -> str:
    """Read "name:place" of each choice, or just the names in their order."""
    pairs = [value.rpartition(":") for each in values for value in each.split()]
    if not any(colon for _name, colon, _place in pairs):
        return " ".join(dict.fromkeys(place for _name, _colon, place in pairs))
    if not any(place for _name, _colon, place in pairs):
        return ""
    if sorted(place for _name, _colon, place in pairs) != sorted(str(at) for at in range(1, len(pairs) + 1)):
        raise NotLexical(_("Geef elk antwoord een eigen plaats: 1, 2, 3, enzovoort."))
    return " ".join(name for name, _colon, _place in sorted(pairs, key=lambda pair: int(pair[2])))


def _place(question: Question, values: Sequence[str], language: str) -> str:
    given = [value.strip() for value in (values if len(values) > 1 else [*values, ""][0].split(" "))]
    if not any(given):
        return ""
    if not all((*given, "")[:2]):
        raise NotLexical(_("Vul beide getallen in: de breedtegraad en de lengtegraad."))
    try:
        numbers = [Decimal(read_decimal(value, language)) for value in given[:2]]
    except NotANumber as refused:
        raise NotLexical(_("Vul twee getallen in, bijvoorbeeld 52,0907 en 5,1214.")) from refused
    if abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        raise NotLexical(_("Een breedtegraad ligt tussen -90 en 90, een lengtegraad tussen -180 en 180."))
    return f"{numbers[0]} {numbers[1]} 0 0"


def _agreed(question: Question, values: Sequence[str], language: str) -> str:
    return AGREED if any(value.strip() for value in values) else ""


def _moment(question: Question, values: Sequence[str], language: str) -> str:
    return to_lexical(question, joined(question, values), language)
