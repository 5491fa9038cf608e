"""What was typed into a form becomes answers, or drafts where it is no answer (yet)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from surveys import confirming, inputs
from surveys.questionnaire import NotLexical, Question
from surveys.standing import language

SHOWN = "@shown"  # no question can have this name: a hidden field with each question that the page shows
DOUBTED = "@doubted"  # likewise with each question under which the page shows a warning
LONGEST = 20_000  # of what is kept although it is no answer


@dataclass
class Typed:
    """Answers in lexical form and drafts as typed, by the key of their question."""

    answers: dict[str, str] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)

    def take(self, question: Question, values: list[str], key: str = "") -> None:
        """Add what was typed or ticked for one question; `key` is its name if it is not said."""
        values = [value.replace("\0", "") for value in values]
        try:
            self.answers[key or question.name] = inputs.lexical(question, values, language())
        except NotLexical:
            self.drafts[key or question.name] = inputs.joined(question, values)[:LONGEST]

    def confirm(self, key: str, value: str, answer: str) -> None:
        """Add that the unusual `answer` at `key` was said to be right, or ("") that it no longer is."""
        self.drafts[confirming.OK + key] = confirming.said(value, answer)


def typed(data: QueryDict, questions: Mapping[str, Question], visible: frozenset[str]) -> Typed:
    """Read a posted section: its `questions` by key. `visible` names those that the rules showed before.

    A box that is not ticked is not posted: absent means empty, but only for a question that was on the screen. A
    hidden question keeps its answer, unless something was filled in for it all the same.
    """
    shown = frozenset(data.getlist(SHOWN)) if SHOWN in data else visible
    read = Typed()
    for key, question in questions.items():
        values = data.getlist(key)
        if inputs.joined(question, values).strip() or key in shown & visible:
            read.take(question, values, key)
    for key in data.getlist(DOUBTED):
        if key in questions:
            read.confirm(key, data.get(confirming.OK + key, ""), read.answers.get(key, ""))
    return read


def unseen(data: QueryDict, questions: Mapping[str, Question], visible: frozenset[str]) -> list[str]:
    """Return the questions that the answers made visible and that were not on the screen."""
    if SHOWN not in data:
        return []
    seen = {*data.getlist(SHOWN), *data}
    return [key for key in questions if key in visible and key not in seen]
