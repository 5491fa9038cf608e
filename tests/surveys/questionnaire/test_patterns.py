import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.questionnaire.patterns import BadPattern, compile_pattern

PIECES = st.sampled_from(
    ["a", "b", "c", ".", "[ab]", "[^a]", "[a-b1]", r"\d", r"\w", r"\s", r"[\d-]", r"\.", "1", " ", r"\D", r"[^\w]", "-"]
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.builds(lambda parts: "".join(parts), st.lists(inner, max_size=3)),
        st.builds("(?:{}|{})".format, inner, inner),
        st.builds(
            "(?:{}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{0,2}", "{2,}", "*?", "{0}"])
        ),
    ),
    max_leaves=8,
)


@given(PATTERNS, st.text("abc1 .-", max_size=8))
def test_it_agrees_with_python_on_whole_matches(pattern: str, text: str) -> None:
    assert compile_pattern(pattern).matches(text) == bool(re.fullmatch(pattern, text, re.ASCII))


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("^GM[0-9]{4}$", "GM0363", True),
        ("^GM[0-9]{4}$", "GM036", False),
        ("GM[0-9]{4}", "GM0363\n", False),
        ("", "", True),
        ("a|", "", True),
        ("(^a|b)c$", "ac", True),
        ("a^b", "ab", False),
        (r"\p{L}+", "Één", True),
        (r"\p{Lu}\P{L}", "A1", True),
        (r"[\p{L}\d_-]+", "é-9_", True),
        (r"[^\d]", "5", False),
        (r"[^\D]", "5", True),
        (r"é", "é", True),
        (r"\x41", "A", True),
        ("(?<jaar>[0-9]{4})", "2019", True),
        ("[]a]", "]", True),
        ("[a-]", "-", True),
        (r"\d", "٣", False),
    ],
)
def test_a_pattern_matches_or_not(pattern: str, text: str, matches: bool) -> None:
    assert compile_pattern(pattern).matches(text) is matches


@pytest.mark.parametrize(
    "pattern",
    [
        "(", ")", "[a", "a**", "*a", "a{3,2}", "a{9999}", "a++", "(?=a)", "(?!a)", "(?<=a)b", r"(a)\1", "\\", "[z-a]",
        r"\x4", r"\p{Grieks}", "a" * 501, "((a{400}){400}){400}", "((((((){500}){500}){500}){500}){500}){500}",
    ],
)  # fmt: skip
def test_it_refuses_a_pattern_and_says_why(pattern: str) -> None:
    with pytest.raises(BadPattern, match=r"[.]$"):
        compile_pattern(pattern)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a|aa)+b", "a*a*a*a*a*b", "(.*)*b", "([a-z]+ ?)+!"])
def test_no_pattern_runs_away(pattern: str) -> None:
    compiled = compile_pattern(pattern)
    began = time.process_time()
    assert not compiled.matches("a" * 500)
    assert time.process_time() - began < 1


def test_a_text_that_is_too_long_does_not_match() -> None:
    assert compile_pattern("a*").matches("a" * 500)
    assert not compile_pattern("a*").matches("a" * 501)
