"""Answers as XLSForm stores them, and what people type and read in their place."""

import re
from datetime import date, datetime

from .canonical import Question
from .moments import MONTHS
from .numerals import NotANumber, read_decimal, read_integer, write
from .wellformed import MAX_NUMBER, MAX_TEXT, WITH_NAMES, fault_in
from .wording import sentence

__all__ = ["MAX_NUMBER", "MAX_TEXT", "NotLexical", "fault_in", "to_display", "to_input", "to_lexical"]

_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2})\s+([A-Za-z]{3,9})\.?\s+([0-9]{4})")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2}))?(?:\s*uur)?", re.IGNORECASE)
_MOMENT = re.compile(r"(.+?)(?:T|,?\s+(?:om\s+|at\s+)?)([0-9]{1,2}[:.][0-9]{2}\S*(?:\s*uur)?)", re.IGNORECASE)
_YES = frozenset({"ok", "on", "1", "true", "ja", "yes"})


class NotLexical(ValueError):
    """Tell in a sentence for the respondent why what was typed cannot be stored."""


def to_lexical(question: Question, typed: str | list[str], language: str = "nl") -> str:
    """Turn what a respondent typed or ticked into the stored form; "" where nothing was.

    Raise NotLexical with a sentence in `language`. Whether the answer is allowed (list, constraint) is for `evaluate`.
    """
    parts = [typed] if isinstance(typed, str) else typed
    parts = [part.replace("\r\n", "\n").replace("\r", "\n").strip() for part in parts]
    text = " ".join(dict.fromkeys(filter(None, parts)))
    if question.kind not in WITH_NAMES and len([part for part in parts if part]) > 1:
        raise NotLexical(sentence("one", language))
    if text == "":
        return ""
    try:
        lexical = _read(question.kind, text, language)
    except NotANumber as error:
        raise NotLexical(str(error)) from error
    fault = fault_in(question, lexical)
    if fault is not None and fault[0] == "type":
        raise NotLexical(sentence(fault[1], language))
    return lexical


def _read(kind: str, text: str, language: str) -> str:
    match kind:
        case "integer":
            return read_integer(text, language)
        case "decimal" | "range":
            return read_decimal(text, language)
        case "date":
            return _read_date(text)
        case "time":
            return _read_time(text)
        case "datetime":
            found = _MOMENT.fullmatch(text)
            return f"{_read_date(found[1])}T{_read_time(found[2])}" if found else text
        case "geopoint":
            return _read_point(text)
        case "acknowledge":
            return "OK" if text.casefold() in _YES else text
        case _:
            return text


def _read_date(text: str) -> str:
    """Return the ISO form of a date written day first, in words or in ISO; anything else as it is."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif (found := _IN_WORDS.fullmatch(text)) and _month(found[2]):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return text
    return f"{year:04}-{month:02}-{day:02}"


def _read_time(text: str) -> str:
    """Return 14:30 for 14:30, 14.30 and 14:30 uur; anything else as it is."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return text
    seconds = f":{found[3]}" if found[3] and found[3] != "00" else ""
    return f"{int(found[1]):02}:{found[2]}{seconds}"


def _read_point(text: str) -> str:
    """Return "latitude longitude altitude accuracy" of two to four numbers, with decimals as people write them."""
    parts = re.split(r"[;\s]+|,\s+", text.strip())
    numbers = [part.replace(",", ".").rstrip(".") for part in parts if part]
    return " ".join([*numbers, *["0"] * (4 - len(numbers))]) if len(numbers) >= 2 else text


def _month(word: str) -> int:
    """Return 1 to 12 for a Dutch or English month, whole or by its first three letters (mrt too); else 0."""
    word = {"mrt": "maart"}.get(word.casefold(), word.casefold())
    for names in MONTHS.values():
        for number, name in enumerate(names, 1):
            if word in {name.casefold(), name.casefold()[:3]}:
                return number
    return 0


def to_display(question: Question, lexical: str, language: str = "nl") -> str:
    """Write a stored answer for people: 1.234,5 · 21 november 2026 · the labels of choices, joined by "; "."""
    if lexical == "" or fault_in(question, lexical) is not None:
        return lexical
    english = language.casefold().startswith("en")
    match question.kind:
        case "integer" | "decimal" | "range":
            return write(lexical, language, grouped=True)
        case "date":
            return _day(date.fromisoformat(lexical), english=english)
        case "time":
            return lexical[:5]
        case "datetime":
            at = datetime.fromisoformat(lexical)
            return f"{_day(at.date(), english=english)}, {at:%H:%M}"
        case "geopoint":
            return _point(lexical, language)
        case "acknowledge":
            return "Yes" if english else "Ja"
        case "select_one" | "select_multiple" | "rank":
            return _labels(question, lexical, language)
        case _:
            return lexical


def _day(day: date, *, english: bool) -> str:
    return f"{day.day} {MONTHS['en' if english else 'nl'][day.month - 1]} {day.year}"


def _point(lexical: str, language: str) -> str:
    return " ".join(write(number, language, grouped=False) for number in lexical.split()[:2])


def _labels(question: Question, lexical: str, language: str) -> str:
    names = lexical.split() if question.kind in WITH_NAMES else [lexical]
    labels = {choice.name: choice.label(language) for choice in question.choices}
    found = [labels.get(name, name) for name in names]
    if question.kind == "rank":
        found = [f"{place}. {label}" for place, label in enumerate(found, 1)]
    return "; ".join(found)


def to_input(question: Question, lexical: str, language: str = "nl") -> str:
    """Write a stored answer for an input field, so that `to_lexical` reads the same answer back."""
    if lexical == "" or fault_in(question, lexical) is not None:
        return lexical
    match question.kind:
        case "integer" | "decimal" | "range":
            return write(lexical, language, grouped=False)
        case "date":
            return _day_first(lexical)
        case "datetime":
            day, _, clock = lexical.partition("T")
            return f"{_day_first(day)} {clock}"
        case "geopoint" if lexical.split()[2:] in ([], ["0", "0"]):
            return _point(lexical, language)
        case _:
            return lexical


def _day_first(lexical: str) -> str:
    return "-".join(reversed(lexical.split("-")))
