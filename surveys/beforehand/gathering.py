"""What somebody needs to have at hand, and who knows it.

The workbook says so in two columns of ours: `gather` (what to look up) and `from_whom`. Where it has none, what is
seldom known by heart stands per section: figures, dates and addresses.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.outline import parts
from surveys.questionnaire import Question, Questionnaire
from surveys.standing import language

LOOKED_UP = {"integer", "decimal", "range", "date", "time", "dateTime", "datetime", "geopoint", "file", "image"}


@dataclass(frozen=True)
class Source:
    """Somebody, or a section, with what to ask: words, and the section in which it is asked."""

    name: str
    things: list[tuple[str, str]]


def sources(form: Questionnaire) -> list[Source]:
    """Return what to gather, by who knows it, or else by section."""
    told = _told(form)
    found: dict[str, list[tuple[str, str]]] = {}
    for part in parts(form):
        for question in part.section.asked:
            if told and (what := _text(question, "gather") or _label_of_asked(question)):
                whom = _text(question, "from_whom") or _("Weet u waarschijnlijk zelf")
                found.setdefault(whom, []).append((what, part.label))
            elif not told and _is_looked_up(question):
                found.setdefault(part.label, []).append((question.label(language()), part.label))
    return [Source(name, list(dict.fromkeys(things))) for name, things in found.items()]


def by_person(form: Questionnaire) -> bool:
    """Tell whether the workbook says who knows what."""
    return _told(form)


def _told(form: Questionnaire) -> bool:
    return any(_text(question, "gather") or _text(question, "from_whom") for question in form.asked)


def _text(question: Question, column: str) -> str:
    return question.text(column, language()) or question.columns.get(column, "")


def _label_of_asked(question: Question) -> str:
    return question.label(language()) if _text(question, "from_whom") else ""


def _is_looked_up(question: Question) -> bool:
    return question.kind in LOOKED_UP or "email" in question.name.lower() or "@" in question.constraint
