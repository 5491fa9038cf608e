"""The chain: place, progress, steps, seats."""

import re

import pytest

from schakel.templatetags import chain, seats


@pytest.mark.parametrize("body", chain.BODIES)
def test_a_body_fills_one_of_four_links(body: str) -> None:
    drawn = chain.mini(body)
    assert (drawn.count("<rect"), drawn.count("link-on")) == (4, 1)


@pytest.mark.parametrize("body", ["gemeenten", "", "onbekend"])
def test_who_is_not_in_the_chain_has_no_place_in_it(body: str) -> None:
    assert chain.mini(body) == ""


@pytest.mark.parametrize(
    ("done", "total", "full", "drawn"), [(3, 6, 3, 6), (0, 0, 0, 0), (6, 6, 6, 6), (18, 36, 6, 12), (35, 36, 11, 12)]
)
def test_progress_fills_as_many_links_as_are_done(done: int, total: int, full: int, drawn: int) -> None:
    meter = chain.meter(done, total)
    assert (meter.count("link-on"), meter.count("<rect")) == (full, drawn)


def test_the_step_of_now_lies_on_top() -> None:
    kinds = re.findall(r'class="(link[^"]*)"', chain.steps(2, 4))
    assert kinds == ["link link-on", "link", "link", "link-now"]


def test_a_broken_chain_has_one_loose_link() -> None:
    assert chain.broken(2).count("stroke-dasharray") == 1


def test_the_quorum_says_in_words_what_it_draws() -> None:
    assert 'aria-label="10 van 12 zetels bezet; quorum is 7"' in seats.quorum(8, 2, 1, 1, 7)


@pytest.mark.parametrize(
    ("counts", "rows"), [((8, 2, 1, 1, 7), 1), ((15, 0, 0, 0, 15), 1), ((14, 3, 2, 8, 16), 2), ((0, 0, 0, 0, 7), 1)]
)
def test_the_quorum_breaks_into_rows(counts: tuple[int, int, int, int, int], rows: int) -> None:
    assert f' height="{rows * seats.HEIGHT}"' in seats.quorum(*counts)


def test_the_seats_after_the_threshold_stand_apart() -> None:
    assert seats.place(7, 7)[0] - seats.place(6, 7)[0] == seats.STEP + seats.GAP


def test_without_a_quorum_no_threshold_is_drawn() -> None:
    assert 'class="ink"' not in seats.quorum(3, 0, 0, 0, 0)
