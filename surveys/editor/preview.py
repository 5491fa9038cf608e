"""The questions as a respondent sees them, to look at: nothing is filled in and nothing stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.questionnaire import Question, Questionnaire
from surveys.questionnaire.canonical import Group, Node
from surveys.questionnaire.in_words import in_words
from surveys.questionnaire.rules import required_in_words

BOXES = {"select_one": "radio", "select_multiple": "checkbox", "rank": "rank"}


@dataclass(frozen=True)
class Shown:
    """A question, a note, or the words above a group within a section."""

    name: str
    label: str
    hint: str = ""
    box: str = ""  # radio, checkbox, rank, line, area, tick; "" for what is only read
    choices: tuple[str, ...] = ()
    condition: str = ""
    optional: bool = False
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownSection:
    name: str
    label: str
    condition: str
    questions: list[Shown]


def sections(form: Questionnaire, language: str) -> list[ShownSection]:
    """Return the sections with their notes and questions, in one language."""
    loose = [node for node in form.children if isinstance(node, Question)]
    first = [ShownSection("-", "", "", _shown(form, loose, language))] if loose else []
    groups = (node for node in form.children if isinstance(node, Group))
    return first + [
        ShownSection(group.name, group.label(language), _condition(form, group, language),
                     _shown(form, group.children, language))
        for group in groups
    ]  # fmt: skip


def _shown(form: Questionnaire, nodes: Sequence[Node], language: str) -> list[Shown]:
    found: list[Shown] = []
    for node in nodes:
        if isinstance(node, Group) and node.appearance == "table-list" and node.children:
            found.append(_matrix(form, node, language))
        elif isinstance(node, Group):
            found.append(Shown(node.name, node.label(language), condition=_condition(form, node, language)))
            found += _shown(form, node.children, language)
        elif node.kind == "note":
            found.append(Shown(node.name, node.label(language), condition=_condition(form, node, language)))
        elif node.is_asked:
            found.append(_question(form, node, language))
    return found


def _matrix(form: Questionnaire, group: Group, language: str) -> Shown:
    first = group.children[0]
    choices = first.choices if isinstance(first, Question) else ()
    return Shown(
        group.name,
        group.label(language),
        group.hint(language),
        "matrix",
        tuple(choice.label(language) for choice in choices),
        _condition(form, group, language),
        rows=tuple(row.label(language) for row in group.children),
    )


def _question(form: Questionnaire, question: Question, language: str) -> Shown:
    long = "multiline" in question.appearance
    otherwise = "tick" if question.kind == "acknowledge" else "area" if long else "line"
    return Shown(
        question.name,
        question.label(language),
        question.hint(language),
        BOXES.get(question.kind, otherwise),
        tuple(choice.label(language) for choice in question.choices),
        _condition(form, question, language),
        required_in_words(question) is False,
    )


def _condition(form: Questionnaire, node: Node, language: str) -> str:
    return in_words(node.relevant, form, language) if node.relevant else ""
