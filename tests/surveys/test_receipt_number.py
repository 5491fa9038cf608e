import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys import receipts

BODY = st.text(receipts.ALPHABET, min_size=receipts.BODY, max_size=receipts.BODY)


def written(body: str) -> str:
    whole = body + receipts.check(body)
    return f"AM19-{whole[:4]}-{whole[4:]}"


@given(BODY, st.integers(0, receipts.BODY), st.sampled_from(receipts.ALPHABET))
def test_one_wrong_character_is_noticed(body: str, at: int, wrong: str) -> None:
    plain = written(body).removeprefix("AM19-").replace("-", "")
    other = plain[:at] + wrong + plain[at + 1 :]
    assert receipts.is_genuine(f"AM19-{other[:4]}-{other[4:]}") is (other == plain)


@given(BODY, st.integers(0, receipts.BODY - 2))
def test_two_that_traded_places_are_noticed(body: str, at: int) -> None:
    other = body[:at] + body[at + 1] + body[at] + body[at + 2 :]
    assert (receipts.check(other) == receipts.check(body)) is (other == body)


def test_fresh_numbers_are_genuine_and_differ() -> None:
    numbers = {receipts.fresh("AM19") for _ in range(200)}
    assert len(numbers) == 200
    assert all(receipts.is_genuine(number) for number in numbers)


@pytest.mark.parametrize(
    ("title", "prefix"),
    [("Aanpak mensenhandel in gemeenten", "AM19"), ("Één", "N19"), ("2019", "V19"), ("Proef", "P19")],
)
def test_the_prefix_tells_which_round(title: str, prefix: str) -> None:
    assert receipts.prefix(title, 2019) == prefix
