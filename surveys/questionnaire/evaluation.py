"""Answers meet the rules: what is visible, what counts, what is wrong, how far each section is.

Stored answers are only read. An answer that a rule hides is masked: it is out of the result and counts as empty for
every other rule, and it is there again when the rule lets it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from lxml import etree

from .canonical import ROOT, Choice, Group, Question, Questionnaire, Section, Worded
from .lexical import fault_in
from .rules import Plan, Rules, plan
from .wording import sentence

_HERE = ZoneInfo("Europe/Amsterdam")
_NOTHING: Mapping[str, str] = MappingProxyType({})


class UnknownQuestion(LookupError):
    """Tell that answers were given under names that the questionnaire does not ask."""


class State(StrEnum):
    NOT_BEGUN = "not_begun"
    BUSY = "busy"
    DONE = "done"
    WRONG = "wrong"


@dataclass(frozen=True)
class Violation:
    """What is wrong with one answer; `kind` is required, constraint, type or choice."""

    kind: str
    message: str


@dataclass(frozen=True)
class SectionProgress:
    """How far a section is: the numbers of visible questions, of answers and of problems among them.

    `problems` counts everything that keeps the section from being done, unanswered required questions included.
    """

    name: str
    shown: bool
    visible: int
    answered: int
    problems: int
    state: State


@dataclass(frozen=True)
class Evaluation:
    """The outcome of all rules over one set of answers, everything by key (see `keys`).

    `visible_groups` also holds the instances of repeats (`loc[2]`); `calculated` the values that nobody types:
    calculations, defaults that were not touched and facts. `warnings` are doubts, never faults. `choices` are those on
    offer for each visible select. `instances` gives the ids of each repeat in their order; of those in `counted` the
    number follows from other answers, so nobody adds or removes one.
    """

    visible: frozenset[str]
    visible_groups: frozenset[str]
    answers: Mapping[str, str]
    calculated: Mapping[str, str]
    problems: Mapping[str, Violation]
    sections: tuple[SectionProgress, ...]
    warnings: Mapping[str, str] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    instances: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    worded: Mapping[str, Worded] = field(default_factory=dict, repr=False, compare=False)

    def labels(self, key: str, column: str = "label", language: str = "nl") -> str:
        """Return a text of the question, group or repeat of a key, with the values of `${name}` filled in."""
        return self.worded[key].text(column, language) if key in self.worded else ""

    @property
    def complete(self) -> bool:
        return not self.problems


def evaluate(
    questionnaire: Questionnaire,
    answers: Mapping[str, str],
    language: str = "nl",
    *,
    now: datetime | None = None,
    facts: Mapping[str, str] = _NOTHING,
) -> Evaluation:
    """Evaluate stored answers (lexical forms by key; "" is emptied, absent was never touched).

    `language` chooses the messages; `now` (default: the Dutch clock) is what today() and now() say; `facts` are what
    the frame knows of the organisation, by the word in the column fact.
    Raise UnknownQuestion for a name that is not asked.
    """
    rules = plan(questionnaire)
    unknown = [name for name in answers if name not in rules.rules or not _is_asked(rules.rules[name])]
    if unknown:
        raise UnknownQuestion(f"not asked in this questionnaire: {', '.join(sorted(unknown))}")
    given = {name: value for name, value in answers.items() if value.strip()}
    return _Course(questionnaire, rules, given, language, now or datetime.now(_HERE)).outcome()


def _is_asked(rules: Rules) -> bool:
    return isinstance(rules.node, Question) and rules.node.is_asked


class _Course:
    """One evaluation: a fresh tree of answers that only ever holds visible, well-formed values."""

    def __init__(
        self, questionnaire: Questionnaire, rules: Plan, given: dict[str, str], language: str, now: datetime
    ) -> None:
        self.questionnaire = questionnaire
        self.plan = rules
        self.given = given
        self.language = language
        self.now = now
        self.visible: set[str] = set()
        self.calculated: dict[str, str] = {}
        self.faults: dict[str, tuple[str, str]] = {}
        self.elements: dict[str, etree._Element] = {"": etree.Element(ROOT)}
        for name, rule in rules.rules.items():
            self.elements[name] = etree.SubElement(self.elements[rule.parent], name)

    def outcome(self) -> Evaluation:
        for rule in self.plan.steps:
            self._show(rule)
        asked = [name for name, rule in self.plan.rules.items() if name in self.visible and _is_asked(rule)]
        problems = {name: found for name in asked if (found := self._violation(self.plan.rules[name]))}
        groups = frozenset(name for name in self.visible if isinstance(self.plan.rules[name].node, Group))
        required = [name for name in asked if self._is_required(self.plan.rules[name])]
        nodes = {name: rule.node for name, rule in self.plan.rules.items()}
        return Evaluation(
            required=frozenset(required),
            choices=MappingProxyType({q: c for q in asked if (c := getattr(nodes[q], "choices", ()))}),
            worded=MappingProxyType(nodes),
            visible=frozenset(self.visible) - groups,
            visible_groups=groups,
            answers=MappingProxyType({name: self.given[name] for name in asked if name in self.given}),
            calculated=MappingProxyType(self.calculated),
            problems=MappingProxyType(problems),
            sections=tuple(self._progress(problems)),
        )

    def _show(self, rule: Rules) -> None:
        """Decide whether a node is visible, and only then let its value be seen by others."""
        name, element = rule.node.name, self.elements[rule.node.name]
        if rule.parent and rule.parent not in self.visible:
            return
        if rule.relevant is not None and not rule.relevant.truth(element, self.now):
            return
        self.visible.add(name)
        if rule.calculation is not None:
            element.text = self.calculated[name] = rule.calculation.text(element, self.now)
        elif isinstance(rule.node, Question) and name in self.given:
            fault = fault_in(rule.node, self.given[name])
            if fault is None:
                element.text = self.given[name]
            else:
                self.faults[name] = fault

    def _violation(self, rule: Rules) -> Violation | None:
        name, element = rule.node.name, self.elements[rule.node.name]
        if name in self.faults:
            kind, key = self.faults[name]
            return Violation(kind, sentence(key, self.language))
        if name in self.given:
            fits = rule.constraint is None or rule.constraint.truth(element, self.now)
            return None if fits else self._own(rule, "constraint")
        return self._own(rule, "required") if self._is_required(rule) else None

    def _is_required(self, rule: Rules) -> bool:
        if isinstance(rule.required, bool):
            return rule.required
        return rule.required.truth(self.elements[rule.node.name], self.now)

    def _own(self, rule: Rules, kind: str) -> Violation:
        """Speak with the workbook's own message where it has one in this language."""
        own = rule.node.columns.own_text(f"{kind}_message", self.language)
        return Violation(kind, own or sentence(kind, self.language))

    def _progress(self, problems: Mapping[str, Violation]) -> Iterator[SectionProgress]:
        for section in self.questionnaire.sections:
            names = [q.name for q in section.questions if q.is_asked and q.name in self.visible]
            found = [problems[name].kind for name in names if name in problems]
            answered = sum(name in self.given for name in names)
            yield SectionProgress(
                name=section.name,
                shown=_is_shown(section, self.visible),
                visible=len(names),
                answered=answered,
                problems=len(found),
                state=_state(answered, len(names), found),
            )


def _is_shown(section: Section, visible: set[str]) -> bool:
    return section.group is None or section.group.name in visible


def _state(answered: int, visible: int, found: list[str]) -> State:
    if any(kind != "required" for kind in found):
        return State.WRONG
    if not found and (answered or not visible):
        return State.DONE
    return State.BUSY if answered else State.NOT_BEGUN
