"""Two colleagues on one response: different questions never meet; on the same one the later sees both and chooses."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from surveys.actions import responses
from surveys.conflicts import Conflict
from surveys.models import AnswerEvent, Invitation, Response
from tests import cast
from tests.surveys import people, small

SECTION = "/vragenlijst/proef/onderdelen/b/"


@pytest.fixture
def jan(invitation: Invitation) -> cast.Person:
    responses.begin(invitation)
    return people.comes_in(invitation, "Jan")


@pytest.fixture
def els(invitation: Invitation) -> cast.Person:
    return people.comes_in(invitation, "Els")


def save(person: cast.Person, question: str, *values: str, base: int = 0, client: str = "") -> Any:
    data = {"question": question, "value": list(values), "client": client or str(uuid.uuid4()), "base": base}
    return person.client.post("/vragenlijst/proef/opslaan/", data)


def stored() -> dict[str, str]:
    return {name: value for name, value in Response.objects.get().answers.items() if value}


def test_the_later_one_hears_both_answers_and_nothing_is_stored(jan: cast.Person, els: cast.Person) -> None:
    save(jan, "b3", "1,5")
    answer = save(els, "b3", "2")
    assert answer.status_code == 409
    told = answer.json()["conflict"]["b3"]
    assert (told["theirs"], told["theirs_shown"], told["who"]) == ("1.5", "1,5", "Jan (verzonnen)")
    assert (told["mine"], told["revision"]) == ("2", 1)
    assert stored() == {"b3": "1.5"}
    assert AnswerEvent.objects.count() == 1


def test_choosing_ones_own_sends_it_with_the_new_base(jan: cast.Person, els: cast.Person) -> None:
    save(jan, "a1", "ja")
    told = save(els, "a1", "nee").json()["conflict"]["a1"]
    assert save(els, "a1", "nee", base=told["revision"]).status_code == 200
    assert stored() == {"a1": "nee"}


def test_different_questions_are_both_kept(jan: cast.Person, els: cast.Person) -> None:
    assert {save(jan, "a1", "nee").status_code, save(els, "b2", "Tekst").status_code} == {200}
    assert stored() == {"a1": "nee", "b2": "Tekst"}


def test_the_same_answer_is_no_conflict(jan: cast.Person, els: cast.Person) -> None:
    save(jan, "a1", "nee")
    assert save(els, "a1", "nee").status_code == 200


def test_nobody_is_in_conflict_with_themselves(jan: cast.Person, invitation: Invitation) -> None:
    assert [save(jan, "b2", text).status_code for text in ("a", "b", "c")] == [200, 200, 200]
    at_home = people.comes_in(invitation, "Jan")
    assert save(at_home, "b2", "d").status_code == 200


def test_who_nobody_knows_is_one_browser(respondent: cast.Person, els: cast.Person) -> None:
    assert [save(respondent, "b2", text).status_code for text in ("a", "b")] == [200, 200]
    told = save(els, "b2", "van Els").json()["conflict"]["b2"]
    assert (told["theirs"], told["who"]) == ("b", "een collega")


def test_a_draft_is_in_conflict_too(jan: cast.Person, els: cast.Person) -> None:
    save(jan, "b3", "veel")
    told = save(els, "b3", "2").json()["conflict"]["b3"]
    assert told["theirs_shown"] == "veel"
    assert Response.objects.get().drafts == {"b3": "veel"}


def test_the_same_message_again_is_acknowledged_whatever_came_after(jan: cast.Person, els: cast.Person) -> None:
    client = str(uuid.uuid4())
    first = save(jan, "b2", "van Jan", client=client).json()
    save(els, "b2", "van Els", base=1)
    assert save(jan, "b2", "van Jan", client=client).json()["revision"] == first["revision"]
    assert stored() == {"b2": "van Els"}


def test_without_a_base_the_last_one_wins(invitation: Invitation) -> None:
    response = responses.begin(invitation)
    responses.save(response, {"a1": "ja"}, writer="een")
    responses.save(Response.objects.get(), {"a1": "nee"}, writer="twee")
    assert stored() == {"a1": "nee"}


def test_a_refused_save_leaves_the_response_as_it_was(invitation: Invitation) -> None:
    response = responses.begin(invitation)
    responses.save(response, {"a1": "ja"}, writer="een")
    with pytest.raises(Conflict):
        responses.save(response, {"a1": "nee"}, writer="twee", base=0)
    assert response.answers == {"a1": "ja"}


# ---------------------------------------------------------------- without JavaScript
def both(jan: cast.Person, els: cast.Person) -> Any:
    """Let Els press the button of a page that she opened before Jan changed two of its answers."""
    save(jan, "b1", "geld")
    save(jan, "b2", "zoals het was", base=1)
    [form] = small.forms(els.gets(SECTION))
    save(jan, "b1", "kennis", base=2)
    save(jan, "b2", "wat Jan ervan maakte", base=3)
    return els.client.post(form.get("action"), small.sent(form, {"b1": "geen", "b3": "2"}))


def test_the_button_saves_the_rest_and_shows_both(jan: cast.Person, els: cast.Person) -> None:
    answer = both(jan, els)
    assert answer.status_code == 409
    page = small.page(answer)
    assert page.xpath("string(//main//legend)") == "Welke steun helpt?"
    [theirs, mine] = [label.text_content() for label in page.xpath("//label[@class='choice']")]
    assert "Kennis" in theirs
    assert "Jan (verzonnen)" in theirs
    assert "Geen" in mine
    assert stored() == {"b1": "kennis", "b2": "wat Jan ervan maakte", "b3": "2"}


@pytest.mark.parametrize(("choice", "kept"), [("mine", "geen"), ("theirs", "kennis")])
def test_the_choice_is_stored(jan: cast.Person, els: cast.Person, choice: str, kept: str) -> None:
    [form] = small.forms(both(jan, els))
    answer = els.client.post(form.get("action"), small.sent(form, {"choice:b1": choice}))
    assert answer["Location"] == SECTION
    assert stored()["b1"] == kept


def test_another_change_while_choosing_is_put_again(jan: cast.Person, els: cast.Person) -> None:
    [form] = small.forms(both(jan, els))
    save(jan, "b1", "geld kennis", base=5)
    answer = els.client.post(form.get("action"), small.sent(form, {"choice:b1": "mine"}))
    assert answer.status_code == 409
    assert "Geld; +Kennis" in answer.content.decode()
    assert stored()["b1"] == "geld kennis"


def test_a_choice_about_no_question_is_not_found(jan: cast.Person) -> None:
    told = {"choice:x9": "mine", "mine:x9": "1", "@base": "0"}
    assert jan.client.post("/vragenlijst/proef/verschil/", told).status_code == 404


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_among_many_nobody_overwrites_what_they_did_not_see(invitation: Invitation) -> None:
    """Eight writers on four questions, each with the revision that they read: who writes over another has seen it."""
    pk = responses.begin(invitation).pk

    def write(number: int) -> tuple[str, str] | None:
        try:
            read = Response.objects.get(pk=pk)
            name = ["b2", "a1", "b1", "b3"][number % 4]
            value = {"b2": f"tekst {number}", "a1": ["ja", "nee"][number // 4 % 2], "b1": ["geld", "kennis"][
                number // 4 % 2], "b3": str(number)}[name]  # fmt: skip
            responses.save(read, {name: value}, writer=f"{number % 8}", base=read.revision)
        except Conflict:
            return None
        finally:
            connection.close()
        return name, value

    with ThreadPoolExecutor(8) as threads:
        acknowledged = [said for said in threads.map(write, range(80)) if said]
    events = list(AnswerEvent.objects.order_by("revision"))
    assert acknowledged
    last: dict[str, AnswerEvent] = {}
    for event in events:
        before = last.get(event.question)
        assert before is None or before.writer == event.writer or event.base >= before.revision
        last[event.question] = event
    assert {name: event.value for name, event in last.items()} == Response.objects.get(pk=pk).answers
    assert {(event.question, event.value) for event in events} <= set(acknowledged)
