"""How a response stands: what the rules say of its answers, and what was typed that is no answer yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.utils.translation import get_language

from surveys.questionnaire import (
    Evaluation,
    NotLexical,
    Questionnaire,
    SectionProgress,
    State,
    Violation,
    evaluate,
    to_lexical,
)


def language() -> str:
    """Return the language in which the questions are put."""
    return "en" if (get_language() or "").startswith("en") else "nl"


@dataclass(frozen=True)
class Standing:
    """The evaluation of the answers, with the drafts among them counted as wrong."""

    form: Questionnaire
    evaluation: Evaluation
    drafts: Mapping[str, str]

    @property
    def visible(self) -> frozenset[str]:
        return self.evaluation.visible

    @cached_property
    def problems(self) -> Mapping[str, Violation]:
        """Everything that keeps the response from being complete, by question in the order of the workbook."""
        found = {**self.evaluation.problems, **{name: self._refusal(name) for name in self._shown_drafts}}
        return {name: found[name] for name in self.form.questions if name in found}

    @property
    def wrong(self) -> Mapping[str, Violation]:
        """The problems without the questions that were not answered yet."""
        return {name: problem for name, problem in self.problems.items() if problem.kind != "required"}

    @property
    def complete(self) -> bool:
        return not self.problems

    @cached_property
    def sections(self) -> tuple[SectionProgress, ...]:
        """The sections that are shown, each with its numbers and state."""
        return tuple(self._with_drafts(section) for section in self.evaluation.sections if section.shown)

    @cached_property
    def _shown_drafts(self) -> list[str]:
        return [name for name in self.drafts if name in self.visible]

    def _refusal(self, name: str) -> Violation:
        try:
            to_lexical(self.form.questions[name], self.drafts[name], language())
        except NotLexical as refused:
            return Violation("type", str(refused))
        return Violation("type", "")  # cannot be: a draft is what to_lexical refused

    def _with_drafts(self, section: SectionProgress) -> SectionProgress:
        if not self._shown_drafts:
            return section
        questions = next(each.questions for each in self.form.sections if each.name == section.name)
        own = {question.name for question in questions}.intersection(self._shown_drafts)
        added = len(own - set(self.evaluation.problems))
        return replace(section, problems=section.problems + added, state=State.WRONG) if own else section


def standing(form: Questionnaire, answers: Mapping[str, str], drafts: Mapping[str, str]) -> Standing:
    """Evaluate stored answers and drafts; what an earlier version asked and this one does not is passed over."""
    asked = names_of(form)
    return Standing(form, evaluate(form, _within(answers, asked), language()), _within(drafts, asked))


@lru_cache(maxsize=64)
def names_of(form: Questionnaire) -> frozenset[str]:
    """Return all that a key can begin with: names of questions and repeats, and their paths."""
    nodes = [("/".join([*(group.name for group in around), node.name]), node.name) for node, around in form.walk()]
    others = {f"{name}_other" for pair in nodes for name in pair}
    return frozenset(name for pair in nodes for name in pair) | others


def _within(stored: Mapping[str, str], names: frozenset[str]) -> Mapping[str, str]:
    if names.issuperset(stored):
        return stored
    return {key: value for key, value in stored.items() if key.partition("[")[0] in names}
