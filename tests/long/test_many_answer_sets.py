"""The rules of the questionnaire against the same rules by hand, ten thousand times."""

import random

import pytest

from surveys.questionnaire import evaluate
from tests.surveys.questionnaire.conftest import questionnaire_2019
from tests.surveys.questionnaire.test_evaluate_2019 import random_answers, slowly_visible

__all__ = ["questionnaire_2019"]


@pytest.mark.long
def test_what_shows_equals_the_table_of_rules(questionnaire_2019: object) -> None:
    dice = random.Random(355135)
    for _ in range(10_000):
        answers = random_answers(questionnaire_2019, dice)
        assert evaluate(questionnaire_2019, answers).visible == slowly_visible(questionnaire_2019, answers)
