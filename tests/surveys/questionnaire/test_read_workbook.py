from pathlib import Path

import pytest

from surveys.questionnaire import Group, Question, Questionnaire, read_workbook

from .books import CHOICES, SETTINGS, Rows, as_xls, asking, book, problems_of, written


def test_the_workbook_of_2019_is_our_own_copy(reference: Path, questionnaire_2019: Questionnaire) -> None:
    read = read_workbook(reference / "aanpak_mensenhandel_2019.xlsx")
    assert read.to_json() == questionnaire_2019.to_json()
    assert read.sha256 == questionnaire_2019.sha256


def test_it_counts_what_the_questionnaire_of_2019_has(questionnaire_2019: Questionnaire) -> None:
    rows = [node for node, _ in questionnaire_2019.walk()]
    asked = [row for row in rows if isinstance(row, Question) and row.is_asked]
    assert len(asked) == 35
    assert sum(isinstance(row, Group) for row in rows) == 6
    assert sum(bool(question.relevant) for question in asked) == 11
    assert sum(bool(question.constraint) for question in asked) == 17
    assert (len(questionnaire_2019.lists), sum(len(items.choices) for items in questionnaire_2019.lists)) == (22, 125)


def test_nothing_of_a_workbook_is_lost(questionnaire_2019: Questionnaire) -> None:
    sheets = written(questionnaire_2019)
    assert read_workbook(book(sheets["survey"], sheets["choices"], sheets["settings"])) == questionnaire_2019


def test_an_old_xls_reads_as_the_new_xlsx(questionnaire_2019: Questionnaire) -> None:
    assert read_workbook(as_xls(written(questionnaire_2019))) == questionnaire_2019


def test_unknown_columns_and_settings_are_kept() -> None:
    survey = [["type", "name", "label", "Bron"], ["text", "a", "Vraag", "notulen 12"]]
    choices: Rows = [[*CHOICES[0], "kleur"], ["ja_nee", "ja", "Ja", "groen"]]
    read = read_workbook(book(survey, choices, [["form_id", "thema"], ["proef", "licht"]]))
    assert read.questions["a"].columns["Bron"] == "notulen 12"
    assert read.lists[0].choices[0].columns["kleur"] == "groen"
    assert read.settings["thema"] == "licht"
    assert Questionnaire.from_json(read.to_json()) == read


def test_a_cell_without_a_title_above_it_is_kept() -> None:
    read = read_workbook(book([["type", "name", "label", ""], ["text", "a", "Vraag", "los briefje"]]))
    assert read.questions["a"].columns["(D)"] == "los briefje"


@pytest.mark.parametrize(
    ("title", "standard"),
    [
        ("relevance", "relevant"),
        ("bind:relevant", "relevant"),
        ("bind::relevant", "relevant"),
        ("Constraint Message", "constraint_message"),
        ("constraint_message::Dutch (nl)", "constraint_message::Dutch (nl)"),
        ("bind::jr:constraintMsg::Dutch (nl)", "constraint_message::Dutch (nl)"),
        ("hint:English (en)", "hint::English (en)"),
        ("Required", "required"),
        ("eigen kolom", "eigen kolom"),
        ("media::image::Dutch (nl)", "media::image::Dutch (nl)"),
    ],
)
def test_spelling_variants_mean_the_same_column(title: str, standard: str) -> None:
    read = read_workbook(book([["type", "name", "label", title], ["text", "a", "Vraag", "true()"]]))
    assert read.questions["a"].columns[standard] == "true()"
    assert ("survey", ("type", "name", "label", title)) in read.headers


@pytest.mark.parametrize("cell", ["select one ja_nee", "select1 ja_nee", "select_one ja_nee", "Select_One ja_nee"])
def test_spelling_variants_mean_the_same_type(cell: str) -> None:
    question = read_workbook(asking([cell, "a", "Vraag"])).questions["a"]
    assert (question.kind, [choice.name for choice in question.choices]) == ("select_one", ["ja", "nee"])
    assert question.columns["type"] == cell


@pytest.mark.parametrize(("begin", "end"), [("begin_group", "end_group"), ("begin group", "end group")])
def test_groups_nest(begin: str, end: str) -> None:
    rows = [[begin, "a", "A"], [begin, "b", "B"], ["text", "c", "C"], [end], [end], ["text", "d", "D"]]
    read = read_workbook(asking(*rows))
    assert [(node.name, [group.name for group in around]) for node, around in read.walk()] == [
        ("a", []), ("b", ["a"]), ("c", ["a", "b"]), ("d", []),
    ]  # fmt: skip


def test_numbers_in_cells_are_read_as_they_look() -> None:
    choices: Rows = [["list_name", "name", "label"], ["maat", 1, "Een"], ["maat", 2.5, "Meer"]]
    read = read_workbook(book([["type", "name", "label"], ["select_one maat", "a", 2019]], choices))
    assert [choice.name for choice in read.questions["a"].choices] == ["1", "2.5"]
    assert read.questions["a"].label() == "2019"


def test_a_workbook_without_choices_and_settings_will_do() -> None:
    assert problems_of(book([["type", "name", "label"], ["text", "a", "Vraag"]], [], [])) == []
    assert read_workbook(book(settings=SETTINGS)).title == "Proef"
