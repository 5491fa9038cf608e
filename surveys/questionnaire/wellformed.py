"""Whether a stored answer is well-formed: of the type of its question, and on its list."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from .canonical import Question
from .moments import time_of

MAX_TEXT = 10_000
MAX_NUMBER = 40
WITH_NAMES = frozenset({"select_multiple", "rank"})  # kinds whose answer is several names

_STORABLE = re.compile(r"[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
_DECIMAL = re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?")
_POINT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?: -?[0-9]+(?:\.[0-9]+)?){1,3}")


def fault_in(question: Question, value: str) -> tuple[str, str] | None:
    """Judge a stored value: None where it is well-formed, else the kind of fault (type, choice) and its sentence."""
    if not _STORABLE.fullmatch(value):
        return "type", "text"
    if len(value) > MAX_TEXT:
        return "type", "long"
    if question.kind == "select_one" or question.kind in WITH_NAMES:
        return _choice(question, value)
    check = _CHECKS.get(question.kind, _any_text)
    key = _range(question, value) if question.kind == "range" else check(value)
    return ("type", key) if key else None


def _choice(question: Question, value: str) -> tuple[str, str] | None:
    if question.list_name.startswith("${"):
        return None  # what is on offer was answered elsewhere
    names = value.split() if question.kind in WITH_NAMES else [value]
    known = {choice.name for choice in question.choices}
    if not known.issuperset(names) or len(set(names)) < len(names):
        return "choice", question.kind
    partial = question.kind == "rank" and not question.choice_filter and len(names) < len(known)
    return ("choice", "rank") if partial else None


def _any_text(_value: str) -> str:
    return ""


def _integer(value: str) -> str:
    if not re.fullmatch(r"-?[0-9]+", value):
        return "integer"
    return "" if len(value) <= MAX_NUMBER and -(2**63) <= int(value) < 2**63 else "large"


def _decimal(value: str) -> str:
    if not _DECIMAL.fullmatch(value):
        return "decimal"
    return "" if len(value) <= MAX_NUMBER else "large"


def _date(value: str) -> str:
    return "" if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and day_of(value) else "date"


def _time(value: str) -> str:
    return "" if time_of(value) else "time"


def _datetime(value: str) -> str:
    if not _MOMENT.fullmatch(value):
        return "datetime"
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return "datetime"
    return ""


def _geopoint(value: str) -> str:
    if not _POINT.fullmatch(value):
        return "geopoint"
    latitude, longitude, *_ = map(float, value.split())
    return "" if abs(latitude) <= 90 and abs(longitude) <= 180 else "geopoint"


def _acknowledge(value: str) -> str:
    return "" if value == "OK" else "acknowledge"


def _range(question: Question, value: str) -> str:
    """Ask a number on one of the steps from start to end; without parameters these are 1 to 10 by 1."""
    if key := _decimal(value):
        return key
    start, end, step = bounds(question)
    number = Decimal(value)
    within = min(start, end) <= number <= max(start, end)
    return "" if within and (step == 0 or (number - start) % step == 0) else "range"


def bounds(question: Question) -> tuple[Decimal, Decimal, Decimal]:
    """Return start, end and step of a question of kind range."""
    named = question.parameters
    try:
        start, end, step = (Decimal(named.get(name, usual)) for name, usual in _USUAL.items())
    except InvalidOperation:
        start, end, step = map(Decimal, _USUAL.values())
    return start, end, step


_USUAL = {"start": "1", "end": "10", "step": "1"}
_CHECKS: dict[str, Callable[[str], str]] = {
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
    "geopoint": _geopoint,
    "acknowledge": _acknowledge,
}


def day_of(lexical: str) -> date | None:
    try:
        return date.fromisoformat(lexical)
    except ValueError:
        return None
