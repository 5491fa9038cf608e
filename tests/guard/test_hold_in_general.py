"""What holds of the guard whatever the text is."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from schakel.guard.detect import Known, look
from tests.guard.fixture import directory, paragraphs

PLAIN = [each.text for name in ("paragraphs", "held_out") for each in paragraphs(name)]
DIGITS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]


def closed(first: int) -> str | None:
    """Return the service number that begins with these eight digits, if there is one."""
    front = f"{first:08d}"
    rest = sum(int(digit) * weight for digit, weight in zip(front, range(9, 1, -1), strict=True)) % 11
    return f"{front}{rest}" if rest < 10 and bsn.is_valid(f"{front}{rest}") else None


numbers = st.integers(1_000_000, 99_999_999).map(closed).filter(lambda number: number is not None)
layouts = st.sampled_from([(9,), (3, 3, 3), (4, 2, 3), (2, 3, 4), (4, 5), (3, 2, 4), (2, 2, 2, 3), (5, 4), (1,) * 9])
signs = st.sampled_from([".", " ", "-", "\u00a0", "\u202f", "\u2011", "\u2013", "\u00ad", "\u200b", "\ufeff", ""])


@given(
    number=numbers,
    layout=layouts,
    sign=signs,
    digits=st.sampled_from(DIGITS),
    told=st.sampled_from(["BSN {}", "bsn:{}.", "Het burgerservicenummer is {}", "({})", "meldt {} en"]),
)
def test_every_service_number_is_found_however_it_is_written(
    number: str, layout: tuple[int, ...], sign: str, digits: str, told: str
) -> None:
    groups, place = [], 0
    for size in layout:
        groups.append(number[place : place + size])
        place += size
    written = sign.join(groups).translate(str.maketrans("0123456789", digits))
    text = told.format(written)
    assert [(each.kind, text[each.start : each.end]) for each in look(text) if each.blocks] == [("bsn", written)]


@given(
    number=numbers,
    told=st.sampled_from(["BSN {}", "burgerservicenr. {}", "sofinummer: {}"]),
    sign=st.sampled_from([".", " ", "-", "\n", "\u2060"]),
)
def test_a_service_number_of_eight_digits_is_found_behind_its_word(number: str, told: str, sign: str) -> None:
    short = number.lstrip("0")[:8] if number.startswith("0") else None
    if short is None or len(short) != 8:
        return
    text = told.format(f"{short[:4]}{sign}{short[4:]}")
    assert [each.kind for each in look(text)] == ["bsn"]


@given(
    text=st.text(alphabet=st.characters(), max_size=200)
    | st.lists(st.sampled_from(PLAIN), max_size=3).map("\u200b ".join)
)
def test_places_lie_in_the_text_and_do_not_cross(text: str) -> None:
    found = look(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    apart = sorted(each for each in found if each.kind != "combination")
    assert all(one.end <= other.start for one, other in pairwise(apart))


@given(text=st.sampled_from(PLAIN), place=st.integers(0, 500), hidden=st.sampled_from(["\u200b", "\u00ad", "\u2060"]))
def test_what_does_not_show_changes_nothing(text: str, place: int, hidden: str) -> None:
    place = min(place, len(text))
    if place and place < len(text) and "\u0300" <= text[place] <= "\u036f":
        return
    other = text[:place] + hidden + text[place:]
    shown = [(each.kind, other[each.start : each.end].replace(hidden, "")) for each in look(other)]
    assert shown == [(each.kind, text[each.start : each.end].replace(hidden, "")) for each in look(text)]


@given(
    text=st.sampled_from(PLAIN),
    name=st.sampled_from(
        ["Blessing Okafor", "Noor Veldkamp", "A. de Vries", "Fatima", "Van der Zanden, Kees", "Li", "", "(verzonnen)"]
    ),
)
def test_who_is_added_to_the_directory_never_adds_a_finding(text: str, name: str) -> None:
    before = {(each.kind, place) for each in look(text) for place in range(each.start, each.end)}
    after = {
        (each.kind, place) for each in look(text, Known.of([name], [name])) for place in range(each.start, each.end)
    }
    assert after <= before


HARD = {
    "digits": "1" * 100_000,
    "groups": "12 " * 33_000,
    "dashes": "1-" * 50_000,
    "letters": "a" * 100_000,
    "capitals": "Aa " * 33_000,
    "shouting": "A" * 100_000,
    "initials": "A. " * 33_000,
    "at": "a@" * 50_000,
    "cue": "BSN " * 25_000,
    "passport": "paspoort " * 11_000,
    "dates": "3 mei " * 16_000,
    "born": "geboren " * 12_500,
    "street": "Laan van " * 11_000,
    "small words": "van de " * 14_000,
    "accounts": "NL91 " * 20_000,
    "invisible": "\u200b" * 100_000,
    "case": "zaaknummer " * 9_000,
    "ages": "19 jaar Venlo Nigeriaanse 3 mei " * 3_000,
    "names": "Blessing Okafor, " * 6_000,
    "dots": "." * 100_000,
    "blanks": " " * 100_000,
    "lines": "\n" * 100_000,
}


@pytest.mark.parametrize("sort", HARD)
def test_time_grows_with_the_length_and_no_faster(sort: str) -> None:
    """A text of forty thousand signs made to be hard costs about ten times one of four thousand."""
    short, whole = HARD[sort][:4_000], HARD[sort][:40_000]
    assert cost(whole) < 40 * max(cost(short), 0.005)


def cost(text: str) -> float:
    began = time.process_time()
    look(text, directory())
    return time.process_time() - began
