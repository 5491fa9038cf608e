"""Conditions in words: what stands there in XPath, said to who does not read it."""

from __future__ import annotations

import pytest

from surveys.questionnaire import read_workbook
from surveys.questionnaire.in_words import in_words
from tests.surveys.questionnaire.books import book

FORM = read_workbook(
    book(
        [
            ["type", "name", "label::Nederlands (nl)", "label::English (en)"],
            ["select_one ja_nee", "a1", "Is er beleid?", "Is there a policy?"],
            ["integer", "a2", "Hoeveel mensen?", "How many people?"],
            ["select_multiple ja_nee", "a3", "Wat nog?", "What else?"],
            ["date", "a4", "Sinds?", "Since?"],
        ],
        [
            ["list_name", "name", "label::Nederlands (nl)", "label::English (en)"],
            ["ja_nee", "ja", "Ja", "Yes"],
            ["ja_nee", "nee", "Nee", "No"],
        ],
        [["form_title", "default_language"], ["Proef", "Nederlands (nl)"]],
    )
)
TABLE = [
    ("${a1} = 'ja'", "‘Is er beleid?’ is ‘Ja’", "‘Is there a policy?’ is ‘Yes’"),
    ("${a1} != 'nee'", "‘Is er beleid?’ is niet ‘Nee’", "‘Is there a policy?’ is not ‘No’"),
    ("${a1} != ''", "‘Is er beleid?’ is ingevuld", "‘Is there a policy?’ is filled in"),
    ("${a1} = ''", "‘Is er beleid?’ is niet ingevuld", "‘Is there a policy?’ is not filled in"),
    ("${a2} > 1.5", "‘Hoeveel mensen?’ is meer dan 1,5", "‘How many people?’ is more than 1.5"),
    (". >= 0 and . <= 9", "dit antwoord is minstens 0 en dit antwoord is hoogstens 9",
     "this answer is at least 0 and this answer is at most 9"),
    ("selected(${a3}, 'ja')", "‘Wat nog?’ bevat ‘Ja’", "‘What else?’ contains ‘Yes’"),
    ("not(selected(${a3}, 'ja'))", "‘Wat nog?’ bevat niet ‘Ja’", "‘What else?’ contains not ‘Yes’"),
    ("count-selected(${a3}) < 2", "het aantal keuzes bij ‘Wat nog?’ is minder dan 2",
     "the number of choices at ‘What else?’ is less than 2"),
    ("${a4} > '2020-01-02'", "‘Sinds?’ is meer dan 2-1-2020", "‘Since?’ is more than 2-1-2020"),
    ("${a2} = 1 and (${a1} = 'ja' or ${a1} = 'nee')",
     "‘Hoeveel mensen?’ is 1 en (‘Is er beleid?’ is ‘Ja’ of ‘Is er beleid?’ is ‘Nee’)",
     "‘How many people?’ is 1 and (‘Is there a policy?’ is ‘Yes’ or ‘Is there a policy?’ is ‘No’)"),
    ("${a1} = ", "${a1} = ", "${a1} = "),
    ("uuid()", "uuid()", "uuid()"),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "dutch", "english"), TABLE)
def test_an_expression_in_words(expression: str, dutch: str, english: str) -> None:
    assert in_words(expression, FORM, "nl") == dutch
    assert in_words(expression, FORM, "en") == english
