import copy
import json
import pickle
from typing import Any

import pytest

from surveys.questionnaire import NotCanonical, Questionnaire, faults, read_workbook

from .books import book


def test_json_and_back_is_the_same_questionnaire(questionnaire_2019: Questionnaire) -> None:
    again = Questionnaire.from_json(json.loads(questionnaire_2019.canonical_json))
    assert again.to_json() == questionnaire_2019.to_json()
    assert again == questionnaire_2019
    assert hash(again) == hash(questionnaire_2019)


def test_the_bytes_do_not_depend_on_the_order_of_keys(questionnaire_2019: Questionnaire) -> None:
    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    again = Questionnaire.from_json(turned(questionnaire_2019.to_json()))
    assert again.canonical_json == questionnaire_2019.canonical_json


def test_one_other_letter_is_another_questionnaire(questionnaire_2019: Questionnaire) -> None:
    data = copy.deepcopy(questionnaire_2019.to_json())
    data["children"][0]["columns"]["label::Dutch (nl)"] += "."
    assert Questionnaire.from_json(data) != questionnaire_2019


def test_it_can_be_pickled(questionnaire_2019: Questionnaire) -> None:
    assert pickle.loads(pickle.dumps(questionnaire_2019)) == questionnaire_2019


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("nl", "Wat is uw functie?"),
        ("en", "What is your position?"),
        ("English (en)", "What is your position?"),
        ("english", "What is your position?"),
        ("fr", "Wat is uw functie?"),
        ("", "Wat is uw functie?"),
    ],
)
def test_a_label_falls_back_to_the_default_language(
    questionnaire_2019: Questionnaire, language: str, label: str
) -> None:
    assert questionnaire_2019.questions["a02_functie"].label(language) == label


def test_a_text_without_a_language_is_for_every_language() -> None:
    question = read_workbook(book()).questions["a1"]
    assert question.label("nl") == question.label("en") == question.label() == "Is er beleid?"


def test_it_names_its_languages_and_sections(questionnaire_2019: Questionnaire) -> None:
    assert questionnaire_2019.languages == ("Dutch (nl)", "English (en)")
    assert [section.name for section in questionnaire_2019.sections] == ["a", "b", "c", "d", "e", "f"]
    assert [len(section.questions) for section in questionnaire_2019.sections] == [5, 6, 6, 7, 5, 6]


def test_loose_questions_form_the_first_section() -> None:
    survey = [
        ["type", "name", "label"],
        ["begin_group", "a", "A"],
        ["text", "b", "B"],
        ["end_group"],
        ["text", "c", "C"],
    ]
    read = read_workbook(book(survey))
    assert [(section.name, [q.name for q in section.questions]) for section in read.sections] == [
        ("", ["c"]), ("a", ["b"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(format=2),
        lambda data: data.pop("lists"),
        lambda data: data.update(children=None),
        lambda data: data["children"][0].pop("name"),
        lambda data: data["children"][0].update(name=7),
        lambda data: data.update(settings=["form_id"]),
    ],
)
def test_it_refuses_another_shape(questionnaire_2019: Questionnaire, damage: Any) -> None:
    data = copy.deepcopy(questionnaire_2019.to_json())
    damage(data)
    with pytest.raises(NotCanonical):
        Questionnaire.from_json(data)


def test_soundness_is_asked_of_a_questionnaire_that_was_no_workbook(questionnaire_2019: Questionnaire) -> None:
    assert faults(questionnaire_2019) == []
    data = copy.deepcopy(questionnaire_2019.to_json())
    data["children"][1]["children"][4]["columns"]["relevant"] = "${weg} = 'ja'"
    [fault] = faults(Questionnaire.from_json(data))
    assert (fault.at.name, fault.column) == ("a05_email", "relevant")


def test_a_fallback_does_not_depend_on_the_way_the_form_came() -> None:
    titles = ["type", "name", "label::English (en)", "label::Dutch (nl)"]
    read = read_workbook(book([titles, ["text", "a", "Question", "Vraag"]]))
    again = Questionnaire.from_json(json.loads(read.canonical_json))
    assert read.questions["a"].label("fr") == again.questions["a"].label("fr") == "Vraag"
