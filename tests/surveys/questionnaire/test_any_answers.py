"""What holds for any answers to any form: masking, order, and the same outcome by keys as nested."""

import random
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire import Evaluation, Questionnaire, evaluate, evaluate_nested
from surveys.questionnaire.canonical import Json
from surveys.questionnaire.nested import keyed

from .answering import nested
from .made import forms

NOON = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001
FORMS = forms()
DICE = st.randoms(use_true_random=False)
NAMES = st.sampled_from(sorted(FORMS))


def look(form: Questionnaire, answers: dict[str, str]) -> Evaluation:
    return evaluate(form, answers, now=NOON)


def agree(evaluation: Evaluation, findings: Json) -> bool:
    """Say whether both see the same: how many are relevant, and which values there are."""
    told = sorted(str(each["value"]) for each in findings.values() if each.get("value"))
    seen = sorted([*evaluation.answers.values(), *filter(None, evaluation.calculated.values())])
    relevant = sum(each["relevant"] for each in findings.values())
    return seen == told and relevant == len(evaluation.visible)


@settings(max_examples=80, deadline=None)
@given(name=NAMES, dice=DICE)
def test_nested_answers_and_keys_have_the_same_outcome(name: str, dice: random.Random) -> None:
    form = FORMS[name]
    answers = nested(form, dice)
    findings = evaluate_nested(form, answers, now=NOON)
    evaluation = look(form, keyed(form, answers))
    assert agree(evaluation, findings)
    wrong = [path for path, each in findings.items() if each.get("valid") is False]
    assert len(wrong) == sum(fault.kind != "required" for fault in evaluation.problems.values())


@settings(max_examples=60, deadline=None)
@given(name=NAMES, dice=DICE)
def test_the_same_answers_have_the_same_outcome_in_any_order(name: str, dice: random.Random) -> None:
    form = FORMS[name]
    answers = keyed(form, nested(form, dice))
    shuffled = list(answers.items())
    dice.shuffle(shuffled)
    before = dict(answers)
    assert look(form, answers) == look(form, dict(shuffled))
    assert answers == before


@settings(max_examples=60, deadline=None)
@given(name=NAMES, dice=DICE)
def test_a_masked_answer_changes_nothing_and_returns(name: str, dice: random.Random) -> None:
    form = FORMS[name]
    answers = keyed(form, nested(form, dice))
    evaluation = look(form, answers)
    lists = {key for key in answers if key in evaluation.instances}
    masked = {key for key in answers if key not in evaluation.visible} - lists
    seen = {key: value for key, value in answers.items() if key not in masked}
    assert look(form, seen) == evaluation
    assert look(form, seen | answers) == evaluation
    assert evaluation.answers.keys() <= evaluation.visible
    assert evaluation.problems.keys() <= evaluation.visible
    assert evaluation.required <= evaluation.visible


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_can_be_left_empty(name: str) -> None:
    assert all(fault.kind == "required" for fault in look(FORMS[name], {}).problems.values())
    assert sum(section.visible for section in look(FORMS[name], {}).sections) <= len(look(FORMS[name], {}).visible)
