"""A rule hides a question: its answer counts no longer, and it is there when the question comes back."""

from __future__ import annotations

import pytest

from surveys.actions import responses
from surveys.models import AnswerEvent, Invitation, Response
from tests import cast
from tests.surveys import small
from tests.surveys.test_save_section import post


@pytest.fixture
def hidden(respondent: cast.Person) -> cast.Person:
    """Somebody who answered a2 and then gave the answer that hides it."""
    respondent.posts("survey_section", "proef", "a", a1="ja", a2="2018")
    post(respondent, "a", a1="nee")
    return respondent


def test_it_is_masked(hidden: cast.Person) -> None:
    assert "Sinds welk jaar?" not in hidden.gets("survey_check", "proef").content.decode()
    post(hidden, "b", b1="geld")
    made = responses.submit(Response.objects.get())
    assert made.answers == {"a1": "nee", "b1": "geld"}


def test_it_is_never_erased(hidden: cast.Person) -> None:
    assert Response.objects.get().answers["a2"] == "2018"
    assert list(AnswerEvent.objects.values_list("question", "value")) == [("a1", "ja"), ("a2", "2018"), ("a1", "nee")]


def test_it_is_back_when_the_question_is(hidden: cast.Person) -> None:
    hidden.posts("survey_section", "proef", "a", a1="ja")
    assert small.page(hidden.gets("survey_section", "proef", "a")).xpath("//input[@name='a2']/@value") == ["2018"]


def test_it_is_not_on_the_screen(hidden: cast.Person) -> None:
    block = small.page(hidden.gets("survey_section", "proef", "a")).xpath("//*[@data-question='a2']")[0]
    assert block.get("hidden") is not None
    assert all(field.get("disabled") is not None for field in block.xpath(".//input"))


def test_an_empty_field_of_a_hidden_question_erases_nothing(hidden: cast.Person) -> None:
    hidden.client.post("/vragenlijst/proef/onderdelen/a/", {"@shown": ["a1", "a2"], "a1": "nee", "a2": ""})
    assert Response.objects.get().answers["a2"] == "2018"


def test_the_answers_follow_from_the_events(hidden: cast.Person, invitation: Invitation) -> None:
    hidden.posts("survey_section", "proef", "b", b1="geld", b2="Tekst")
    hidden.posts("survey_section", "proef", "b", b1="kennis", b2="")
    rebuilt = {event.question: event.value for event in AnswerEvent.objects.order_by("revision", "pk")}
    assert rebuilt == Response.objects.get().answers
