"""The parts of a questionnaire as the task list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from surveys.beforehand.conditions import condition
from surveys.questionnaire import Question, Questionnaire, Section, SectionProgress, State
from surveys.questionnaire.in_words import in_words
from surveys.standing import Standing, language


@dataclass(frozen=True)
class Part:
    """One section, with its address, and with how far it is where that is known."""

    LOOSE: ClassVar[str] = "-"  # the address of the questions that stand in no group; no group can be called so

    section: Section
    progress: SectionProgress | None = None
    form: Questionnaire | None = None

    @property
    def name(self) -> str:
        return self.section.name or self.LOOSE

    @property
    def label(self) -> str:
        return self.section.group.label(language()) if self.section.group else _("Om te beginnen")

    @property
    def is_shown(self) -> bool:
        return self.progress is not None

    @property
    def is_done(self) -> bool:
        return self.progress is not None and self.progress.state == State.DONE

    @property
    def asked(self) -> list[AskedPlainly]:
        """The questions as they can be read beforehand."""
        return [AskedPlainly(question, self.form) for question in self.section.asked]


@dataclass(frozen=True)
class AskedPlainly:
    """A question on paper: its words and its choices."""

    question: Question
    form: Questionnaire | None = None

    @property
    def label(self) -> str:
        return self.question.label(language())

    @property
    def hint(self) -> str:
        return self.question.hint(language())

    @property
    def choices(self) -> list[str]:
        return [choice.label(language()) for choice in self.question.choices]

    @property
    def several(self) -> bool:
        return self.question.kind == "select_multiple"

    @property
    def rule(self) -> str:
        """What the answer has to fit, in words."""
        found = self.question.constraint
        return in_words(found, self.form, language(), self.question) if found and self.form else ""

    @property
    def depends(self) -> bool:
        return bool(self.question.relevant)

    @property
    def condition(self) -> str:
        """When it is asked, in words."""
        return condition(self.form, self.question) if self.form else ""


def parts(form: Questionnaire, stand: Standing | None = None) -> list[Part]:
    """Return the sections in order; with a standing each that is shown has its progress."""
    progress = {each.name: each for each in stand.sections} if stand else {}
    return [Part(section, progress.get(section.name), form) for section in form.sections]


def opening_notes(form: Questionnaire) -> list[str]:
    """Return the notes before the first section: they belong to the beginning."""
    return [node.label(language()) for node in form.children if isinstance(node, Question) and node.kind == "note"]


def section_at(form: Questionnaire, address: str) -> Section | None:
    """Return the section with this address."""
    return next((part.section for part in parts(form) if part.name == address), None)
