import pytest

from surveys.analysis import CONFIDENTIAL, is_small


@pytest.mark.parametrize(("count", "small"), [(0, True), (4, True), (5, False), (135, False)])
def test_fewer_than_five_is_small(count: int, small: bool) -> None:
    assert is_small(count) is small


def test_the_mark_says_so_in_dutch() -> None:
    assert CONFIDENTIAL.replace("\u00a0", " ") == "vertrouwelijk, n < 5"
