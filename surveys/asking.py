"""What the page of a section shows of each question: label, hint, what was answered, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.kinds import Kind, asks_own_code, exclusive, kind_of
from surveys.models import Response
from surveys.questionnaire import Question, Section, to_input
from surveys.questionnaire.rules import required_in_words
from surveys.standing import Standing, language


@dataclass(frozen=True)
class Option:
    """One choice; `apart` stands at the first of the choices that exclude all others."""

    name: str
    label: str
    state: str  # the attributes checked and disabled
    id: str
    apart: bool = False


@dataclass(frozen=True)
class Asked:
    """One question on the page, or a note between them (which has no kind)."""

    name: str
    label: str
    hint: str = ""
    kind: Kind | None = None
    value: str = ""
    options: tuple[Option, ...] = ()
    box: str = ""
    optional: bool = False
    visible: bool = True
    problem: str = ""

    @property
    def described_by(self) -> str:
        """The ids of the texts that belong to the input."""
        return " ".join([f"{self.name}-hint"] * bool(self.hint) + [f"{self.name}-error"])


def asked(section: Section, response: Response, stand: Standing, own_code: str, *, strict: bool) -> Iterator[Asked]:
    """Yield what a section shows. With `strict` questions that are still open count as wrong too."""
    problems = stand.problems if strict else stand.wrong
    for question in section.questions:
        visible = question.name in stand.visible
        if question.is_asked:
            problem = problems.get(question.name)
            yield _question(question, _value(question, response, own_code), visible, problem.message if problem else "")
        elif question.kind == "note":
            yield Asked(question.name, question.label(language()), visible=visible)


def _value(question: Question, response: Response, own_code: str) -> str:
    """Return the lexical answer or what was typed in its place; the own code stands there beforehand."""
    if question.name in response.drafts:
        return str(response.drafts[question.name])
    beforehand = own_code if asks_own_code(question) else ""
    return str(response.answers.get(question.name, beforehand))


def _question(question: Question, value: str, visible: bool, problem: str) -> Asked:
    kind = kind_of(question)
    return Asked(
        name=question.name,
        label=question.label(language()),
        hint=question.hint(language()),
        kind=kind,
        value=value if question.choices else to_input(question, value, language()),
        options=tuple(_options(question, value, "" if visible else " disabled")),
        box="checkbox" if question.kind == "select_multiple" else "radio",
        optional=required_in_words(question) is False,
        visible=visible,
        problem=problem,
    )


def _options(question: Question, value: str, disabled: str) -> Iterator[Option]:
    ticked = set(value.split()) if question.kind == "select_multiple" else {value}
    alone, before, spoken = exclusive(question), False, language()
    for number, choice in enumerate(question.choices):
        apart = choice.name in alone and number > 0 and not before
        before = before or apart
        html_id = f"{question.name}-{number}" if number else question.name
        state = f" checked{disabled}" if choice.name in ticked else disabled
        yield Option(choice.name, choice.label(spoken), state, html_id, apart)
