"""The kinds of questions: how each is asked, and what becomes of its answers. One row per XLSForm type."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from surveys.questionnaire import Question


class Figure(StrEnum):
    """What the results show of a question."""

    SHARES = "shares"  # the share of each answer
    TICKS = "ticks"  # the share that ticked each answer
    NUMBER = "number"  # the mean and the quartiles
    COUNT = "count"  # how many answered; what they wrote is shown to nobody


@dataclass(frozen=True)
class Kind:
    """How a type of question is asked (`field` is its template) and charted."""

    field: str
    figure: Figure
    inputmode: str = "text"
    size: int = 0  # of the input, in characters; 0 is the whole width


_FIELDS = "surveys/fields/"
LINE, CHOICES, PICK = f"{_FIELDS}line.html", f"{_FIELDS}choices.html", f"{_FIELDS}pick.html"

KINDS = {
    "select_one": Kind(CHOICES, Figure.SHARES),
    "select_multiple": Kind(CHOICES, Figure.TICKS),
    "rank": Kind(f"{_FIELDS}rank.html", Figure.COUNT),
    "integer": Kind(LINE, Figure.NUMBER, inputmode="numeric", size=10),
    "decimal": Kind(LINE, Figure.NUMBER, inputmode="decimal", size=10),
    "range": Kind(LINE, Figure.NUMBER, inputmode="decimal", size=10),
    "date": Kind(LINE, Figure.COUNT, inputmode="numeric", size=12),
    "time": Kind(LINE, Figure.COUNT, inputmode="numeric", size=8),
    "datetime": Kind(f"{_FIELDS}moment.html", Figure.COUNT),
    "geopoint": Kind(f"{_FIELDS}place.html", Figure.COUNT),
    "acknowledge": Kind(f"{_FIELDS}tick.html", Figure.COUNT),
    "text": Kind(LINE, Figure.COUNT),
}
KEPT = Kind("", Figure.COUNT)  # a type that stays in the workbook and is not shown, such as an image
LONG = Kind(f"{_FIELDS}area.html", Figure.COUNT)
MAIL = Kind(LINE, Figure.COUNT, inputmode="email")
DIGITS = Kind(LINE, Figure.COUNT, inputmode="numeric")  # a text of digits, such as a postcode or a number of a case
EASY_LINE = 200  # a text that may be longer gets a box of several lines
EASY_PICK, MANY = 31, 1000  # a range of so many values is picked from a list; of more it is typed
RANGE = {"start": "1", "end": "10", "step": "1"}  # as pyxform has them
SPACED = re.compile(r"\s*=\s*")

LIMIT = re.compile(r"string-length\(\s*\.\s*\)\s*<=?\s*([0-9]+)")
ALONE = re.compile(r"selected\(\s*\.\s*,\s*'([^']+)'\s*\)\s+and\s+count-selected\(\s*\.\s*\)\s*>\s*1")
OWN_CODE = re.compile(r"regex\(.*GM(\[0-9\]|\\d)")


def kind_of(question: Question) -> Kind:
    """Return how this question is asked: by its type, its appearance and, for a text, its constraint."""
    looks = question.appearance.split()
    if question.kind == "select_one" and "minimal" in looks:
        return replace(KINDS["select_one"], field=PICK)
    if question.kind == "range" and 0 < len(steps(question)) <= EASY_PICK:
        return replace(KINDS["range"], field=PICK)
    return _text(question, looks) if question.kind == "text" else KINDS.get(question.kind, KEPT)


def _text(question: Question, looks: list[str]) -> Kind:
    longest = LIMIT.search(question.constraint)
    if "multiline" in looks or (longest and int(longest[1]) > EASY_LINE):
        return LONG
    if "numbers" in looks:
        return DIGITS
    return MAIL if "regex(" in question.constraint and "@" in question.constraint else KINDS["text"]


def is_shown(question: Question) -> bool:
    """Tell whether a page asks this question; other types are kept in the workbook."""
    return question.is_asked and bool(kind_of(question).field)


def steps(question: Question) -> list[str]:
    """Return the values of a range in lexical form; none where its parameters make no sense or are very many."""
    given = dict(part.split("=", 1) for part in SPACED.sub("=", question.columns.get("parameters", "")).split()
                 if "=" in part)  # fmt: skip
    try:
        first, last, step = (Decimal(given.get(key, usual)) for key, usual in RANGE.items())
    except InvalidOperation:
        return []
    if not step or not (first.is_finite() and last.is_finite() and step.is_finite()):
        return []
    count = int(abs(last - first) / abs(step)) + 1
    towards = abs(step) if last >= first else -abs(step)
    return [_plain(first + towards * each) for each in range(count)] if count <= MANY else []


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exclusive(question: Question) -> frozenset[str]:
    """Return the choices that the constraint lets stand alone only, such as "none of these"."""
    return frozenset(ALONE.findall(question.constraint))


def asks_own_code(question: Question) -> bool:
    """Tell whether a question asks for the CBS code of the municipality itself."""
    return question.kind == "text" and OWN_CODE.search(question.constraint) is not None
