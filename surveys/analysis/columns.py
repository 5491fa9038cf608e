"""Read a column of answers once: as numbers, as levels, or as the choices that were ticked."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

BoolArray = npt.NDArray[np.bool_]
FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.intp]
# As pandas infers it, so that Python numbers beside None in an object column are read as well.
NUMERIC = {"integer", "floating", "mixed-integer-float", "decimal", "boolean", "empty"}


@dataclass(frozen=True, eq=False)
class Levels:
    """A factorised column: `codes` of shape (n,), an index into `labels`, -1 where nothing was answered."""

    codes: IntArray
    labels: tuple[Hashable, ...]

    @property
    def answered(self) -> BoolArray:
        """Mark the units that answered, shape (n,)."""
        answered: BoolArray = self.codes >= 0
        return answered

    def at(self, level: Hashable) -> BoolArray:
        """Mark the units at this level, shape (n,); nobody where nobody gave it."""
        code = self.labels.index(level) if level in self.labels else len(self.labels)
        found: BoolArray = self.codes == code
        return found


def column(data: pd.DataFrame, name: str) -> "pd.Series[Any]":
    """Return one column, or raise a ValueError that names it."""
    if name not in data.columns:
        raise ValueError(f"no column {name!r} in the data")
    found: pd.Series[Any] = data[name]
    return found


def numbers(data: pd.DataFrame, name: str) -> FloatArray:
    """Return a column as floats, nan where nothing was answered; raise a ValueError when it holds anything else."""
    found = column(data, name)
    if pd.api.types.infer_dtype(found, skipna=True) not in NUMERIC:
        raise ValueError(f"column {name!r} does not hold numbers")
    values = found.to_numpy(dtype=np.float64, na_value=np.nan)
    if np.isinf(values).any():
        raise ValueError(f"column {name!r} holds an infinite number")
    return values


def levels(data: pd.DataFrame, name: str) -> Levels:
    """Factorise a column; blank text counts as not answered, a categorical keeps its own order and empty levels."""
    found = column(data, name)
    if isinstance(found.dtype, pd.CategoricalDtype):
        return Levels(found.cat.codes.to_numpy().astype(np.intp), tuple(found.cat.categories.tolist()))
    codes, uniques = pd.factorize(found)
    labels: list[Any] = uniques.tolist()
    order = _ordered({i: label for i, label in enumerate(labels) if not (isinstance(label, str) and not label.strip())})
    # One place more than there are labels: code -1 then finds its own -1 at the end.
    place = np.full(len(labels) + 1, -1, dtype=np.intp)
    place[order] = np.arange(len(order))
    return Levels(place[codes], tuple(labels[i] for i in order))


def _ordered(labels: dict[int, Any]) -> list[int]:
    try:
        return sorted(labels, key=lambda i: labels[i])
    except TypeError:  # text and numbers in one column have no order of their own
        return sorted(labels, key=lambda i: str(labels[i]))


def ticks(choices: Levels, levels: Sequence[str]) -> dict[str, BoolArray]:
    """Mark for each choice name the units that ticked it, from space-separated names (XLSForm select_multiple)."""
    names = [set(str(label).split()) for label in choices.labels]
    # A False at the end, for code -1.
    return {level: np.array([*(level in found for found in names), False])[choices.codes] for level in levels}
