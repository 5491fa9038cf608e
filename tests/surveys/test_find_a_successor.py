"""An answer of 2019 finds the municipality of now, and one of now finds what was answered before it existed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from schakel.directory.models import Municipality
from surveys import known_codes
from surveys.actions import frame, mergers
from surveys.lineage import predecessors_of, successors_of


@pytest.fixture
def directory(db: None) -> None:
    frame.read(known_codes.frame_2019(), year=2019)
    mergers.read()


def names(code: str, year: int, asked: Callable[[Municipality, int], list[Municipality]]) -> list[str]:
    return [str(each) for each in asked(Municipality.objects.get(cbs_code=code), year)]


@pytest.mark.parametrize(
    ("code", "year", "found"),
    [
        ("GM0788", 2026, ["Boxtel", "Oisterwijk", "Tilburg", "Vught"]),  # Haaren was split over four
        ("GM0788", 2020, ["Haaren"]),
        ("GM0003", 2026, ["Eemsdelta"]),
        ("GM0370", 2022, ["Purmerend"]),
        ("GM0457", 2022, ["Weesp"]),  # until 24 March of that year
        ("GM0457", 2023, ["Amsterdam"]),
        ("GM0014", 2026, ["Groningen"]),
        ("GM1979", 2019, []),
    ],
)
def test_a_municipality_finds_its_successors(directory: None, code: str, year: int, found: list[str]) -> None:
    assert names(code, year, successors_of) == found


@pytest.mark.parametrize(
    ("code", "year", "found"),
    [
        ("GM0824", 2019, ["Haaren", "Oisterwijk"]),
        ("GM0757", 2019, ["Boxtel", "Haaren"]),
        ("GM1979", 2019, ["Appingedam", "Delfzijl", "Loppersum"]),
        ("GM1979", 2021, ["Eemsdelta"]),
        ("GM0363", 2022, ["Amsterdam", "Weesp"]),
        ("GM0363", 2023, ["Amsterdam"]),
        ("GM0003", 2026, []),
    ],
)
def test_a_municipality_finds_its_predecessors(directory: None, code: str, year: int, found: list[str]) -> None:
    assert names(code, year, predecessors_of) == found


def test_haaren_is_one_of_several_predecessors_of_each_of_its_successors(directory: None) -> None:
    haaren = Municipality.objects.get(cbs_code="GM0788")
    for successor in successors_of(haaren, 2026):
        before = predecessors_of(successor, 2019)
        assert haaren in before
        assert len(before) == 2


def test_two_queries_whatever_the_history(directory: None, django_assert_num_queries: Callable[..., object]) -> None:
    haaren = Municipality.objects.get(cbs_code="GM0788")
    with django_assert_num_queries(2):  # type: ignore[attr-defined]
        successors_of(haaren, 2026)
