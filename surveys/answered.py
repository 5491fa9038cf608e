"""Answers as people read them: question by question in the order of the workbook, each instance of a repeat apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.questionnaire import Group, Question, Questionnaire, Section, to_display
from surveys.questionnaire.keys import key, split
from surveys.standing import language

REFERENCE = re.compile(r"\$\{\s*([^}\s]+)\s*\}")


@dataclass(frozen=True)
class Row:
    """One question with its answer in words; `key` is under what the answer is kept."""

    key: str
    question: Question
    label: str
    value: str


def rows(form: Questionnaire, section: Section, answers: Mapping[str, str]) -> list[Row]:
    """Return what was answered in a section."""
    given = {name: value for name, value in answers.items() if value}
    return list(_Reading(form, given, given).of(section))


def asked_rows(form: Questionnaire, section: Section, answers: Mapping[str, str], asked: Collection[str]) -> list[Row]:
    """Return the questions of a section that are asked (their keys), answered or not."""
    return list(_Reading(form, answers, asked).of(section))


class _Reading:
    def __init__(self, form: Questionnaire, answers: Mapping[str, str], wanted: Collection[str]) -> None:
        self.answers, self.wanted = answers, frozenset(wanted)
        names = Counter(node.name for node, _around in form.walk())
        self.names = {
            id(node): node.name if names[node.name] == 1 else "/".join([*(g.name for g in around), node.name])
            for node, around in form.walk()
        }
        self.questions = form.questions

    def of(self, section: Section) -> Iterator[Row]:
        for node in [section.group] if section.group else section.questions:
            yield from self._below(node, (), "")

    def _below(self, node: Group | Question, ids: tuple[str, ...], where: str) -> Iterator[Row]:
        if isinstance(node, Question):
            yield from self._row(node, ids, where)
            return
        if node.kind == "group":
            for child in node.children:
                yield from self._below(child, ids, where)
            return
        for number, each in enumerate(self._instances(node, ids), 1):
            here = f"{where}{node.label(language())} {number}: "
            for child in node.children:
                yield from self._below(child, (*ids, each), here)

    def _row(self, question: Question, ids: tuple[str, ...], where: str) -> Iterator[Row]:
        own = key(self.names[id(question)], ids)
        if own in self.wanted and question.kind != "note":
            given = self.answers.get(own, "")
            value = to_display(question, given, language()) if given else ""
            yield Row(own, question, where + self._filled(question, ids), value)
        other = key(f"{self.names[id(question)]}_other", ids)
        if other in self.wanted and other not in self.questions:
            yield Row(
                other, question, f"{where}{self._filled(question, ids)} ({_('anders')})", self.answers.get(other, "")
            )

    def _filled(self, question: Question, ids: tuple[str, ...]) -> str:
        """Return the label with the answers to which it refers."""
        return REFERENCE.sub(lambda found: self._said(found[1], ids), question.label(language()))

    def _said(self, name: str, ids: tuple[str, ...]) -> str:
        """Return the answer to another question, of the same instance or of one around it."""
        near = (self.answers.get(key(name, ids[:depth]), "") for depth in range(len(ids), -1, -1))
        question, given = self.questions.get(name), next(filter(None, near), "")
        return to_display(question, given, language()) if question and given else "…"

    def _instances(self, repeat: Group, ids: tuple[str, ...]) -> list[str]:
        """Return the ids of the instances: in the order that was given, and those that only an answer knows of."""
        listed = self.answers.get(key(self.names[id(repeat)], ids), "").split()
        depth, inside = len(ids), set(self._inside(repeat))
        found = {split(each) for each in self.wanted}
        known = {at[depth] for name, at in found if name in inside and len(at) > depth and at[:depth] == ids}
        return listed + sorted(known.difference(listed), key=lambda each: (len(each), each))

    def _inside(self, repeat: Group) -> Iterator[str]:
        for node in repeat.children:
            yield self.names[id(node)]
            if isinstance(node, Group):
                yield from self._inside(node)
