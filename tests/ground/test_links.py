import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schakel import links
from schakel.logs import MaskLinks, masked


@given(st.integers(1, 2**40), st.integers(1, 1000))
def test_a_token_holds_for_its_own_object_and_generation(pk: int, generation: int) -> None:
    token = links.token("survey", pk, generation)
    assert links.claimed(token) == pk
    assert links.holds(token, "survey", pk, generation)
    assert not links.holds(token, "survey", pk, generation + 1)
    assert not links.holds(token, "survey", pk + 1, generation)
    assert not links.holds(token, "invitation", pk, generation)


@given(st.text(max_size=60))
def test_what_is_no_token_is_not_believed(text: str) -> None:
    assert not links.holds(text, "survey", 1, 1) or text == links.token("survey", 1, 1)
    claimed = links.claimed(text)
    assert claimed is None or isinstance(claimed, int)


def test_a_token_is_long_enough_to_be_a_secret() -> None:
    assert len(links.token("survey", 1, 1).partition(".")[2]) * 6 >= 128


@pytest.mark.parametrize("before", ["/v/", "/uitnodiging/", "/account/password/reset/key/"])
def test_the_log_does_not_tell_it(before: str, caplog: pytest.LogCaptureFixture) -> None:
    token = links.token("survey", 7, 1)
    record = logging.LogRecord("django.request", 30, "", 0, "Gone: %s", (f"{before}{token}/",), None)
    MaskLinks().filter(record)
    assert token not in record.getMessage()
    assert masked(f"{before}{token}/") == f"{before}***/"


@pytest.mark.parametrize("before", ["/werkruimtes/som/", "/publicaties/"])
def test_an_address_in_the_log_tells_no_title(before: str) -> None:
    assert masked(f"Not Found: {before}geheim-overleg/notulen/") == f"Not Found: {before}***"
