"""Read R's figures (R 4.2.2, survey 4.1-1) and compute ours under the same names."""

import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from surveys.analysis import Estimate, SurveyDesign, hypergeometric_interval

OWN = Path(__file__).parent / "reference"
SHARED = Path(os.environ.get("SCHAKEL_REFERENCE", Path(__file__).parents[4] / "shared")) / "statistics"
SIZES = {"<20k": 81, "20-50k": 189, "50-100k": 54, ">=100k": 31}
SCHOOLS = {"E": 4421, "H": 755, "M": 1018}
KEY = ["design", "stat", "variable", "domain", "level"]


@dataclass(frozen=True)
class Row:
    """What one R call gave for one level: quantity by name."""

    design: str
    stat: str
    variable: str
    domain: str
    level: str
    by_r: Mapping[str, float]


def row_of(key: Sequence[str], by_r: Mapping[str, float]) -> Row:
    """Make a row of the five columns that tell which it is."""
    design, stat, variable, domain, level = key
    return Row(design, stat, variable, domain, level, by_r)


def own_rows() -> list[Row]:
    """Read the figures that stand beside these tests, one row per call and level."""
    table = pd.read_csv(OWN / "SYNTHETIC_census_by_R.csv", dtype=str, keep_default_na=False).drop(columns="r_call")
    return [
        row_of([row.pop(name) for name in KEY], {str(name): float(text) for name, text in row.items() if text})
        for row in table.to_dict("records")
    ]


def shared_rows(name: str) -> list[Row]:
    """Read the figures of a shared reference file, which has one row per quantity."""
    table = pd.read_csv(SHARED / name, dtype=str, keep_default_na=False)
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for row in table[table["check"] != "na"].to_dict("records"):
        found.setdefault(tuple(row[name] for name in KEY), {})[row["quantity"]] = float(row["value"])
    return [row_of(key, by_r) for key, by_r in found.items()]


def own_designs() -> dict[str, SurveyDesign]:
    """Return the census of invented answers, without and with strata."""
    return census(pd.read_csv(OWN / "SYNTHETIC_census_respondents.csv"))


def shared_designs() -> dict[str, SurveyDesign]:
    """Return the census from the shared file, and California's schools as they come with R's survey package."""
    frame = pd.read_csv(SHARED / "SYNTHETIC_census355_round1.csv")
    return census(frame[frame["responded"] == 1]) | {
        "dsrs": SurveyDesign(pd.read_csv(SHARED / "apisrs.csv"), population=6194),
        "dstrat": SurveyDesign(pd.read_csv(SHARED / "apistrat.csv"), population=SCHOOLS, strata="stype"),
    }


def census(answers: pd.DataFrame) -> dict[str, SurveyDesign]:
    """Describe the respondents as R's msrs and mstr."""
    return {
        "msrs": SurveyDesign(answers, population=355),
        "mstr": SurveyDesign(answers, population=SIZES, strata="size_class4"),
    }


def ours(design: SurveyDesign, row: Row) -> dict[str, float]:
    """Compute what R computed, nothing for a call that has no counterpart here."""
    return OURS[row.stat](design, row) if row.stat in OURS else {}


def _named(found: Estimate) -> dict[str, float]:
    reach = 1.959963984540054 * found.se
    return {
        "est": found.value, "se": found.se, "var": found.se**2, "cv": found.se / found.value if found.value else np.nan,
        "ci_lo": found.low, "ci_hi": found.high, "ci_lo_t": found.low, "ci_hi_t": found.high,
        "ci_lo_z": found.value - reach, "ci_hi_z": found.value + reach,
        "df": found.df, "n": found.n, "deff": found.deff,
    }  # fmt: skip


def _kish(design: SurveyDesign, _: Row) -> dict[str, float]:
    kish = vars(design.kish)
    return {f"{name}_kish" if name in ("cv", "n_eff", "deff") else name: value for name, value in kish.items()}


def _total_of_level(design: SurveyDesign, row: Row) -> dict[str, float]:
    answers = design.data[row.variable]
    hits = np.where(answers.isna(), np.nan, [_text(answer) == row.level for answer in answers])
    data = design.data.assign(hits=hits)
    return _named(SurveyDesign(data, population=design.population, strata=design.strata).total("hits"))


def _exact(design: SurveyDesign, row: Row) -> dict[str, float]:
    answers = design.data[row.variable].dropna()
    low, high = hypergeometric_interval(int(answers.sum()), len(answers), 355)
    return {"x": answers.sum(), "n": len(answers), "N": 355, "K_lo": low, "K_hi": high, "p_lo": low / 355} | {
        "p_hi": high / 355
    }


def _at(found: Mapping[Hashable, Estimate], row: Row) -> dict[str, float]:
    return _named({_text(level): estimate for level, estimate in found.items()}[row.level])


def _text(level: object) -> str:
    return f"{level:g}" if isinstance(level, float) else str(level)


OURS: dict[str, Callable[[SurveyDesign, Row], dict[str, float]]] = {
    "weights": _kish,
    "svymean": lambda design, row: _named(design.mean(row.variable)),
    "svytotal": lambda design, row: _named(design.total(row.variable)),
    "svymean_factor": lambda design, row: _at(design.shares(row.variable), row),
    "svytotal_factor": _total_of_level,
    "svyciprop_logit": lambda design, row: _named(design.proportion(row.variable, method="logit")),
    "svyciprop_xlogit": lambda design, row: _named(design.proportion(row.variable, method="xlogit")),
    "svyciprop_beta": lambda design, row: _named(design.proportion(row.variable, method="beta")),
    "svyciprop_mean": lambda design, row: _named(design.proportion(row.variable, method="mean")),
    "svyby_mean": lambda design, row: _at(design.mean(row.variable, by=row.domain), row),
    "svyby_total": lambda design, row: _at(design.total(row.variable, by=row.domain), row),
    "hypergeometric_CI": _exact,
}
