from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from surveys.questionnaire import Evaluation, Questionnaire, State, UnknownQuestion, Violation, evaluate, read_workbook

from .books import asking, book

NOON = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001


def one(kind: str, constraint: str = "", required: str = "") -> Questionnaire:
    """A questionnaire of one question, x."""
    return read_workbook(asking([kind, "x", "Vraag", "", constraint, "", required]))


def trouble(evaluation: Evaluation) -> dict[str, str]:
    return {name: violation.kind for name, violation in evaluation.problems.items()}


@pytest.fixture(scope="module")
def chain() -> Questionnaire:
    """Each next question is asked after a yes."""
    rows = [
        ["select_one ja_nee", "a", "A", ""],
        ["select_one ja_nee", "b", "B", "${a} = 'ja'"],
        ["select_one ja_nee", "c", "C", "${b} = 'ja'"],
    ]
    return read_workbook(asking(*rows))


def test_it_masks_hidden_answers_down_the_chain(chain: Questionnaire) -> None:
    answers = {"a": "nee", "b": "ja", "c": "ja"}
    evaluation = evaluate(chain, answers)
    assert evaluation.visible == {"a"}
    assert evaluation.answers == {"a": "nee"}
    assert answers == {"a": "nee", "b": "ja", "c": "ja"}


def test_a_masked_answer_returns_when_it_is_shown_again(chain: Questionnaire) -> None:
    answers = {"a": "nee", "b": "ja", "c": "ja"}
    assert evaluate(chain, answers | {"a": "ja"}).answers == {"a": "ja", "b": "ja", "c": "ja"}


def test_rules_may_look_forward() -> None:
    rows = [["text", "a", "A", "${b} = 'x'"], ["text", "b", "B", "${c} = 'x'"], ["text", "c", "C"]]
    forward = read_workbook(asking(*rows))
    assert evaluate(forward, {"a": "1", "b": "x", "c": "x"}).visible == {"a", "b", "c"}
    assert evaluate(forward, {"a": "1", "b": "x", "c": "y"}).visible == {"c"}


def test_a_hidden_group_hides_all_that_is_in_it() -> None:
    rows = [
        ["text", "a", "A"], ["begin_group", "g", "G", "${a} = 'x'"], ["begin_group", "h", "H"],
        ["text", "b", "B", "", "", "", "yes"], ["end_group"], ["end_group"], ["text", "c", "C", "${b} = ''"],
    ]  # fmt: skip
    grouped = read_workbook(asking(*rows))
    hidden = evaluate(grouped, {"a": "y", "b": "1"})
    assert hidden.visible == {"a", "c"}
    assert not hidden.visible_groups
    assert hidden.complete
    assert [(section.name, section.shown) for section in hidden.sections] == [("", True), ("g", False)]
    assert evaluate(grouped, {"a": "x", "b": "1"}).visible_groups == {"g", "h"}


BAD = [
    ("integer", "1.5", "type"), ("integer", "abc", "type"), ("integer", "9223372036854775808", "type"),
    ("integer", "9" * 5000, "type"), ("integer", "٣", "type"), ("integer", "1 ", "type"), ("integer", "+1", "type"),
    ("decimal", "0,1", "type"), ("decimal", "1e5", "type"), ("decimal", "nan", "type"), ("decimal", ".", "type"),
    ("decimal", "1" * 41, "type"), ("date", "2026-02-30", "type"), ("date", "21-11-2026", "type"),
    ("date", "20261121", "type"), ("text", "a\x00b", "type"), ("text", "\x07", "type"), ("text", "\ud800", "type"),
    ("text", "x" * 10_001, "type"), ("select_one ja_nee", "misschien", "choice"),
    ("select_one ja_nee", "ja nee", "choice"), ("select_multiple ja_nee", "ja misschien", "choice"),
    ("select_multiple ja_nee", "ja ja", "choice"), ("select_one ja_nee", "\x00", "type"),
]  # fmt: skip
GOOD = [
    ("integer", "-9223372036854775808"), ("integer", "0"), ("decimal", "-0.50"), ("decimal", ".5"),
    ("date", "2024-02-29"), ("text", "x" * 10_000), ("text", "één\n€ 🙂"), ("select_one ja_nee", "nee"),
    ("select_multiple ja_nee", "nee ja"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "value", "fault"), BAD)
def test_it_refuses_what_is_not_of_the_type(kind: str, value: str, fault: str) -> None:
    evaluation = evaluate(one(kind, constraint="true()"), {"x": value})
    assert trouble(evaluation) == {"x": fault}
    assert evaluation.sections[0].state == State.WRONG


@pytest.mark.parametrize(("kind", "value"), GOOD)
def test_it_accepts_what_is_of_the_type(kind: str, value: str) -> None:
    assert evaluate(one(kind), {"x": value}).complete


