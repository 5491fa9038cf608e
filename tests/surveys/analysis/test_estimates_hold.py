"""Properties that hold for every survey, whatever was answered."""

from math import isnan
from random import Random

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from surveys.analysis import Estimate, Method, SurveyDesign

METHODS: list[Method] = ["logit", "xlogit", "beta"]
units = st.lists(
    st.tuples(st.sampled_from([0.0, 1.0, None]), st.floats(-1e6, 1e6), st.sampled_from("abc")), min_size=1, max_size=30
)
Units = list[tuple[float | None, float, str]]


def frame(rows: Units) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["yes", "hours", "group"]).astype({"yes": float})


def stratified(rows: Units, more: int) -> SurveyDesign:
    data = frame(rows)
    sizes = {str(group): int(n) + more for group, n in data["group"].value_counts().items()}
    return SurveyDesign(data, population=sizes, strata="group")


@settings(deadline=None)
@given(units, st.integers(0, 60), st.sampled_from(METHODS))
def test_an_interval_holds_its_estimate_and_stays_within_0_and_1(rows: Units, more: int, method: Method) -> None:
    designs = [SurveyDesign(frame(rows), population=len(rows) + more), stratified(rows, more)]
    for found in (design.proportion("yes", method=method) for design in designs):
        if found.n and not isnan(found.low):
            assert 0 <= found.low <= found.value <= found.high <= 1


@settings(deadline=None)
@given(units, st.integers(0, 60), st.randoms())
def test_the_order_of_the_respondents_does_not_matter(rows: Units, more: int, random: Random) -> None:
    shuffled = rows.copy()
    random.shuffle(shuffled)
    first, second = (stratified(some, more) for some in (rows, shuffled))
    assert same(first.mean("hours"), second.mean("hours"), scale=1e6)
    assert same(first.proportion("yes"), second.proportion("yes"))


@settings(deadline=None)
@given(units)
def test_a_full_census_has_no_sampling_error(rows: Units) -> None:
    design = SurveyDesign(frame(rows), population=len(rows))
    assume(len(rows) > 1)
    assert design.mean("hours").se == 0
    assert design.proportion("group", "a").se == 0
    assert design.proportion("group", "a").low == design.proportion("group", "a").high


@settings(deadline=None)
@given(units, st.integers(0, 60))
def test_more_population_behind_the_same_answers_means_more_doubt(rows: Units, more: int) -> None:
    assume(len(rows) > 1)
    few, many = (SurveyDesign(frame(rows), population=len(rows) + extra).mean("hours") for extra in (more, more + 10))
    assert few.se <= many.se + 1e-9  # equal answers leave only rounding


def same(first: Estimate, second: Estimate, scale: float = 1) -> bool:
    pairs = zip(vars(first).items(), vars(second).values(), strict=True)
    # The design effect of next to no spread is rounding divided by rounding.
    return all(
        one == pytest.approx(other, rel=1e-6, abs=1e-7 * scale, nan_ok=True)
        for (name, one), other in pairs
        if name != "deff"
    )
