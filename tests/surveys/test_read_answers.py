"""Answers in words, with each instance of a repeat apart, and what differs between two sets of them."""

from __future__ import annotations

from surveys import comparing
from surveys.answered import rows
from surveys.questionnaire import Questionnaire, read_workbook
from tests.surveys.questionnaire.books import book


def form() -> Questionnaire:
    return read_workbook(
        book(
            [
                ["type", "name", "label"],
                ["begin_group", "a", "A. Opvang"],
                ["text", "plaats", "Waar?"],
                ["begin_repeat", "loc", "Locatie"],
                ["text", "naam", "Hoe heet zij?"],
                ["integer", "bedden", "Hoeveel bedden heeft ${naam}?"],
                ["end_repeat"],
                ["end_group"],
            ],
            [["list_name", "name", "label"]],
        )
    )


GIVEN = {"plaats": "Utrecht", "loc": "3 1", "naam[3]": "Noord", "bedden[3]": "1200", "naam[1]": "Zuid"}


def test_each_instance_stands_apart_in_its_order() -> None:
    asked = form()
    [section] = asked.sections
    told = [(row.key, row.label.split("?")[0], row.value) for row in rows(asked, section, GIVEN)]
    assert told == [
        ("plaats", "Waar", "Utrecht"),
        ("naam[3]", "Locatie 1: Hoe heet zij", "Noord"),
        ("bedden[3]", "Locatie 1: Hoeveel bedden heeft Noord", "1200"),
        ("naam[1]", "Locatie 2: Hoe heet zij", "Zuid"),
    ]


def test_an_instance_that_no_list_names_is_not_lost() -> None:
    asked = form()
    [section] = asked.sections
    assert [row.key for row in rows(asked, section, {"naam[10]": "b", "naam[2]": "a"})] == ["naam[2]", "naam[10]"]


def test_what_differs_is_told_by_kind() -> None:
    after = {**GIVEN, "plaats": "", "naam[1]": "Zuiderlicht", "bedden[1]": "4"}
    [changed] = comparing.differences((form(), GIVEN), (form(), after))
    kinds = {row.key: (row.kind, row.before, row.after) for row in changed.rows}
    assert kinds == {
        "plaats": ("emptied", "Utrecht", ""),
        "naam[1]": ("changed", "Zuid", "Zuiderlicht"),
        "bedden[1]": ("added", "", "4"),
    }
