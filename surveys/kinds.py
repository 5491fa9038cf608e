"""The kinds of questions: how each is asked, and what becomes of its answers. One row per XLSForm type."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


KINDS = {
    "select_one": Kind("surveys/fields/choices.html", Figure.SHARES),
    "select_multiple": Kind("surveys/fields/choices.html", Figure.TICKS),
    "integer": Kind("surveys/fields/line.html", Figure.NUMBER, inputmode="numeric", size=10),
    "decimal": Kind("surveys/fields/line.html", Figure.NUMBER, inputmode="decimal", size=10),
    "date": Kind("surveys/fields/line.html", Figure.COUNT, inputmode="numeric", size=12),
    "text": Kind("surveys/fields/line.html", Figure.COUNT),
}
LONG = Kind("surveys/fields/area.html", Figure.COUNT)
MAIL = Kind("surveys/fields/line.html", Figure.COUNT, inputmode="email")
EASY_LINE = 200  # a text that may be longer gets a box of several lines

LIMIT = re.compile(r"string-length\(\s*\.\s*\)\s*<=?\s*([0-9]+)")
ALONE = re.compile(r"selected\(\s*\.\s*,\s*'([^']+)'\s*\)\s+and\s+count-selected\(\s*\.\s*\)\s*>\s*1")
OWN_CODE = re.compile(r"regex\(.*GM(\[0-9\]|\\d)")


def kind_of(question: Question) -> Kind:
    """Return how this question is asked: a text by its constraint and appearance, any other by its type."""
    if question.kind != "text":
        return KINDS[question.kind]
    longest = LIMIT.search(question.constraint)
    if "multiline" in question.columns.get("appearance", "") or (longest and int(longest[1]) > EASY_LINE):
        return LONG
    return MAIL if "regex(" in question.constraint and "@" in question.constraint else KINDS["text"]


def exclusive(question: Question) -> frozenset[str]:
    """Return the choices that the constraint lets stand alone only, such as "none of these"."""
    return frozenset(ALONE.findall(question.constraint))


def asks_own_code(question: Question) -> bool:
    """Tell whether a question asks for the CBS code of the municipality itself."""
    return question.kind == "text" and OWN_CODE.search(question.constraint) is not None
