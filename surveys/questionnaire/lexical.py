"""Answers as XLSForm stores them, and what people type and read in their place."""

import re
from datetime import date

from .canonical import Question
from .clock import halves, is_time, read_time, write_time
from .numerals import NotANumber, read_decimal, read_integer, write
from .wording import sentence

MAX_TEXT = 10_000
MAX_NUMBER = 40
_CHOSEN = frozenset({"select_one", "select_multiple", "rank"})
_NUMBERS = frozenset({"integer", "decimal", "range"})

_STORABLE = re.compile(r"[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
_MONTHS = {
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_IN_WORDS = re.compile(r"([0-9]{1,2})\s+([A-Za-z]{3,9})\.?\s+([0-9]{4})")


class NotLexical(ValueError):
    """Tell in a sentence for the respondent why what was typed cannot be stored."""


def fault_in(question: Question, value: str) -> tuple[str, str] | None:
    """Judge a stored value: None where it is well-formed, else the kind of fault (type, choice) and its sentence."""
    if not _STORABLE.fullmatch(value):
        return "type", "text"
    if len(value) > MAX_TEXT:
        return "type", "long"
    if question.kind in _CHOSEN:
        names = [value] if question.kind == "select_one" else value.split()
        known = {choice.name for choice in question.choices}
        return None if known.issuperset(names) and len(set(names)) == len(names) else ("choice", question.kind)
    key = _FORMS.get(question.kind, _any_text)(value)
    return ("type", key) if key else None


def _any_text(_value: str) -> str:
    return ""


def _integer(value: str) -> str:
    if not re.fullmatch(r"-?[0-9]+", value):
        return "integer"
    return "" if len(value) <= MAX_NUMBER and -(2**63) <= int(value) < 2**63 else "large"


def _decimal(value: str) -> str:
    if not re.fullmatch(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)", value):
        return "decimal"
    return "" if len(value) <= MAX_NUMBER else "large"


def _date(value: str) -> str:
    return "" if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and _day(value) else "date"


def _time(value: str) -> str:
    return "" if is_time(value) else "time"


def _moment(value: str) -> str:
    day, sign, clock = value.partition("T")
    return "" if sign and not _date(day) and is_time(clock) else "datetime"


def _place(value: str) -> str:
    parts = value.split()
    return "" if len(parts) in {2, 3, 4} and not any(map(_decimal, parts)) else "geopoint"


_FORMS = {
    "integer": _integer, "decimal": _decimal, "range": _decimal, "date": _date, "time": _time, "datetime": _moment,
    "geopoint": _place,
}  # fmt: skip


def to_lexical(question: Question, typed: str | list[str], language: str = "nl") -> str:
    """Turn what a respondent typed or ticked into the stored form; "" where nothing was.

    Raise NotLexical with a sentence in `language`. Whether the answer is allowed (list, constraint) is for `evaluate`.
    """
    parts = [typed] if isinstance(typed, str) else typed
    parts = [part.replace("\r\n", "\n").replace("\r", "\n").strip() for part in parts]
    text = " ".join(dict.fromkeys(filter(None, parts)))
    if question.kind not in {"select_multiple", "rank"} and len([part for part in parts if part]) > 1:
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
    if kind == "integer":
        return read_integer(text, language)
    if kind in {"decimal", "range"}:
        return read_decimal(text, language)
    if kind == "datetime":
        day, clock = halves(text)
        return f"{_read_date(day)}T{read_time(clock)}"
    return {"date": _read_date, "time": read_time}.get(kind, str)(text)


def _read_date(text: str) -> str:
    """Return the ISO form of a date written day first, in words or in ISO; anything else as it is."""
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif (found := _IN_WORDS.fullmatch(text)) and _month(found[2]):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return text
    return f"{year:04}-{month:02}-{day:02}"


def _month(word: str) -> int:
    """Return 1 to 12 for a Dutch or English month, whole or by its first three letters (mrt too); else 0."""
    word = {"mrt": "maart"}.get(word.casefold(), word.casefold())
    for names in _MONTHS.values():
        for number, name in enumerate(names, 1):
            if word in {name.casefold(), name.casefold()[:3]}:
                return number
    return 0


def _day(lexical: str) -> date | None:
    try:
        return date.fromisoformat(lexical)
    except ValueError:
        return None


def to_display(question: Question, lexical: str, language: str = "nl") -> str:
    """Write a stored answer for people: 1.234,5 · 21 november 2026 · the labels of choices, joined by "; "."""
    if lexical == "" or fault_in(question, lexical) is not None:
        return lexical
    if question.kind in _NUMBERS:
        return write(lexical, language, grouped=True)
    if question.kind == "date":
        return _in_words(lexical, language)
    if question.kind == "time":
        return write_time(lexical)
    if question.kind == "datetime":
        day, _, clock = lexical.partition("T")
        return f"{_in_words(day, language)}, {write_time(clock)}"
    if question.kind == "geopoint":
        return "; ".join(write(part, language, grouped=False) for part in lexical.split()[:2])
    if question.kind == "acknowledge":
        return "Yes" if language.casefold().startswith("en") else "Ja"
    return _chosen(question, lexical, language) if question.kind in _CHOSEN else lexical


def _in_words(lexical: str, language: str) -> str:
    day = date.fromisoformat(lexical)
    months = _MONTHS["en" if language.casefold().startswith("en") else "nl"]
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _chosen(question: Question, lexical: str, language: str) -> str:
    names = [lexical] if question.kind == "select_one" else lexical.split()
    labels = {choice.name: choice.label(language) for choice in question.choices}
    marks = [f"{at}. " if question.kind == "rank" else "" for at in range(1, len(names) + 1)]
    return "; ".join(f"{mark}{labels[name]}" for mark, name in zip(marks, names, strict=True))


def to_input(question: Question, lexical: str, language: str = "nl") -> str:
    """Write a stored answer for an input field, so that `to_lexical` reads the same answer back."""
    if lexical == "" or fault_in(question, lexical) is not None:
        return lexical
    if question.kind in _NUMBERS:
        return write(lexical, language, grouped=False)
    if question.kind == "time":
        return write_time(lexical)
    if question.kind == "datetime":
        day, _, clock = lexical.partition("T")
        return f"{'-'.join(reversed(day.split('-')))} {write_time(clock)}"
    return "-".join(reversed(lexical.split("-"))) if question.kind == "date" else lexical
