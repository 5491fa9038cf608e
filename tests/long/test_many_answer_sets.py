"""The rules of the questionnaire against the same rules by hand, ten thousand times."""

import random

import pytest

from surveys.questionnaire import evaluate, evaluate_nested
from surveys.questionnaire.nested import keyed
from tests.surveys.questionnaire.answering import nested
from tests.surveys.questionnaire.conftest import questionnaire_2019
from tests.surveys.questionnaire.test_any_answers import FORMS, NOON, agree, look
from tests.surveys.questionnaire.test_evaluate_2019 import random_answers, slowly_visible

__all__ = ["questionnaire_2019"]


@pytest.mark.long
def test_what_shows_equals_the_table_of_rules(questionnaire_2019: object) -> None:
    dice = random.Random(355135)
    for _ in range(10_000):
        answers = random_answers(questionnaire_2019, dice)
        assert evaluate(questionnaire_2019, answers).visible == slowly_visible(questionnaire_2019, answers)


@pytest.mark.long
def test_nested_answers_and_keys_agree_on_twenty_forms() -> None:
    dice = random.Random(20261121)
    assert len(FORMS) == 20
    for at in range(10_000):
        form = FORMS[sorted(FORMS)[at % len(FORMS)]]
        answers = nested(form, dice)
        stored = keyed(form, answers)
        evaluation = look(form, stored)
        assert agree(evaluation, evaluate_nested(form, answers, now=NOON)), answers
        shown = {key: value for key, value in stored.items() if key in {*evaluation.visible, *evaluation.instances}}
        assert look(form, shown) == evaluation, answers
