"""Answers meet the rules: what is visible, what counts, what is wrong, how far each section is.

Stored answers are only read. An answer that a rule hides is masked: it is out of the result and counts as empty for
every other rule, and it is there again when the rule lets it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from .canonical import Choice, Group, Question, Questionnaire, Section
from .course import Course, Spot
from .expressions import Moment
from .keys import split
from .labels import Wording
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
    worded: "Wording | None" = field(default=None, repr=False, compare=False)

    def labels(self, key: str, column: str = "label", language: str = "nl") -> str:
        """Return a text of the question, group or repeat of a key, with the values of `${name}` filled in."""
        return self.worded.text(key, column, language) if self.worded else ""

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
    unknown = [name for name in answers if not _is_known(rules, name)]
    if unknown:
        raise UnknownQuestion(f"not asked in this questionnaire: {', '.join(sorted(unknown))}")
    moment = Moment(
        now or datetime.now(_HERE), language, questionnaire.settings.get("version", ""), facts.get("seed", "")
    )
    return outcome(questionnaire, Course(rules, answers, moment, facts), language)


def _is_known(rules: Plan, name: str) -> bool:
    """Say whether an answer may stand under a key; one of an instance that went is kept, and masked."""
    rule = rules.rules.get(name)
    if rule is not None and not rule.around:
        return rule.may_be_given or rule.is_repeat
    try:
        plain, ids = split(name)
    except ValueError:
        return False
    rule = rules.rules.get(plain)
    return rule is not None and len(ids) == len(rule.around) and (rule.may_be_given or rule.is_repeat)


def outcome(questionnaire: Questionnaire, course: Course, language: str) -> Evaluation:
    """Gather what a course found; problems speak `language`."""
    shown = [spot for spot in course.questions() if spot.shown]
    asked = [spot for spot in shown if spot.rule and spot.rule.is_asked]
    required = frozenset(spot.key for spot in asked if course.is_required(spot))
    problems = {spot.key: found for spot in asked if (found := _violation(course, spot, required, language))}
    doubts = [spot for spot in asked if spot.key not in problems and course.doubts(spot)]
    return Evaluation(
        visible=frozenset(spot.key for spot in shown),
        visible_groups=frozenset(_groups(course)),
        answers=MappingProxyType({spot.key: spot.value for spot in asked if spot.value}),
        calculated=MappingProxyType({s.key: s.value for s in shown if s.rule and _is_calculated(s.rule)}),
        problems=MappingProxyType(problems),
        sections=tuple(_progress(questionnaire, course, problems)),
        warnings=MappingProxyType({spot.key: _own(spot, "warning", language) for spot in doubts}),
        required=required,
        choices=MappingProxyType({spot.key: offered for spot in asked if (offered := course.choices(spot))}),
        instances=MappingProxyType(course.instances),
        counted=frozenset(course.counted),
        worded=Wording(questionnaire, course),
    )


def _is_calculated(rule: Rules) -> bool:
    return rule.calculation is not None or (isinstance(rule.node, Question) and bool(rule.node.fact))


def _groups(course: Course) -> Iterator[str]:
    for name, rule in course.plan.rules.items():
        if isinstance(rule.node, Group):
            yield from (spot.key for spot in course.spots.get(name, ()) if spot.shown)
    yield from (name for name, base in course.repeats.items() if base.shown)


def _violation(course: Course, spot: Spot, required: frozenset[str], language: str) -> Violation | None:
    if not spot.value:
        return Violation("required", _own(spot, "required", language)) if spot.key in required else None
    found = course.violation(spot)
    if found is None:
        return None
    kind, words = found
    return Violation(kind, _own(spot, "constraint", language) if kind == "constraint" else sentence(words, language))


def _own(spot: Spot, kind: str, language: str) -> str:
    """Speak with the workbook's own message where it has one in this language."""
    own = spot.rule.node.columns.own_text(f"{kind}_message", language) if spot.rule else ""
    return own or sentence(kind, language)


def _progress(
    questionnaire: Questionnaire, course: Course, problems: Mapping[str, Violation]
) -> Iterator[SectionProgress]:
    for section, asked in _sections(questionnaire):
        spots = [spot for name in asked for spot in course.spots.get(name, ()) if spot.shown]
        found = [problems[spot.key].kind for spot in spots if spot.key in problems]
        answered = sum(bool(spot.value) for spot in spots)
        yield SectionProgress(
            name=section.name,
            shown=section.group is None or _is_shown(course, section.name),
            visible=len(spots),
            answered=answered,
            problems=len(found),
            state=_state(answered, len(spots), found),
        )


@lru_cache(maxsize=64)
def _sections(questionnaire: Questionnaire) -> tuple[tuple[Section, tuple[str, ...]], ...]:
    """Give each section with the keys of the questions that are put in it."""
    rules = plan(questionnaire).rules
    of = {id(rule.node): rule for rule in rules.values()}
    return tuple(
        (section, tuple(of[id(q)].key for q in section.questions if of[id(q)].is_asked))
        for section in questionnaire.sections
    )


def _is_shown(course: Course, group: str) -> bool:
    name = next(rule.key for rule in course.plan.rules.values() if rule.node.name == group and not rule.parent)
    base = course.repeats.get(name)
    return base.shown if base else any(spot.shown for spot in course.spots.get(name, ()))


def _state(answered: int, visible: int, found: list[str]) -> State:
    if any(kind != "required" for kind in found):
        return State.WRONG
    if not found and (answered or not visible):
        return State.DONE
    return State.BUSY if answered else State.NOT_BEGUN
