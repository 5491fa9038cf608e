"""Know how the respondents were drawn: strata, weights and the variance that follows from them."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import numpy as np

from surveys.analysis.columns import BoolArray, FloatArray, IntArray, Levels


@dataclass(frozen=True, eq=False)
class Sampling:
    """Simple random sampling without replacement within strata.

    `stratum` (n,) is the stratum of each unit, `drawn` (H,) the units n_h and `sizes` (H,) the population N_h.
    """

    stratum: IntArray
    drawn: FloatArray
    sizes: FloatArray

    @cached_property
    def weights(self) -> FloatArray:
        """Weigh each unit by N_h / n_h, shape (n,), read-only."""
        weights = (self.sizes / self.drawn)[self.stratum]
        weights.setflags(write=False)
        return weights

    @cached_property
    def _spread(self) -> FloatArray:
        # A lone unit tells nothing of the spread in its stratum, unless it is the whole stratum.
        lone = np.where(self.sizes == 1, 0.0, np.nan)
        spread = (1 - self.drawn / self.sizes) * self.drawn / np.maximum(self.drawn - 1, 1)
        return np.where(self.drawn == 1, lone, spread)

    def count(self, inside: BoolArray) -> FloatArray:
        """Count the units inside per stratum, shape (H,)."""
        return np.bincount(self.stratum[inside], minlength=len(self.sizes)).astype(np.float64)

    def variance(self, z: FloatArray) -> float:
        """Return the sum over strata of (1 - n_h/N_h) n_h/(n_h - 1) sum (z - mean_h)^2.

        `z` (n,) is the linearised contribution of each unit, 0 for units outside the domain, so that n_h stays
        the full sample. Equals the variance of R's survey::svydesign(id=~1, strata=, fpc=). It is nan where a
        stratum of several units has one respondent (R stops there: survey.lonely.psu = "fail").
        """
        strata = len(self.sizes)
        centre = np.bincount(self.stratum, z, strata) / self.drawn
        squares = np.bincount(self.stratum, (z - centre[self.stratum]) ** 2, strata)
        return float((self._spread * squares).sum())

    def df(self, inside: BoolArray) -> int:
        """Return the degrees of freedom of a domain: its units minus the strata that occur in it."""
        count = self.count(inside)
        return int(count.sum()) - int((count > 0).sum())


def draw(population: float | Mapping[str, float], strata: Levels | None, units: int) -> Sampling:
    """Match respondents with the population they were drawn from.

    Raise a ValueError that names the stratum when a size is missing, is no positive number or is smaller than
    the respondents; when strata and population do not fit together; and when a stratum has no respondents,
    since nothing can then be said of it.
    """
    if units == 0:
        raise ValueError("no respondents in the data")
    if strata is None:
        return _unstratified(population, units)
    if not isinstance(population, Mapping):
        raise ValueError("a stratified design needs the population of each stratum, not one number")
    if not strata.answered.all():
        raise ValueError("a respondent has no stratum")
    return _stratified(population, strata)


def _unstratified(population: float | Mapping[str, float], units: int) -> Sampling:
    if isinstance(population, Mapping):
        raise ValueError("the population is given per stratum, but strata= does not say which column holds them")
    _check_size(population, units, "the population")
    return Sampling(np.zeros(units, dtype=np.intp), np.array([units], dtype=float), np.array([population], dtype=float))


def _stratified(population: Mapping[str, float], strata: Levels) -> Sampling:
    sizes: dict[Hashable, float] = {label: size for label, size in population.items()}  # noqa: C416 - widens the keys
    drawn = np.bincount(strata.codes, minlength=len(strata.labels)).astype(np.float64)
    for label, units in zip(strata.labels, drawn, strict=True):
        if label not in sizes:
            raise ValueError(f"stratum {label!r} has no population")
        _check_size(sizes[label], int(units), f"stratum {label!r}")
    for label, size in sizes.items():
        if size and label not in strata.labels:
            raise ValueError(f"stratum {label!r} has a population of {size:g}, but no respondents")
    return Sampling(strata.codes, drawn, np.array([sizes[label] for label in strata.labels], dtype=float))


def _check_size(size: float, units: int, name: str) -> None:
    if not (isfinite(size) and size > 0):
        raise ValueError(f"{name} must have a positive size, not {size}")
    if units == 0:
        raise ValueError(f"{name} has a population of {size:g}, but no respondents")
    if units > size:
        raise ValueError(f"{name} has {units} respondents, more than its size {size:g}")
