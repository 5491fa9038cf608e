import dataclasses
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from surveys.analysis import SurveyDesign

ANSWERS = pd.DataFrame({
    "size": ["small", "small", "large", "large"],
    "yes": [1, 0, 1, 1],
    "word": ["a", "b", "a", None],
})  # fmt: skip
SIZES = {"small": 10.0, "large": 4.0}


def test_each_respondent_stands_for_its_share_of_the_population() -> None:
    assert SurveyDesign(ANSWERS, population=10).weights.tolist() == [2.5] * 4


def test_each_stratum_has_a_weight_of_its_own() -> None:
    design = SurveyDesign(ANSWERS, population=SIZES, strata="size")
    assert design.weights.tolist() == [5, 5, 2, 2]
    assert design.kish.n_eff == pytest.approx(14**2 / 58)


def test_it_cannot_be_changed() -> None:
    design = SurveyDesign(ANSWERS, population=10)
    with pytest.raises(dataclasses.FrozenInstanceError):
        design.population = 20  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        design.weights[0] = 1


def test_it_does_not_follow_a_change_in_the_data_it_was_made_of() -> None:
    answers, sizes = ANSWERS.copy(), dict(SIZES)
    design = SurveyDesign(answers, population=sizes, strata="size")
    answers["yes"], sizes["small"] = 0, 1000
    assert design.mean("yes").value == pytest.approx(9 / 14)
    assert dict(design.population) == SIZES  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("population", "strata", "message"),
    [
        (3, None, "the population has 4 respondents, more than its size 3"),
        (0, None, "the population must have a positive size, not 0"),
        (np.nan, None, "the population must have a positive size, not nan"),
        (SIZES, None, "strata= does not say"),
        (14, "size", "needs the population of each stratum"),
        (SIZES, "region", "no column 'region'"),
        (SIZES, "word", "a respondent has no stratum"),
        ({"small": 10}, "size", "stratum 'large' has no population"),
        ({"small": 10, "large": 1}, "size", "stratum 'large' has 2 respondents, more than its size 1"),
        ({**SIZES, "huge": 3}, "size", "stratum 'huge' has a population of 3, but no respondents"),
    ],
)
def test_it_refuses_a_design_that_cannot_be(
    population: float | dict[str, float], strata: str | None, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        SurveyDesign(ANSWERS, population=population, strata=strata)


def test_it_refuses_a_survey_without_respondents() -> None:
    with pytest.raises(ValueError, match="no respondents"):
        SurveyDesign(ANSWERS.iloc[:0], population=10)


def test_it_refuses_two_columns_of_one_name() -> None:
    with pytest.raises(ValueError, match="column 'yes' occurs twice"):
        SurveyDesign(pd.concat([ANSWERS, ANSWERS[["yes"]]], axis=1), population=10)


def test_the_core_knows_no_django() -> None:
    code = "import sys, surveys.analysis, surveys.analysis.charts; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
