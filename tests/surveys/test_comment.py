"""Comments beside a question: inside the municipality, never before the eyes of staff."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.actions import comments, responses
from surveys.models import Comment, Invitation, Response
from tests import cast
from tests.surveys import people, small

PAGE = "/vragenlijst/proef/opmerkingen/?vraag=b2"


@pytest.fixture
def els(invitation: Invitation) -> cast.Person:
    responses.begin(invitation)
    return people.comes_in(invitation, "Els")


def test_it_stands_beside_the_question(els: cast.Person, invitation: Invitation) -> None:
    [form] = small.forms(els.gets(PAGE))
    assert els.client.post(form.get("action"), small.sent(form, {"remark": "Vraag dit aan Piet"}))["Location"] == PAGE
    jan = people.comes_in(invitation, "Jan")
    details = small.page(jan.gets("survey_section", "proef", "b")).xpath("//details[@class='remarks no-print']")
    [text] = [each.text_content() for each in details]
    assert "1 opmerking" in text
    assert "Els (verzonnen)" in text
    assert "Vraag dit aan Piet" in text


def test_it_is_settled_and_stays_readable(els: cast.Person) -> None:
    els.posts("survey_comment", "proef", question="b2", remark="Vraag dit aan Piet")
    settle, _add = small.forms(els.gets(PAGE))
    els.client.post(settle.get("action"), small.sent(settle, {}))
    page = els.gets(PAGE).content.decode()
    assert "Afgehandeld" in page
    assert "Vraag dit aan Piet" in page


@pytest.mark.parametrize(("text", "words"), [("", "verplicht"), ("x" * 2001, "2000")])
def test_what_is_wrong_is_told_and_the_text_is_kept(els: cast.Person, text: str, words: str) -> None:
    answer = els.posts("survey_comment", "proef", question="b2", remark=text)
    assert answer.status_code == 422
    assert words in small.page(answer).xpath("string(//*[@data-errors])")
    assert small.page(answer).xpath("string(//textarea)").strip() == text
    assert not Comment.objects.exists()


@pytest.mark.parametrize("key", ["x9", "", "a", "[["])
def test_a_question_that_is_not_there_is_not_found(els: cast.Person, key: str) -> None:
    assert (
        els.gets(
            "/vragenlijst/proef/opmerkingen/",
        ).status_code
        == 404
    )
    assert els.posts("survey_comment", "proef", question=key, remark="Iets").status_code == 404


def test_that_of_another_municipality_is_as_absent(els: cast.Person, invitation: Invitation) -> None:
    els.posts("survey_comment", "proef", question="b2", remark="Van ons")
    other = Invitation.objects.with_all().get(survey=invitation.survey, municipality__cbs_code="GM9002")
    responses.begin(other)
    petra = people.comes_in(other, "Petra")
    assert "Van ons" not in petra.gets(PAGE).content.decode()
    assert petra.posts("survey_comment_settle", "proef", pk=Comment.objects.get().pk).status_code == 404
    assert not Comment.objects.get().is_settled


def test_a_section_asks_as_much_for_many_as_for_one(els: cast.Person) -> None:
    response = Response.objects.get()
    comments.add(response, "b2", "Eén", by=None)
    els.gets("survey_section", "proef", "b")
    with CaptureQueriesContext(connection) as one:
        els.gets("survey_section", "proef", "b")
    for number in range(20):
        comments.add(response, ["b1", "b2"][number % 2], f"Nog een {number}", by=None)
    with CaptureQueriesContext(connection) as many:
        els.gets("survey_section", "proef", "b")
    assert len(one) == len(many)
