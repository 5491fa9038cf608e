"""How well the guard does on its own set; `make bench` prints the same figures per kind."""

from __future__ import annotations

import pytest

from schakel.guard.detect import KINDS
from tests.guard.fixture import SETS, paragraphs, score


def test_the_set_is_large_and_has_every_kind() -> None:
    every = [paragraph for name in SETS for paragraph in paragraphs(name)]
    assert len(every) >= 300
    assert {finding.kind for paragraph in every for finding in paragraph.expected} == set(KINDS)


@pytest.mark.parametrize("name", SETS)
def test_every_service_number_is_found(name: str) -> None:
    counted = score(name)
    assert [missed for missed in counted.missed if missed[0] == "bsn"] == []
    assert counted.precision("bsn") >= 0.9


@pytest.mark.parametrize("name", SETS)
def test_what_identifies_a_victim_is_found(name: str) -> None:
    counted = score(name)
    assert counted.recall() >= 0.95, counted.missed


@pytest.mark.parametrize("name", SETS)
def test_a_page_of_ordinary_minutes_has_at_most_one_false_alarm(name: str) -> None:
    counted = score(name)
    assert counted.alarms_per_page <= 1, counted.false
    assert counted.precision() >= 0.9, counted.false
