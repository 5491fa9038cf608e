"""Random answers to any form: sensible ones, wrong ones, and none."""

import random
from collections.abc import Callable

from surveys.questionnaire import Question, Questionnaire
from surveys.questionnaire.canonical import Json, Node

WORDS = ["", "x", "y", "1", "a", "zo", "12,5"]


def nested(questionnaire: Questionnaire, dice: random.Random) -> Json:
    """Draw answers that are nested as the form is."""
    return _within(questionnaire.children, dice)


def _within(children: tuple[Node, ...], dice: random.Random) -> Json:
    found: Json = {}
    for node in children:
        if dice.random() < 0.15:
            continue
        if isinstance(node, Question):
            found |= _answer(node, dice)
        elif node.is_repeat:
            found[node.name] = [_within(node.children, dice) for _ in range(dice.randint(0, 3))]
        else:
            found[node.name] = _within(node.children, dice)
    return found


def _answer(question: Question, dice: random.Random) -> Json:
    if question.kind in {"note", "calculate"} or question.calculation or question.fact:
        return {}
    found: Json = {question.name: _value(question, dice)}
    if question.other is not None:
        found[question.other.name] = dice.choice(WORDS)
    return found


def _value(question: Question, dice: random.Random) -> object:
    names = [choice.name for choice in question.choices]
    draw = _DRAWN.get(question.kind)
    if draw is None or dice.random() < 0.1:
        return dice.choice(WORDS)
    return draw(dice, names)


_DRAWN: dict[str, Callable[[random.Random, list[str]], object]] = {
    "integer": lambda dice, _: dice.choice([-1, 0, 1, 2, 3, 7, 60, ""]),
    "decimal": lambda dice, _: dice.choice([0, 1.5, 2, 3, 99]),
    "range": lambda dice, _: dice.choice([0, 1, 2, 10, 12]),
    "select_one": lambda dice, names: dice.choice(names),
    "select_multiple": lambda dice, names: dice.sample(names, dice.randint(0, len(names))),
    "rank": lambda dice, names: dice.sample(names, dice.choice([0, len(names)])),
    "date": lambda dice, _: f"2026-11-{dice.randint(1, 30):02}",
    "time": lambda dice, _: f"{dice.randint(0, 23):02}:30",
    "datetime": lambda dice, _: f"2026-11-21T{dice.randint(0, 23):02}:30",
    "geopoint": lambda dice, _: dice.choice(["52.1 5.1 0 0", "52.1 5.1"]),
    "acknowledge": lambda dice, _: dice.choice([True, ""]),
}
