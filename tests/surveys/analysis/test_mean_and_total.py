from math import isnan

import pandas as pd
import pytest

from surveys.analysis import SurveyDesign

DATA = pd.DataFrame({
    "hours": [2.0, 4.0, 6.0, None, 8.0],
    "bare": [None] * 5,
    "word": ["a", "b", "c", "d", "e"],
    "region": ["north", "north", "south", "south", None],
    "endless": [1, 2, 3, 4, float("inf")],
})  # fmt: skip
DESIGN = SurveyDesign(DATA, population=20)


def test_a_missing_answer_counts_for_nobody() -> None:
    found = DESIGN.mean("hours")
    assert (found.value, found.n, found.df) == (5, 4, 3)
    assert found.low < 5 < found.high


def test_a_total_speaks_for_the_whole_population() -> None:
    assert DESIGN.total("hours").value == pytest.approx(20 * 4)


def test_groups_are_estimated_apart_and_the_groupless_are_in_none() -> None:
    found = DESIGN.mean("hours", by="region")
    assert {region: estimate.n for region, estimate in found.items()} == {"north": 2, "south": 1}
    assert found["north"].value == 3


def test_one_answer_gives_no_interval() -> None:
    south = DESIGN.mean("hours", by="region")["south"]
    assert south.value == 6
    assert isnan(south.low)
    assert isnan(south.high)


def test_a_question_without_answers_is_unknown() -> None:
    for found in (DESIGN.mean("bare"), DESIGN.total("bare"), DESIGN.proportion("bare")):
        assert found.n == 0
        assert isnan(found.value)


def test_a_group_without_answers_is_unknown() -> None:
    data = DATA.assign(region=pd.Categorical(DATA["region"], ["north", "south", "east"]))
    east = SurveyDesign(data, population=20).mean("hours", by="region")["east"]
    assert east.n == 0
    assert isnan(east.value)


def test_one_respondent_in_a_stratum_of_many_leaves_the_error_unknown() -> None:
    design = SurveyDesign(DATA[1:3], population={"north": 5, "south": 5}, strata="region")
    assert isnan(design.mean("hours").se)


def test_a_stratum_with_one_of_the_group_costs_a_degree_of_freedom() -> None:
    data = pd.DataFrame({"yes": [1, 0, 1, 0, 1], "half": ["a", "a", "a", "b", "b"], "group": ["x", "x", "y", "x", "y"]})
    found = SurveyDesign(data, population={"a": 9, "b": 9}, strata="half").mean("yes", by="group")["x"]
    assert (found.n, found.df) == (3, 1)


def test_one_respondent_who_is_the_whole_stratum_adds_no_error() -> None:
    design = SurveyDesign(DATA[0:3], population={"north": 2, "south": 1}, strata="region")
    assert design.mean("hours").se == 0


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("absent", "no column 'absent'"),
        ("word", "column 'word' does not hold numbers"),
        ("endless", "column 'endless' holds an infinite number"),
    ],
)
def test_it_refuses_a_column_it_cannot_average(column: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        DESIGN.mean(column)


def test_it_refuses_an_unknown_group() -> None:
    with pytest.raises(ValueError, match="no column 'absent'"):
        DESIGN.total("hours", by="absent")


def test_numbers_beside_none_are_numbers() -> None:
    data = pd.DataFrame({"count": pd.Series([1, None, 3], dtype=object)})
    assert SurveyDesign(data, population=9).mean("count").value == 2
