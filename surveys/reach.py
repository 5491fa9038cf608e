"""What a visitor may reach who came for a part of the questionnaire, or only to sign it off.

A coordinator may hand over a section so that the colleague sees this one and no other. That is kept in one place: of
such a visitor each route is shut that is not named here, also one that is made later.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404

from surveys.outline import Part
from surveys.questionnaire import Questionnaire, Section
from surveys.questionnaire.canonical import Group, Node
from surveys.questionnaire.keys import split
from surveys.ways_in import Visit

COMING_AND_GOING = ("survey_confirm", "survey_confirm_send", "survey_confirm_take", "survey_pulse", "survey_leave")
FOR_DELEGATES = frozenset({
    "survey_start", "survey_questions", "survey_begin", "survey_tasks", "survey_section", "survey_save",
    "survey_add", "survey_remove", "survey_still",
    "survey_presence", "survey_conflict", "survey_comments", "survey_comment", "survey_comment_settle", "survey_ready",
    *COMING_AND_GOING,
})  # fmt: skip
FOR_SIGNERS = frozenset({
    "survey_start", "survey_tasks", "survey_questions", "survey_sign_off", "survey_approve", "survey_give_back",
    "survey_check", "survey_submit", "survey_receipt", *COMING_AND_GOING,
})  # fmt: skip

FOR_ANYBODY = frozenset({
    "survey_start", "survey_questions", "survey_begin", "survey_tasks", "survey_section", "survey_save",
    "survey_add", "survey_remove", "survey_still", "survey_presence", "survey_conflict", "survey_check",
    "survey_submit", "survey_receipt", "survey_revisions", "survey_revision", "survey_receipt_pdf",
    "survey_receipt_proof", "survey_compare", "survey_resume", "survey_questions_pdf", "survey_questions_docx",
    "survey_questions_xlsx", "survey_gather", *COMING_AND_GOING,
})  # fmt: skip


def admit(visit: Visit, route: str) -> None:
    """Raise Http404 where the visitor may not come."""
    if visit.survey.is_public and route not in FOR_ANYBODY:
        raise Http404  # of who fills in no colleagues are known, and strangers send no mail through us
    allowed = FOR_SIGNERS if signs(visit) else FOR_DELEGATES
    if visit.sections is not None and route not in allowed:
        raise Http404


def signs(visit: Visit) -> bool:
    """Tell whether the visitor came to sign off: they read all answers and fill in nothing."""
    return visit.sections == frozenset()


def sees(visit: Visit, section: str) -> bool:
    """Tell whether the visitor sees a section; `section` is its name."""
    return visit.sections is None or section in visit.sections


def seen(visit: Visit, outline: list[Part]) -> list[Part]:
    """Return the parts that the visitor sees."""
    return [part for part in outline if sees(visit, part.section.name)]


def sees_key(visit: Visit, form: Questionnaire, key: str) -> bool:
    """Tell whether the visitor sees the question of an answer."""
    if visit.sections is None:
        return True
    section = section_of(form, key)
    return section is not None and sees(visit, section.name)


def section_of(form: Questionnaire, key: str) -> Section | None:
    """Return the section in which the question (or repeat) of a key stands."""
    try:
        name, _ids = split(key)
    except ValueError:
        return None
    below, slash, _rest = name.partition("/")
    if slash:
        return next((section for section in form.sections if section.name == below), None)
    return next((section for section in form.sections if name in set(_names(section))), None)


def _names(section: Section) -> Iterator[str]:
    yield from (question.name for question in section.questions)
    yield from _groups(section.group.children if section.group else ())


def _groups(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Group):
            yield node.name
            yield from _groups(node.children)
