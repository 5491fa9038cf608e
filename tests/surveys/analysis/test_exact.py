from itertools import product
from math import prod

import pytest
from scipy.stats import hypergeom

from surveys.analysis import hypergeometric_interval, worst_case
from surveys.analysis.exact import most_unseen


@pytest.mark.parametrize(("n", "size"), [(1, 7), (5, 5), (6, 23), (11, 30)])
def test_the_interval_holds_each_number_that_the_sample_does_not_rule_out(n: int, size: int) -> None:
    for k in range(n + 1):
        numbers = range(k, size - (n - k) + 1)
        low = min(K for K in numbers if hypergeom.sf(k - 1, size, K, n) > 0.025)
        high = max(K for K in numbers if hypergeom.cdf(k, size, K, n) > 0.025)
        assert hypergeometric_interval(k, n, size) == (low, high)


def test_a_chance_of_exactly_one_in_forty_is_ruled_out() -> None:
    assert hypergeometric_interval(1, 1, 40) == (2, 40)


def test_a_full_count_leaves_no_doubt() -> None:
    assert hypergeometric_interval(61, 355, 355) == (61, 61)


def test_no_answers_leave_all_open() -> None:
    assert hypergeometric_interval(0, 0, 355) == (0, 355)
    assert worst_case(0, 0, 355) == (0, 1)


def test_the_worst_case_lets_all_who_are_silent_say_no_or_yes() -> None:
    assert worst_case(66, 135, 355) == (66 / 355, 286 / 355)


@pytest.mark.parametrize("counts", [(-1, 5, 10), (6, 5, 10), (1, 11, 10), (0, 0, 0)])
def test_it_refuses_counts_that_cannot_be(counts: tuple[int, int, int]) -> None:
    for bound in (hypergeometric_interval, worst_case):
        with pytest.raises(ValueError, match="counts must satisfy"):
            bound(*counts)


@pytest.mark.parametrize(("drawn", "sizes"), [([2, 3], [6, 9]), ([1, 4], [5, 12]), ([3, 3, 1], [4, 8, 3])])
def test_the_unseen_in_strata_are_the_most_that_any_hiding_allows(drawn: list[int], sizes: list[int]) -> None:
    hidings = product(*(range(size - n + 1) for n, size in zip(drawn, sizes, strict=True)))
    allowed = [
        sum(hidden)
        for hidden in hidings
        if prod(hypergeom.pmf(0, N, K, n) for n, N, K in zip(drawn, sizes, hidden, strict=True)) > 0.025
    ]
    assert most_unseen(drawn, sizes) == max(allowed)
