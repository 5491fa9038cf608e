"""The same key and content give the same receipt; anything else is refused, and nothing happens."""

from __future__ import annotations

from typing import Any

import pytest

from surveys.actions import reopening, responses
from surveys.models import Invitation, Response, Submission, SubmitKey, SurveyPage
from tests import cast
from tests.surveys import small
from tests.surveys.test_save_section import post


@pytest.fixture
def ready(respondent: cast.Person) -> cast.Person:
    post(respondent, "a", a1="nee")
    post(respondent, "b", b1="geld")
    return respondent


def looked(person: cast.Person) -> dict[str, list[str]]:
    """Return what the page to check would post."""
    [form] = small.forms(person.gets("survey_check", "proef"))
    return {**small.sent(form, {}), "confirm": ["yes"]}


def press(person: cast.Person, data: Any, **headers: str) -> Any:
    return person.client.post("/vragenlijst/proef/indienen/", data, headers=headers)


def test_the_page_names_the_attempt_and_what_was_seen(ready: cast.Person) -> None:
    first, second = looked(ready), looked(ready)
    assert first["idempotency_key"] != second["idempotency_key"]
    assert first["content"] == second["content"]


def test_the_same_key_and_content_get_the_same_receipt(ready: cast.Person) -> None:
    data = looked(ready)
    assert press(ready, data)["Location"] == press(ready, data)["Location"] == "/vragenlijst/proef/ontvangstbewijs/"
    assert Submission.objects.count() == SubmitKey.objects.count() == 1


def test_a_script_gets_the_receipt_as_json(ready: cast.Person) -> None:
    data = looked(ready)
    answers = [press(ready, data, accept="application/json", idempotency_key="k-1").json() for _ in range(2)]
    made = Submission.objects.get()
    assert answers[0] == answers[1]
    assert (answers[0]["receipt"], answers[0]["sha256"], answers[0]["number"]) == (made.receipt, made.sha256, 1)
    assert answers[0]["url"].endswith("/vragenlijst/proef/ontvangstbewijs/")


def test_the_header_goes_before_the_field(ready: cast.Person) -> None:
    press(ready, looked(ready), idempotency_key="uit-de-kop")
    assert SubmitKey.objects.get().key == "uit-de-kop"


def test_another_key_after_it_gets_the_same_receipt(ready: cast.Person) -> None:
    first, second = looked(ready), looked(ready)
    assert press(ready, first).status_code == press(ready, second).status_code == 302
    assert (Submission.objects.count(), SubmitKey.objects.count()) == (1, 2)


def test_the_same_key_with_other_content_is_refused(ready: cast.Person) -> None:
    data = looked(ready)
    press(ready, data)
    answer = press(ready, {**data, "content": "0" * 64})
    assert answer.status_code == 409
    assert "maar met een andere inhoud" in answer.content.decode()
    assert Submission.objects.count() == 1


def test_the_same_key_after_a_change_is_refused(ready: cast.Person) -> None:
    press(ready, {"confirm": "yes", "idempotency_key": "k"})
    ready.posts("survey_resume", "proef")
    post(ready, "b", b1="kennis")
    assert press(ready, {"confirm": "yes", "idempotency_key": "k"}).status_code == 409
    assert Submission.objects.count() == 1
    assert Response.objects.get().submitted_at is None


def test_what_a_colleague_changed_meanwhile_is_not_sent(ready: cast.Person) -> None:
    data = looked(ready)
    responses.save(Response.objects.get(), {"b1": "kennis"})
    answer = press(ready, data)
    assert answer.status_code == 409
    assert "Er is intussen iets gewijzigd. Controleer opnieuw." in answer.content.decode()
    assert not Submission.objects.exists()
    [form] = small.forms(answer)  # shows what stands now, and can be sent
    assert press(ready, {**small.sent(form, {}), "confirm": ["yes"]}).status_code == 302
    assert Submission.objects.get().answers["b1"] == "kennis"


@pytest.mark.parametrize("key", ["x" * 65, "met spatie", "é", "\x00", "a\nb"])
def test_a_key_that_cannot_be_one_is_a_bad_request(ready: cast.Person, key: str) -> None:
    assert press(ready, {"confirm": "yes", "idempotency_key": key}).status_code == 400
    assert not Submission.objects.exists()


@pytest.mark.parametrize(("answers", "status"), [({"b1": ""}, 422), ({"b1": "geld"}, 200)])
def test_a_script_hears_why(ready: cast.Person, answers: dict[str, str], status: int) -> None:
    responses.save(Response.objects.get(), answers)
    answer = press(ready, {"confirm": "yes"}, accept="application/json")
    assert answer.status_code == status
    assert ("refused" in answer.json()) is (status == 422)


def test_an_old_page_after_reopening_sends_nothing_else(ready: cast.Person, survey: SurveyPage, ivo: Any) -> None:
    """The key of the first time gets its receipt again, and the response stays open."""
    data = looked(ready)
    press(ready, data)
    reopening.reopen(Response.objects.get(), by=ivo.who, reason="Telfout")
    assert press(ready, data).status_code == 302
    assert Submission.objects.count() == 1
    assert Response.objects.get().submitted_at is None


def test_without_an_approval_nothing_is_sent(ready: cast.Person, survey: SurveyPage, invitation: Invitation) -> None:
    seen = looked(ready)
    SurveyPage.objects.filter(pk=survey.pk).update(sign_off=True)
    answer = press(ready, seen)
    assert answer.status_code == 409
    assert "moet de antwoorden eerst goedkeuren" in answer.content.decode()
    assert not Submission.objects.exists()
