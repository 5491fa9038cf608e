"""A questionnaire as plain data for paper: headings, questions with their choices, matrices, and when each is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from surveys.beforehand.conditions import condition
from surveys.models import SurveyPage
from surveys.outline import Part, parts
from surveys.questionnaire import Group, Question, Questionnaire
from surveys.standing import language

Json = dict[str, Any]
DEEPEST = 4


def of(survey: SurveyPage) -> Json:
    """Return the whole questionnaire of an opened round."""
    asked = survey.questionnaire
    return {
        "language": language(),
        "title": survey.title,
        "page": _("pagina"),
        "facts": [
            [_("Van"), survey.sender],
            [_("Versie van de vragen"), str(asked.version if asked else "")],
        ],
        "lead": _("Om vooraf te lezen of te verdelen. Invullen doet u op het scherm."),
        "parts": [{"title": part.label, "blocks": list(_part(survey.form, part))} for part in parts(survey.form)],
    }


def _part(form: Questionnaire, part: Part) -> Iterator[Json]:
    group = part.section.group
    if group is None:
        for question in part.section.questions:
            yield from _question(form, question)
        return
    yield from _when(form, group)
    yield from _children(form, group, 3)


def _children(form: Questionnaire, group: Group, level: int) -> Iterator[Json]:
    if group.kind != "group":
        yield {"kind": "words", "text": _("Deze vragen kunt u meer keren beantwoorden.")}
    if _is_matrix(group):
        yield _matrix(group)
        return
    for node in group.children:
        if isinstance(node, Question):
            yield from _question(form, node)
            continue
        yield {"kind": "heading", "level": min(level, DEEPEST), "text": node.label(language())}
        yield from _when(form, node)
        yield from _children(form, node, level + 1)


def _when(form: Questionnaire, node: Group | Question) -> Iterator[Json]:
    if node.relevant:
        yield {"kind": "words", "text": condition(form, node)}


def _question(form: Questionnaire, question: Question) -> Iterator[Json]:
    if question.kind == "note":
        yield {"kind": "words", "text": question.label(language())}
    elif question.is_asked and question.kind != "hidden":
        yield {
            "kind": "question",
            "label": question.label(language()),
            "hint": question.hint(language()),
            "when": condition(form, question) if question.relevant else "",
            "how": _how(question),
            "choices": [choice.label(language()) for choice in question.choices],
        }


def _how(question: Question) -> str:
    """Say in a few words what kind of answer is asked."""
    words = {
        "integer": _("Een heel getal."),
        "decimal": _("Een getal."),
        "range": _("Een getal."),
        "date": _("Een datum."),
        "select_one": _("Eén antwoord:"),
        "select_multiple": _("Meer antwoorden mogelijk:"),
        "rank": _("Zet op volgorde:"),
    }
    optional = "" if question.required else _("Niet verplicht.")
    return " ".join(filter(None, [optional, words.get(question.kind, "")]))


def _is_matrix(group: Group) -> bool:
    asked = [node for node in group.children if isinstance(node, Question) and node.is_asked]
    alike = {(node.kind, node.list_name) for node in asked}
    return "table-list" in group.appearance and len(asked) == len(group.children) and len(alike) == 1


def _matrix(group: Group) -> Json:
    rows = [node for node in group.children if isinstance(node, Question)]
    return {
        "kind": "matrix",
        "caption": group.label(language()),
        "columns": [choice.label(language()) for choice in rows[0].choices],
        "rows": [row.label(language()) for row in rows],
    }
