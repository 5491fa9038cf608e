"""Draw a 95 % interval around an estimate."""

from collections.abc import Callable
from math import log, nan

from scipy.special import betaincinv, expit, stdtrit

TAIL = 0.025
Interval = tuple[float, float]


def student(df: float) -> float:
    """Return the 97.5 % point of Student's t, nan when there are no degrees of freedom."""
    return float(stdtrit(df, 1 - TAIL)) if df > 0 else nan


def symmetric(value: float, se: float, df: int) -> Interval:
    """Return value -/+ t(df) se."""
    reach = student(df) * se
    return value - reach, value + reach


def logit(p: float, se: float, df: int, n: int) -> Interval:
    """Return the interval on the logit scale, as R's svyciprop(method = "logit") and "xlogit"."""
    if se == 0:
        return p, p
    middle, reach = log(p / (1 - p)), student(df) * se / (p * (1 - p))
    return _around(p, float(expit(middle - reach)), float(expit(middle + reach)))


def beta(p: float, se: float, df: int, n: int) -> Interval:
    """Return the interval of Korn and Graubard with its effective sample size, as R's svyciprop(method = "beta")."""
    if se == 0:
        return p, p
    size = p * (1 - p) / se**2 * (student(n - 1) / student(df)) ** 2
    low = float(betaincinv(size * p, size * (1 - p) + 1, TAIL))
    return _around(p, low, float(betaincinv(size * p + 1, size * (1 - p), 1 - TAIL)))


def _around(p: float, low: float, high: float) -> Interval:
    # Rounding must not leave p outside its own interval; nan comes first, so that it stays nan.
    return min(low, p), max(high, p)


def mean(p: float, se: float, df: int, n: int) -> Interval:
    """Return p -/+ t(df) se, which may pass 0 or 1, as R's svyciprop(method = "mean")."""
    return symmetric(p, se, df)


METHODS: dict[str, Callable[[float, float, int, int], Interval]] = {
    "logit": logit,
    "xlogit": logit,
    "beta": beta,
    "mean": mean,
}
