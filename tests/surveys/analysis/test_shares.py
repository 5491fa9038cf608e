import pandas as pd
import pytest

from surveys.analysis import Method, SurveyDesign, hypergeometric_interval

DATA = pd.DataFrame({
    "policy": ["yes", "no", "yes", "", None, "no", "yes", "unsure"],
    "met": [1, 1, 1, 1, 1, 1, 1, 1],
    "flag": [True, False, True, True, False, None, None, True],
    "picked": ["money", "money sight", "sight", "", None, "moneyless", "money", "none"],
    "size": ["small"] * 4 + ["large"] * 4,
})  # fmt: skip
DESIGN = SurveyDesign(DATA, population=40)
STRATA = SurveyDesign(DATA, population={"small": 30, "large": 10}, strata="size")


def test_the_shares_of_a_question_add_up_to_one() -> None:
    found = DESIGN.shares("policy")
    assert list(found) == ["no", "unsure", "yes"]
    assert sum(estimate.value for estimate in found.values()) == pytest.approx(1)


def test_blank_text_is_no_answer() -> None:
    assert DESIGN.shares("policy")["yes"].n == 6


def test_a_choice_that_nobody_made_can_be_asked_for() -> None:
    found = DESIGN.shares("policy", levels=["yes", "never"])
    assert list(found) == ["yes", "never"]
    assert found["never"].value == 0
    assert found["never"].high > 0.2


def test_an_answer_of_yes_or_no_may_be_a_boolean() -> None:
    assert DESIGN.proportion("flag", True).value == pytest.approx(4 / 6)
    assert DESIGN.proportion("flag", 1).value == pytest.approx(4 / 6)


def test_it_refuses_a_level_of_another_kind() -> None:
    with pytest.raises(ValueError, match="column 'policy' holds text, so not 1"):
        DESIGN.proportion("policy")
    with pytest.raises(ValueError, match="column 'met' holds no text, so not '1'"):
        DESIGN.proportion("met", "1")


def test_it_refuses_an_unknown_method() -> None:
    with pytest.raises(ValueError, match="no method 'wald'; there are: logit, xlogit, beta, mean"):
        DESIGN.proportion("met", method="wald")  # type: ignore[call-overload]


def test_each_tick_counts_among_those_who_answered() -> None:
    found = DESIGN.ticked("picked", ["money", "sight", "none"])
    assert {level: round(estimate.value * estimate.n) for level, estimate in found.items()} == {
        "money": 3,
        "sight": 2,
        "none": 1,
    }
    assert found["money"].n == 6


@pytest.mark.parametrize("method", ["logit", "xlogit", "beta", "mean"])
def test_when_all_say_yes_the_interval_is_exact(method: Method) -> None:
    found = DESIGN.proportion("met", method=method)
    assert (found.value, found.se, found.high) == (1, 0, 1)
    assert found.low == hypergeometric_interval(8, 8, 40)[0] / 40


def test_when_nobody_says_so_the_interval_is_exact() -> None:
    found = DESIGN.proportion("met", 0)
    assert (found.value, found.low) == (0, 0)
    assert found.high == hypergeometric_interval(0, 8, 40)[1] / 40


def test_in_strata_the_unseen_may_hide_where_it_is_likeliest() -> None:
    whole, strata = DESIGN.proportion("met", 0), STRATA.proportion("met", 0)
    assert strata.low == 0
    assert whole.high < strata.high < 1


def test_a_group_where_all_say_yes_keeps_room_for_a_no() -> None:
    found = DESIGN.proportion("met", by="size")["small"]
    # 40 less the 4 respondents of the other group: the group cannot be larger.
    assert found.low == hypergeometric_interval(4, 4, 36)[0] / 36


def test_one_respondent_says_little_of_all() -> None:
    found = SurveyDesign(DATA[:1], population=40).proportion("met")
    assert found.value == 1
    assert (found.low, found.high) == (2 / 40, 1)


def test_a_group_can_be_asked_by_position() -> None:
    assert list(DESIGN.proportion("policy", "yes", "logit", "size")) == ["large", "small"]
