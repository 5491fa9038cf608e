"""Bound the number in a finite population exactly, without a normal curve."""

from bisect import bisect_left
from collections.abc import Sequence
from math import comb

# The chance that each side of a 95 % interval leaves out, as 1 in so many: whole numbers keep the comparison exact.
ONE_IN = 40


def hypergeometric_interval(k: int, n: int, N: int) -> tuple[int, int]:  # noqa: N803 - the field writes n and N
    """Return the 95 % limits (K_low, K_high) for the number K among N, after k among n drawn without replacement.

    K_low is the smallest K with P(X >= k | K) > 0.025, K_high the largest with P(X <= k | K) > 0.025: what
    Clopper and Pearson do, for a finite population. In whole numbers, so without rounding; meant for populations
    of thousands, not millions. Equals `hyper_ci` by R's phyper. Raise a ValueError unless 0 <= k <= n <= N.
    """
    _check_counts(k, n, N)
    return N - _highest(n - k, n, N), _highest(k, n, N)


def worst_case(k: int, n: int, N: int) -> tuple[float, float]:  # noqa: N803
    """Return the share among N if all who did not answer had said no, and if all had said yes.

    Raise a ValueError unless 0 <= k <= n <= N and N > 0.
    """
    _check_counts(k, n, N)
    return k / N, (k + N - n) / N


def most_unseen(drawn: Sequence[int], sizes: Sequence[int]) -> int:
    """Return how many units with a property the strata may hold, at most, when none of them was drawn (97.5 %).

    Among all ways to hide them over the strata it takes the likeliest, so the bound holds for each. With one
    stratum it is the upper limit of `hypergeometric_interval(0, n, N)`. `drawn` must be positive.
    """
    if len(sizes) == 1:
        return _highest(0, drawn[0], sizes[0])
    hidden, chance = [0] * len(sizes), 1.0
    while True:
        miss = [(size - n - h) / (size - h) for n, size, h in zip(drawn, sizes, hidden, strict=True)]
        best = max(range(len(miss)), key=miss.__getitem__)
        chance *= miss[best]
        if chance * ONE_IN <= 1:
            return sum(hidden)
        hidden[best] += 1


def _check_counts(k: int, n: int, N: int) -> None:  # noqa: N803
    if not (0 <= k <= n <= N and N > 0):
        raise ValueError(f"counts must satisfy 0 <= k <= n <= N and N > 0, not k={k}, n={n}, N={N}")


def _highest(k: int, n: int, population: int) -> int:
    samples = comb(population, n)
    possible = range(k, population - (n - k) + 1)
    too_rare = bisect_left(possible, True, key=lambda marked: ONE_IN * _at_most(k, n, marked, population) <= samples)
    return possible[too_rare - 1]


def _at_most(k: int, n: int, marked: int, population: int) -> int:
    """Count the samples of n with at most k marked units; each term follows from the one before it."""
    plain = population - marked
    x = max(0, n - plain)
    term = comb(marked, x) * comb(plain, n - x)
    total = 0
    while x <= k and term:
        total += term
        term = term * (marked - x) * (n - x) // ((x + 1) * (plain - n + x + 1))
        x += 1
    return total
