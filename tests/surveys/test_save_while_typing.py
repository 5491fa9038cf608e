from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from surveys.actions import responses
from surveys.models import AnswerEvent, Response, Submission, SurveyPage
from tests import cast
from tests.surveys import small


def save(person: cast.Person, question: str, *values: str, client: str = "", base: int = 0) -> Any:
    data = {"question": question, "value": list(values), "client": client or str(uuid.uuid4()), "base": base}
    return person.client.post("/vragenlijst/proef/opslaan/", data)


def test_what_is_acknowledged_is_stored(respondent: cast.Person) -> None:
    said = save(respondent, "a1", "ja").json()
    response = Response.objects.get()
    assert response.answers == {"a1": "ja"}
    assert said["revision"] == response.revision == 1
    assert said["saved_at"] == timezone.localtime(response.changed_at).strftime("%H:%M")
    assert said["problem"] is None


def test_it_tells_which_questions_are_visible(respondent: cast.Person) -> None:
    assert "a2" not in save(respondent, "a1", "nee").json()["visible"]
    assert "a2" in save(respondent, "a1", "ja").json()["visible"]


def test_it_tells_what_is_wrong(respondent: cast.Person) -> None:
    save(respondent, "a1", "ja")
    assert save(respondent, "a2", "1999").json()["problem"] == "Vul een jaar vanaf 2000 in."
    assert save(respondent, "a2", "toen").json()["problem"] == "Vul een heel getal in, bijvoorbeeld 12."
    assert save(respondent, "a2", "2001").json()["problem"] is None


def test_several_boxes_are_one_answer(respondent: cast.Person) -> None:
    save(respondent, "b1", "geld", "kennis")
    assert Response.objects.get().answers["b1"] == "geld kennis"
    save(respondent, "b1")
    assert Response.objects.get().answers["b1"] == ""


def test_the_same_message_again_gets_the_same_answer(respondent: cast.Person) -> None:
    client = str(uuid.uuid4())
    first = save(respondent, "a1", "ja", client=client).json()
    save(respondent, "a1", "nee")
    again = save(respondent, "a1", "ja", client=client).json()
    assert (again["saved_at"], again["revision"]) == (first["saved_at"], first["revision"])
    assert Response.objects.get().answers["a1"] == "nee"
    assert AnswerEvent.objects.count() == 2


def test_the_same_message_with_another_answer_is_refused(respondent: cast.Person) -> None:
    client = str(uuid.uuid4())
    save(respondent, "a1", "ja", client=client)
    answer = save(respondent, "a1", "nee", client=client)
    assert answer.status_code == 409
    assert "met een andere inhoud" in answer.json()["refused"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"question": "x9", "client": str(uuid.uuid4()), "base": "0"}, 404),
        ({"question": "a1", "client": "geen uuid", "base": "0"}, 400),
        ({"question": "a1", "client": str(uuid.uuid4()), "base": "nul"}, 400),
        ({}, 404),
    ],
)
def test_a_message_that_makes_no_sense_is_refused(respondent: cast.Person, data: dict[str, str], status: int) -> None:
    assert respondent.client.post("/vragenlijst/proef/opslaan/", data).status_code == status
    assert not AnswerEvent.objects.exists()


def test_without_a_way_in_nothing_is_there(survey: SurveyPage, nobody: cast.Person) -> None:
    assert save(nobody, "a1", "ja").status_code == 404


def test_after_the_submission_nothing_changes(respondent: cast.Person) -> None:
    save(respondent, "a1", "nee")
    save(respondent, "b1", "geld")
    responses.submit(Response.objects.get())
    assert save(respondent, "a1", "ja").status_code == 409
    assert Submission.objects.get().answers["a1"] == Response.objects.get().answers["a1"] == "nee"


def test_an_event_is_never_changed_or_deleted(respondent: cast.Person) -> None:
    save(respondent, "a1", "ja")
    event = AnswerEvent.objects.get()
    for change in (event.save, event.delete, AnswerEvent.objects.all().delete):
        with pytest.raises(TypeError):
            change()
    with pytest.raises(TypeError):
        AnswerEvent.objects.update(value="nee")


def test_the_database_refuses_it_as_well(respondent: cast.Person) -> None:
    save(respondent, "a1", "ja")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AnswerEvent.objects.get().__class__._base_manager.update(value="nee")


def test_the_page_says_what_is_saved(respondent: cast.Person) -> None:
    said = save(respondent, "a1", "ja").json()
    page = small.page(respondent.gets("survey_section", "proef", "a"))
    assert f"Opgeslagen om {said['saved_at']}" in page.xpath("string(//*[@data-state])")
