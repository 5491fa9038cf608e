import pytest

from surveys.questionnaire.dependencies import circles, ordered


def test_each_comes_after_what_it_waits_for() -> None:
    assert ordered({"a": ["b"], "b": ["c"], "c": []}) == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("graph", "found"),
    [
        ({"a": ["b"], "b": []}, []),
        ({"a": ["a"]}, [["a", "a"]]),
        ({"a": ["b"], "b": ["a"]}, [["a", "b", "a"]]),
        ({"x": ["c"], "a": ["b"], "b": ["c"], "c": ["a"]}, [["a", "b", "c", "a"]]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [["a", "b", "a"], ["c", "d", "c"]]),
    ],
)
def test_it_finds_every_circle(graph: dict[str, list[str]], found: list[list[str]]) -> None:
    assert circles(graph) == found
