from collections.abc import Iterable, Mapping
from functools import cache

import pytest

from surveys.analysis import SurveyDesign
from tests.surveys.analysis.figures_of_r import SHARED, Row, ours, own_designs, own_rows, shared_designs, shared_rows

needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"R's shared figures were not run: {SHARED} is absent; SCHAKEL_REFERENCE says where"
)
load_own, load_shared = cache(own_designs), cache(shared_designs)


def differences(designs: Mapping[str, SurveyDesign], rows: Iterable[Row]) -> tuple[int, list[str]]:
    """Compare at a relative 1e-6, or an absolute 1e-8 where R's value is below that."""
    compared, wrong = 0, []
    for row in rows:
        mine = ours(designs[row.design], row)
        for name in row.by_r.keys() & mine.keys():
            compared += 1
            if mine[name] != pytest.approx(row.by_r[name], rel=1e-6, abs=1e-8 if abs(row.by_r[name]) < 1e-8 else 0):
                wrong.append(f"{row}: {name} is {mine[name]!r}")
    return compared, wrong


@pytest.mark.parametrize(("design", "figures"), [("msrs", 321), ("mstr", 311)])
def test_it_equals_r_on_our_own_census(design: str, figures: int) -> None:
    rows = [row for row in own_rows() if row.design == design]
    assert differences(load_own(), rows) == (figures, [])


@needs_shared
@pytest.mark.parametrize(
    ("design", "file"),
    [
        ("msrs", "reference_census.csv"),
        ("mstr", "reference_census.csv"),
        ("dsrs", "reference_api.csv"),
        ("dstrat", "reference_api.csv"),
    ],
)
def test_it_equals_r_on_the_shared_sets(design: str, file: str) -> None:
    rows = [row for row in shared_rows(file) if row.design == design]
    compared, wrong = differences(load_shared(), rows)
    assert wrong == []
    assert compared > 200
