"""Answers nested as the form, for scripts, and what the rules say of them: groups are objects, repeats lists.

`evaluate_nested` answers path → {"relevant", "required", "valid", "value", "choices"}, with paths such as
`/loc[2]/cap[1]/bedden`.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from .canonical import Group, Json, Node, Question, Questionnaire
from .course import MAX_INSTANCES, Course, Spot
from .expressions import Moment
from .keys import key
from .question_types import WITH_CHOICES
from .rules import Plan, plan

_HERE = ZoneInfo("Europe/Amsterdam")


class NotNested(ValueError):
    """Tell where answers are not nested as the form is."""


def evaluate_nested(questionnaire: Questionnaire, answers: object, *, now: datetime | None = None) -> Json:
    """Evaluate nested answers; raise NotNested with the path of what does not fit the form."""
    rules = plan(questionnaire)
    language = questionnaire.default_language
    moment = Moment(now or datetime.now(_HERE), language, questionnaire.settings.get("version", ""))
    course = Course(rules, keyed(questionnaire, answers), moment, {})
    return dict(_told(course))


def keyed(questionnaire: Questionnaire, answers: object) -> dict[str, str]:
    """Return nested answers by key; the instances of a repeat are numbered from 1."""
    return dict(_keyed(questionnaire.children, answers, "", (), _Keys(questionnaire, plan(questionnaire))))


class _Keys:
    def __init__(self, questionnaire: Questionnaire, rules: Plan) -> None:
        self.rules = rules.rules
        self.of = {id(node): name for name, (node, _) in questionnaire.keyed.items()}


def _keyed(
    children: tuple[Node, ...], answers: object, path: str, ids: tuple[str, ...], keys: _Keys
) -> Iterator[tuple[str, str]]:
    if not isinstance(answers, dict):
        raise NotNested(f"{path or '/'}: hier hoort een object met antwoorden te staan.")
    nodes = {node.name: node for node in children}
    nodes |= {node.other.name: node.other for node in children if isinstance(node, Question) and node.other}
    for name, value in answers.items():
        node, here = nodes.get(name), f"{path}/{name}"
        if node is None:
            raise NotNested(f"{here}: deze vraag staat niet in de vragenlijst.")
        if isinstance(node, Question):
            if keys.rules[keys.of[id(node)]].may_be_given:
                yield key(keys.of[id(node)], ids), _lexical(value, here, node)
        elif node.is_repeat:
            yield from _instances(node, value, here, ids, keys)
        elif value is not None:
            yield from _keyed(node.children, value, here, ids, keys)


def _instances(node: Group, value: object, path: str, ids: tuple[str, ...], keys: _Keys) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if not isinstance(value, list):
        raise NotNested(f"{path}: hier hoort een lijst te staan, met een object voor elke keer.")
    if len(value) > MAX_INSTANCES:
        raise NotNested(f"{path}: hoogstens {MAX_INSTANCES} keer.")
    numbers = [str(number) for number in range(1, len(value) + 1)]
    yield key(keys.of[id(node)], ids), " ".join(numbers)
    for number, each in zip(numbers, value, strict=True):
        yield from _keyed(node.children, each, f"{path}[{number}]", (*ids, number), keys)


def _lexical(value: object, path: str, node: Question) -> str:
    """Write a value of JSON as XLSForm stores it."""
    match value:
        case None:
            return ""
        case bool():
            return ("OK" if value else "") if node.kind == "acknowledge" else str(value).lower()
        case str() | int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case list() if all(isinstance(each, str | int) for each in value):
            return " ".join(map(str, value))
        case _:
            raise NotNested(f"{path}: hier hoort een tekst, een getal of een lijst van namen te staan.")


def _told(course: Course) -> Iterator[tuple[str, Json]]:
    for spot in course.questions():
        if spot.rule is not None and isinstance(spot.rule.node, Question):
            yield _path(spot), _findings(course, spot, spot.rule.node)


def _path(spot: Spot) -> str:
    """Return the path of an instance, with the number of each repeat: /loc[2]/cap[1]/bedden."""
    steps = []
    at: Spot | None = spot
    while at is not None and at.rule is not None:
        steps.append(f"{at.rule.node.name}[{at.number}]" if at.rule.is_repeat else at.rule.node.name)
        at = at.parent
    return "".join(f"/{step}" for step in reversed(steps))


def _findings(course: Course, spot: Spot, question: Question) -> Json:
    if question.kind == "note":
        return {"relevant": spot.shown}
    value = spot.value or None
    if question.kind == "calculate":
        return {"relevant": spot.shown, "value": value}
    return {
        "relevant": spot.shown,
        "required": course.is_required(spot),
        "valid": not spot.shown or course.violation(spot) is None,
        "value": value,
        "choices": [choice.name for choice in course.choices(spot)] if question.kind in WITH_CHOICES else None,
    }
