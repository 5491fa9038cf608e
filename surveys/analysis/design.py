"""Describe how respondents were drawn from a known population, and ask it for estimates."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal, overload

import numpy as np
import pandas as pd

from surveys.analysis import columns, estimates
from surveys.analysis.columns import BoolArray, FloatArray, Levels
from surveys.analysis.estimates import Estimate
from surveys.analysis.sampling import Sampling, draw

Method = Literal["logit", "xlogit", "beta", "mean"]
ByLevel = dict[Hashable, Estimate]


@dataclass(frozen=True)
class Kish:
    """Say how unequal the weights are: `n_eff` = (sum w)^2 / sum w^2 and `deff` = n / n_eff."""

    n: int
    sum: float
    min: float
    max: float
    cv: float
    n_eff: float
    deff: float


@dataclass(frozen=True, eq=False)
class SurveyDesign:
    """Respondents as a random sample without replacement from a finite population, in strata where given.

    `data` holds one row per respondent (it is copied); `population` is N, or N per stratum when `strata` names
    the column. Equals R's survey::svydesign(id = ~1, strata = ~strata, fpc = ~N, data). All estimates presume
    that, within a stratum, who answered is left to chance.

    Missing answers (None, nan, blank text) are outside the domain of an estimate: those units keep their place
    in the sample with a contribution of 0. A question or group without answers gives an `Estimate` with n = 0
    and nan for the rest. With `by`, units without a group are in none. An unknown column, too small or missing
    population, a stratum without respondents or a column of the wrong kind raises a ValueError that names it.
    """

    data: pd.DataFrame
    _: KW_ONLY
    population: float | Mapping[str, float]
    strata: str | None = None
    _levels: dict[str, Levels] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Keep copies, so that the design stays what it was, and refuse a design that cannot be."""
        if not self.data.columns.is_unique:
            twice = self.data.columns[self.data.columns.duplicated()][0]
            raise ValueError(f"column {twice!r} occurs twice in the data")
        object.__setattr__(self, "data", self.data.copy())
        if isinstance(self.population, Mapping):
            object.__setattr__(self, "population", MappingProxyType(dict(self.population)))
        self.sampling  # noqa: B018 - computed now, so that a mistake shows here

    @cached_property
    def sampling(self) -> Sampling:
        """Match the respondents with their strata."""
        strata = None if self.strata is None else self._read(self.strata)
        return draw(self.population, strata, len(self.data))

    @property
    def weights(self) -> FloatArray:
        """Weigh each respondent by N_h / n_h, shape (n,), read-only."""
        return self.sampling.weights

    @cached_property
    def kish(self) -> Kish:
        """Sum up the weights; `cv` is their population standard deviation over their mean."""
        w = self.weights
        n, n_eff = len(w), float(w.sum() ** 2 / (w**2).sum())
        cv = float(w.std() / w.mean())
        return Kish(n, float(w.sum()), float(w.min()), float(w.max()), cv, n_eff, n / n_eff)

    @overload
    def mean(self, y: str, by: None = None) -> Estimate: ...
    @overload
    def mean(self, y: str, by: str) -> ByLevel: ...
    def mean(self, y: str, by: str | None = None) -> Estimate | ByLevel:
        """Estimate the mean of a column of numbers, in all or per level of `by`.

        Equals svymean(~y, design, na.rm = TRUE) and svyby(~y, ~by, design, svymean, na.rm = TRUE); the interval
        is value -/+ t(df) se.
        """
        values = columns.numbers(self.data, y)
        answered = ~np.isnan(values)
        return self._each(by, lambda group: estimates.mean(self.sampling, values, answered & group))

    @overload
    def total(self, y: str, by: None = None) -> Estimate: ...
    @overload
    def total(self, y: str, by: str) -> ByLevel: ...
    def total(self, y: str, by: str | None = None) -> Estimate | ByLevel:
        """Estimate the total of a column of numbers over the population, in all or per level of `by`.

        Equals svytotal(~y, design, na.rm = TRUE), which does not extrapolate to units that left `y` open.
        """
        values = columns.numbers(self.data, y)
        answered = ~np.isnan(values)
        return self._each(by, lambda group: estimates.total(self.sampling, values, answered & group))

    @overload
    def proportion(self, y: str, level: Hashable = 1, method: Method = "logit", by: None = None) -> Estimate: ...
    @overload
    def proportion(self, y: str, level: Hashable = 1, method: Method = "logit", *, by: str) -> ByLevel: ...
    @overload
    def proportion(self, y: str, level: Hashable, method: Method, by: str) -> ByLevel: ...
    def proportion(
        self, y: str, level: Hashable = 1, method: Method = "logit", by: str | None = None
    ) -> Estimate | ByLevel:
        """Estimate the share at `level` among the units that answered `y`, in all or per level of `by`.

        Equals svyciprop(~I(y == level), subset(design, !is.na(y)), method); "mean" may pass 0 or 1. Where all or
        none are at the level the interval is exact (see `estimates.proportion`); the standard error stays 0.
        """
        answers = self._read(y)
        _check_kind(y, answers, level)
        return self._each(by, lambda group: self._share(answers, answers.at(level), method, group))

    def shares(self, y: str, levels: Sequence[Hashable] | None = None, method: Method = "logit") -> ByLevel:
        """Estimate the share of each level of `y`, or of `levels` in that order, among the units that answered.

        Estimates and standard errors equal svymean(~factor(y), design, na.rm = TRUE).
        """
        answers = self._read(y)
        for level in levels or ():
            _check_kind(y, answers, level)
        wanted = answers.labels if levels is None else levels
        return {level: self._share(answers, answers.at(level), method) for level in wanted}

    def ticked(self, y: str, levels: Sequence[str], method: Method = "logit") -> ByLevel:
        """Estimate the share that ticked each of `levels` among the units that answered `y`.

        `y` holds the names of the choices, separated by spaces (XLSForm select_multiple). Shares may add up to
        more than 1.
        """
        answers = self._read(y)
        hits = columns.ticks(answers, levels)
        return {level: self._share(answers, hit, method) for level, hit in hits.items()}

    def _read(self, name: str) -> Levels:
        if name not in self._levels:
            self._levels[name] = columns.levels(self.data, name)
        return self._levels[name]

    def _share(self, answers: Levels, hit: BoolArray, method: Method, group: BoolArray | None = None) -> Estimate:
        everyone = np.ones(len(self.data), dtype=np.bool_)
        group = everyone if group is None else group
        return estimates.proportion(self.sampling, hit, answers.answered & group, group, method)

    def _each(self, by: str | None, estimate: Callable[[BoolArray], Estimate]) -> Estimate | ByLevel:
        if by is None:
            return estimate(np.ones(len(self.data), dtype=np.bool_))
        groups = self._read(by)
        return {label: estimate(groups.codes == code) for code, label in enumerate(groups.labels)}


def _check_kind(name: str, answers: Levels, level: Hashable) -> None:
    """Refuse a level that can never occur: a number among texts would silently count nobody."""
    kinds = {isinstance(label, str) for label in answers.labels}
    if kinds and isinstance(level, str) not in kinds:
        raise ValueError(f"column {name!r} holds {'text' if True in kinds else 'no text'}, so not {level!r}")