@pytest.mark.parametrize("required", ["yes", "TRUE", "true()", "True", "string-length('a') = 1"])
@pytest.mark.parametrize("answers", [{}, {"x": ""}, {"x": "  \n"}])
def test_a_required_question_wants_an_answer(required: str, answers: dict[str, str]) -> None:
    evaluation = evaluate(one("text", required=required), answers)
    assert evaluation.problems == {"x": Violation("required", "Beantwoord deze vraag.")}
    assert evaluation.answers == {}


@pytest.mark.parametrize("required", ["", "no", "false()", "FALSE", "1 = 2"])
def test_an_optional_question_may_stay_empty(required: str) -> None:
    assert evaluate(one("integer", constraint=". > 5", required=required), {}).complete


def test_a_constraint_is_asked_of_an_answer_alone() -> None:
    strict = one("integer", constraint=". > 5")
    assert trouble(evaluate(strict, {"x": "5"})) == {"x": "constraint"}
    assert trouble(evaluate(strict, {"x": ""})) == {}


def test_an_answer_of_the_wrong_type_counts_as_empty_for_others() -> None:
    two = read_workbook(asking(["integer", "a", "A"], ["text", "b", "B", "${a} != ''"]))
    assert evaluate(two, {"a": "veel"}).visible == {"a"}


def test_messages_are_those_of_the_workbook_in_the_language_asked() -> None:
    columns = "required required_message::Dutch (nl) constraint constraint_message".replace(" (nl)", "_(nl)")
    titles = [title.replace("_(nl)", " (nl)") for title in columns.split()]
    spoken = read_workbook(
        book([["type", "name", "label", *titles], ["integer", "x", "X", "yes", "Vul iets in.", ". > 1", "Boven 1."]])
    )
    assert evaluate(spoken, {}).problems["x"].message == "Vul iets in."
    assert evaluate(spoken, {}, "en").problems["x"].message == "Answer this question."
    assert evaluate(spoken, {"x": "1"}, "en").problems["x"].message == "Boven 1."


@pytest.mark.parametrize("name", ["y", "uitleg", "som", "g", ""])
def test_answers_to_what_is_not_asked_are_refused(name: str) -> None:
    rows = [
        ["note", "uitleg", "U"],
        ["calculate", "som", "", "", "", "1 + 1"],
        ["begin_group", "g", "G"],
        ["end_group"],
    ]
    with pytest.raises(UnknownQuestion):
        evaluate(read_workbook(asking(["text", "x", "X"], *rows)), {name: "1"})


def test_calculations_see_visible_answers_and_are_seen() -> None:
    rows = [
        ["integer", "a", "A"], ["integer", "b", "B", "${a} > 1"],
        ["calculate", "som", "", "", "", "coalesce(${a}, 0) + coalesce(${b}, 0)"], ["text", "c", "C", "${som} > 10"],
    ]  # fmt: skip
    adding = read_workbook(asking(*rows))
    assert evaluate(adding, {"a": "2", "b": "9"}).calculated == {"som": "11"}
    assert "c" in evaluate(adding, {"a": "2", "b": "9"}).visible
    assert evaluate(adding, {"a": "1", "b": "9"}).calculated == {"som": "1"}


def test_today_is_told_by_the_clock_that_is_given() -> None:
    dated = one("date", constraint=". <= today()")
    assert evaluate(dated, {"x": "2026-11-21"}, now=NOON).complete
    assert not evaluate(dated, {"x": "2026-11-22"}, now=NOON).complete


@pytest.mark.parametrize(
    ("answers", "state", "answered", "problems"),
    [
        ({}, State.NOT_BEGUN, 0, 2),
        ({"a": "ja"}, State.BUSY, 1, 1),
        ({"a": "ja", "b": "1"}, State.DONE, 2, 0),
        ({"a": "ja", "b": "1", "c": "x"}, State.DONE, 3, 0),
        ({"b": "x"}, State.WRONG, 1, 2),
    ],
)
def test_a_section_knows_how_far_it_is(answers: dict[str, str], state: State, answered: int, problems: int) -> None:
    rows = [
        ["begin_group", "g", "G"], ["note", "n", "Let op"], ["select_one ja_nee", "a", "A", "", "", "", "yes"],
        ["integer", "b", "B", "", "", "", "yes"], ["text", "c", "C"], ["end_group"],
    ]  # fmt: skip
    [section] = evaluate(read_workbook(asking(*rows)), answers).sections
    assert (section.state, section.visible, section.answered, section.problems) == (state, 3, answered, problems)


def test_threads_may_share_a_questionnaire(chain: Questionnaire) -> None:
    sets = [{"a": a, "b": b, "c": "ja"} for a in ("ja", "nee") for b in ("ja", "nee")] * 50
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda answers: evaluate(chain, answers).visible, sets))
    assert found == [evaluate(chain, answers).visible for answers in sets]
