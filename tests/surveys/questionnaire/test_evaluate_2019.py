import csv
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.questionnaire import Questionnaire, State, evaluate

Answers = dict[str, str]

# The eleven relevants of the workbook, by hand.
SHOWN: dict[str, Callable[[Answers], bool]] = {
    "a05_email": lambda seen: seen["a04_contact"] == "ja",
    "b02_vormen": lambda seen: seen["b01_komtvoor"] in {"ja", "vermoeden"},
    "b04_signalen": lambda seen: seen["b03_telling"] in {"geteld", "geschat"},
    "b06_meldpunten": lambda seen: seen["b05_meldafspraken"] == "ja",
    "c02_jaar": lambda seen: seen["c01_beleid"] in {"eigen", "regionaal"},
    "c03_vormen": lambda seen: seen["c01_beleid"] in {"eigen", "regionaal", "onderdeel"},
    "d02_uren": lambda seen: seen["d01_aandachtsfunctionaris"] == "ja",
    "d05_groepen": lambda seen: seen["d04_training"] in {"structureel", "incidenteel"},
    "d07_bedrag": lambda seen: seen["d06_budget"] == "ja",
    "e02_zorgfte": lambda seen: seen["e01_zorgcoordinator"] in {"eigen", "regionaal"},
    "f03_partners": lambda seen: seen["f02_regio"] != "nee",
}


def slowly_visible(questionnaire: Questionnaire, answers: Answers) -> set[str]:
    """Show what the table shows, top down; a rule sees only what is itself shown."""
    seen: Answers = {}
    for name in questionnaire.questions:
        if name not in SHOWN or SHOWN[name](seen):
            seen[name] = answers.get(name, "")
    return set(seen)


def random_answers(questionnaire: Questionnaire, dice: random.Random) -> Answers:
    answers = {}
    for name, question in questionnaire.questions.items():
        names = [choice.name for choice in question.choices]
        if question.is_asked and dice.random() < 0.8:
            many = dice.sample(names, dice.randint(0, min(4, len(names))))
            number = str(dice.choice([-1, 0, 3, 2010, 0.5]))
            answers[name] = {"select_one": dice.choice(names or [""]), "select_multiple": " ".join(many)}.get(
                question.kind, number
            )
    return answers


@pytest.fixture(scope="module")
def responses(reference: Path) -> list[Answers]:
    with (reference / "SYNTHETIC_responses_135.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_synthetic_response_is_complete(questionnaire_2019: Questionnaire, responses: list[Answers]) -> None:
    assert len(responses) == 135
    for answers in responses:
        evaluation = evaluate(questionnaire_2019, answers)
        assert evaluation.problems == {}
        assert {section.state for section in evaluation.sections} == {State.DONE}
        assert {name for name, value in answers.items() if value} <= evaluation.visible


def test_visible_equals_the_table_of_rules(questionnaire_2019: Questionnaire) -> None:
    dice = random.Random(20190425)
    for _ in range(500):
        answers = random_answers(questionnaire_2019, dice)
        assert evaluate(questionnaire_2019, answers).visible == slowly_visible(questionnaire_2019, answers)


ANSWERS = st.randoms(use_true_random=False)


@settings(max_examples=60, deadline=None)
@given(dice=ANSWERS)
def test_evaluating_changes_nothing_and_repeats_itself(questionnaire_2019: Questionnaire, dice: random.Random) -> None:
    answers = random_answers(questionnaire_2019, dice)
    before = dict(answers)
    first, second = evaluate(questionnaire_2019, answers), evaluate(questionnaire_2019, answers)
    assert answers == before
    assert first == second
    assert first.answers == {name: text for name, text in before.items() if text and name in first.visible}


CROSS = "Vul 0 tot en met 50 fte in, en niet minder dan de uren van de aandachtsfunctionaris (36 uur = 1 fte)."


@pytest.mark.parametrize(
    ("officer", "hours", "fte", "fits"),
    [
        ("ja", "36", "1", True),
        ("ja", "36", "0.9", False),
        ("ja", "", "0", True),
        ("nee", "144", "0", True),  # the hours are hidden, so they count as empty
        ("nee", "", "50.1", False),
    ],
)
def test_the_constraint_across_questions(
    questionnaire_2019: Questionnaire, officer: str, hours: str, fte: str, fits: bool
) -> None:
    answers = {"d01_aandachtsfunctionaris": officer, "d02_uren": hours, "d03_fte": fte}
    problems = evaluate(questionnaire_2019, answers).problems
    assert ("d03_fte" not in problems) is fits
    assert fits or problems["d03_fte"].message == CROSS


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("a01_gmcode", "gm0363", "Vul een code in van de vorm GM0000, bijvoorbeeld GM0363."),
        ("f04_knelpunten", "geld kennis zicht regio", "Kies hoogstens drie knelpunten, of alleen ‘Geen knelpunten’."),
        ("e03_opvang", "geen nood", "Kies óf deze optie, óf andere antwoorden; niet allebei."),
        ("c06_prioriteit", "11", "Vul een heel getal in van 1 tot en met 10."),
        ("f06_toelichting", "x" * 2001, "Gebruik hoogstens 2000 tekens."),
    ],
)
def test_the_workbook_speaks_for_itself(questionnaire_2019: Questionnaire, name: str, value: str, message: str) -> None:
    assert evaluate(questionnaire_2019, {name: value}).problems[name].message == message


def test_a_whole_completion_costs_little(questionnaire_2019: Questionnaire) -> None:
    """Six saved sections and one submission, as the fastest of five: a busy machine is no failure."""
    answers = random_answers(questionnaire_2019, random.Random(1))
    costs = []
    for _ in range(5):
        began = time.process_time()
        for _ in range(7):
            evaluate(questionnaire_2019, answers)
        costs.append(time.process_time() - began)
    assert min(costs) < 0.010
