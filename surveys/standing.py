"""How a response stands: what the rules say of its answers, and what was typed that is no answer yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import get_language

from surveys import inputs
from surveys.confirming import OK, confirmed
from surveys.faces import bases_in, is_kept, places, question_at
from surveys.questionnaire import (
    Evaluation,
    NotLexical,
    Questionnaire,
    SectionProgress,
    State,
    Violation,
    evaluate,
)

NOTHING: Mapping[str, str] = {}


def language() -> str:
    """Return the language in which the questions are put."""
    return "en" if (get_language() or "").startswith("en") else "nl"


@dataclass(frozen=True)
class Standing:
    """The evaluation of the answers, with the drafts among them counted as wrong; all by key."""

    form: Questionnaire
    evaluation: Evaluation
    drafts: Mapping[str, str]

    @property
    def visible(self) -> frozenset[str]:
        return self.evaluation.visible

    @cached_property
    def problems(self) -> Mapping[str, Violation]:
        """Everything that keeps the response from being complete, by key in the order of the workbook."""
        found = {**self.evaluation.problems, **{key: self._refusal(key) for key in self._shown_drafts}}
        at = places(self.form)
        return {key: found[key] for key in sorted(found, key=lambda key: at.get(_base(key), 0))}

    @property
    def wrong(self) -> Mapping[str, Violation]:
        """The problems without the questions that were not answered yet."""
        return {key: problem for key, problem in self.problems.items() if problem.kind != "required"}

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """The unusual answers that somebody said are right."""
        return confirmed(self.evaluation.warnings, self.evaluation.answers, self.drafts)

    @property
    def doubts(self) -> Mapping[str, str]:
        """The warnings that nobody took away yet; they keep nobody from sending in."""
        return {key: words for key, words in self.evaluation.warnings.items() if key not in self.confirmed}

    @property
    def complete(self) -> bool:
        return not self.problems

    @cached_property
    def sections(self) -> tuple[SectionProgress, ...]:
        """The sections that are shown, each with its numbers and state."""
        return tuple(self._with_drafts(section) for section in self.evaluation.sections if section.shown)

    @cached_property
    def _shown_drafts(self) -> list[str]:
        return [key for key in self.drafts if key in self.visible]

    def _refusal(self, key: str) -> Violation:
        question, typed = question_at(self.form, key), self.drafts[key]
        try:
            if question:
                inputs.lexical(question, inputs.apart(question, typed, language(), typed=True), language())
        except NotLexical as refused:
            return Violation("type", str(refused))
        return Violation("type", "")  # cannot be: a draft is what could not be read

    def _with_drafts(self, section: SectionProgress) -> SectionProgress:
        if not self._shown_drafts:
            return section
        here = bases_in(self.form, section.name)
        own = {key for key in self._shown_drafts if _base(key) in here}
        added = len(own - set(self.evaluation.problems))
        return replace(section, problems=section.problems + added, state=State.WRONG) if own else section


def _base(key: str) -> str:
    return key.partition("[")[0]


def standing(
    form: Questionnaire, answers: Mapping[str, str], drafts: Mapping[str, str], facts: Mapping[str, str] = NOTHING
) -> Standing:
    """Evaluate stored answers and drafts; what this version of the questions does not know (any more) is passed over.

    `facts` are what the frame knows of the organisation: see `known_facts`.
    """
    known = {key: value for key, value in answers.items() if is_kept(form, key)}
    typed = {key: value for key, value in drafts.items() if is_kept(form, key.removeprefix(OK))}
    return Standing(form, evaluate(form, known, language(), facts=facts), typed)
