"""What was typed into a form becomes answers, or drafts where it is no answer (yet)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.http import QueryDict

from surveys.questionnaire import NotLexical, Question, to_lexical
from surveys.standing import language

SHOWN = "@shown"  # no question can have this name: a hidden field with each question that the page shows
LONGEST = 20_000  # of what is kept although it is no answer


@dataclass
class Typed:
    """Answers in lexical form and drafts as typed, by question."""

    answers: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)

    def take(self, question: Question, values: list[str]) -> None:
        """Add what was typed or ticked for one question."""
        values = [value.replace("\0", "") for value in values]
        try:
            self.answers[question.name] = to_lexical(question, values, language())
        except NotLexical:
            self.drafts[question.name] = " ".join(values)[:LONGEST]


def typed(data: QueryDict, questions: Iterable[Question], visible: frozenset[str]) -> Typed:
    """Read a posted section. `visible` names the questions that the rules showed before.

    A box that is not ticked is not posted: absent means empty, but only for a question that was on the screen. A
    hidden question keeps its answer, unless something was filled in for it all the same.
    """
    shown = frozenset(data.getlist(SHOWN)) if SHOWN in data else visible
    read = Typed()
    for question in questions:
        values = data.getlist(question.name)
        if any(value.strip() for value in values) or question.name in shown & visible:
            read.take(question, values)
    return read


def unseen(data: QueryDict, questions: Iterable[Question], visible: frozenset[str]) -> list[str]:
    """Return the questions that the answers made visible and that were not on the screen."""
    if SHOWN not in data:
        return []
    seen = {*data.getlist(SHOWN), *data}
    return [question.name for question in questions if question.name in visible and question.name not in seen]
