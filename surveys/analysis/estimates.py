"""Estimate a mean, a total or a proportion of a domain, with its standard error and 95 % interval."""

from dataclasses import dataclass, replace
from math import nan, sqrt

import numpy as np

from surveys.analysis import intervals
from surveys.analysis.columns import BoolArray, FloatArray
from surveys.analysis.exact import most_unseen
from surveys.analysis.sampling import Sampling


@dataclass(frozen=True)
class Estimate:
    """An estimate with its standard error, its 95 % interval, and the `n` answers it rests on.

    `df` is n minus the strata present; `deff` compares with simple random sampling without replacement. All but
    `n` and `df` are nan where nobody answered; low and high are nan where one answer leaves no degrees of freedom.
    """

    value: float
    se: float
    low: float
    high: float
    n: int
    df: int
    deff: float


UNKNOWN = Estimate(nan, nan, nan, nan, 0, 0, nan)


def mean(sampling: Sampling, y: FloatArray, inside: BoolArray) -> Estimate:
    """Estimate the mean of `y` (n,) over the domain `inside` (n,); equals R's svymean with a t interval."""
    if not inside.any():
        return UNKNOWN
    w, y = np.where(inside, sampling.weights, 0.0), np.where(inside, y, 0.0)
    value = float((w * y).sum() / w.sum())
    return _estimate(sampling, value, w * (y - value) / w.sum(), _srs_variance(w, y, inside), inside)


def total(sampling: Sampling, y: FloatArray, inside: BoolArray) -> Estimate:
    """Estimate the total of `y` (n,) over the domain `inside` (n,); equals R's svytotal with a t interval.

    Units that did not answer are outside the domain and not extrapolated to, as in R with na.rm = TRUE.
    """
    if not inside.any():
        return UNKNOWN
    w, y = np.where(inside, sampling.weights, 0.0), np.where(inside, y, 0.0)
    srs = _srs_variance(w, y, inside) * float(w.sum()) ** 2
    return _estimate(sampling, float((w * y).sum()), w * y, srs, inside)


def proportion(sampling: Sampling, hit: BoolArray, inside: BoolArray, group: BoolArray, method: str) -> Estimate:
    """Estimate the share of `hit` over `inside`, the units of `group` that answered; all of shape (n,).

    Equals R's svyciprop, except where all units or none are hit. The standard error is then 0, which says
    nothing, and the interval is exact: `hypergeometric_interval` / N without strata, `most_unseen` with them.
    """
    if method not in intervals.METHODS:
        raise ValueError(f"no method {method!r}; there are: {', '.join(intervals.METHODS)}")
    found = mean(sampling, hit.astype(np.float64), inside)
    if found.n == 0:
        return found
    hits = int((hit & inside).sum())
    if hits in (0, found.n):
        low, high = _exact(sampling, inside, group, every=hits > 0)
        return replace(found, value=float(hits > 0), low=low, high=high)
    low, high = intervals.METHODS[method](found.value, found.se, found.df, found.n)
    return replace(found, low=low, high=high)


def _estimate(sampling: Sampling, value: float, z: FloatArray, srs_variance: float, inside: BoolArray) -> Estimate:
    variance, df = sampling.variance(z), sampling.df(inside)
    low, high = intervals.symmetric(value, sqrt(variance), df)
    deff = variance / srs_variance if srs_variance > 0 else nan
    return Estimate(value, sqrt(variance), low, high, int(inside.sum()), df, deff)


def _srs_variance(w: FloatArray, y: FloatArray, inside: BoolArray) -> float:
    """Return s^2 (W - n) / (W n), the variance of the mean of as many units drawn at random."""
    n, weight = int(inside.sum()), float(w.sum())
    if n < 2:
        return nan
    centre = (w * y).sum() / weight
    s2 = float((w * (y - centre) ** 2).sum()) / weight * n / (n - 1)
    return s2 * (weight - n) / (weight * n)


def _exact(sampling: Sampling, inside: BoolArray, group: BoolArray, *, every: bool) -> tuple[float, float]:
    """Bound a share of which no counterexample was seen.

    How large the group is in the population is not known; it is at most N minus the respondents outside it.
    Strata where nobody of the group answered stay out of the bound, as they stay out of the estimate.
    """
    answered = sampling.count(inside)
    sizes = np.rint(sampling.sizes - sampling.drawn + sampling.count(group))
    seen = answered > 0
    unseen = most_unseen([int(n) for n in answered[seen]], [int(size) for size in sizes[seen]])
    size = float(sizes[seen].sum())
    return ((size - unseen) / size, 1.0) if every else (0.0, unseen / size)
