"""Many hands on one button: one submission, and the same receipt for all. Real threads on a real database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

import pytest
import requests
from django.db import connection
from pytest_django.live_server_helper import LiveServer

from surveys.actions import responses
from surveys.models import AnswerEvent, Invitation, Response, Submission, SubmitKey
from tests.filling import Respondent
from tests.surveys import small

T = TypeVar("T")
pytestmark = pytest.mark.django_db(transaction=True)
long = pytest.mark.long


def at_once(work: Callable[[int], T], count: int, hands: int = 8) -> list[T]:
    def alone(number: int) -> T:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(hands) as threads:
        return list(threads.map(alone, range(count)))


@pytest.mark.parametrize("key", ["", "één sleutel".encode().hex(), "een per keer"])
def test_twenty_at_once_make_one_submission(invitation: Invitation, key: str) -> None:
    """Without keys, with one key for all, and with a key for each."""
    pk = small.answered(invitation, a1="nee", b1="geld").pk

    def press(number: int) -> str:
        own = f"k-{number}" if key == "een per keer" else key
        return responses.submit(Response.objects.get(pk=pk), key=own).receipt

    found = at_once(press, 20)
    assert len(set(found)) == Submission.objects.count() == 1
    assert SubmitKey.objects.count() == {"": 0, "een per keer": 20}.get(key, 1)


@long
@pytest.mark.parametrize("one_key", [True, False])
def test_five_hundred_over_http_make_one_submission(
    invitation: Invitation, live_server: LiveServer, one_key: bool
) -> None:
    """One browser that is known to the response, with a button that is pressed 500 times at once."""
    somebody = Respondent(live_server.url)
    somebody.open(invitation.path)
    somebody.send(somebody.forms()[0])
    responses.save(Response.objects.get(), {"a1": "nee", "b1": "geld"})
    somebody.open("/vragenlijst/proef/controleren/")
    token = somebody.forms()[0].fields["csrfmiddlewaretoken"]
    cookies = somebody.session.cookies.get_dict()

    def press(number: int) -> tuple[int, str, int]:
        answer = requests.post(
            f"{live_server.url}/vragenlijst/proef/indienen/",
            cookies=cookies,
            data={"confirm": "yes", "csrfmiddlewaretoken": token},
            headers={"Accept": "application/json", "Idempotency-Key": "dezelfde" if one_key else f"k-{number}"},
            timeout=120,
        )
        return answer.status_code, answer.json()["receipt"], answer.json()["number"]

    found = at_once(press, 500, hands=50)
    made = Submission.objects.get()
    assert set(found) == {(200, made.receipt, 1)}
    assert SubmitKey.objects.count() == (1 if one_key else 500)


@long
def test_everybody_gets_the_same_receipt(invitation: Invitation) -> None:
    pk = small.answered(invitation, a1="nee", b1="geld").pk
    found = at_once(lambda _: responses.submit(Response.objects.get(pk=pk)).receipt, 40)
    assert len(set(found)) == Submission.objects.count() == 1


@long
def test_everybody_opens_the_same_response(invitation: Invitation) -> None:
    found = at_once(lambda _: responses.begin(Invitation.objects.with_all().get(pk=invitation.pk)).pk, 24)
    assert len(set(found)) == 1


@long
def test_no_answer_is_lost_among_many(invitation: Invitation) -> None:
    pk = responses.begin(invitation).pk

    def save(number: int) -> int:
        name = ["a1", "b1", "b2", "b3"][number % 4]
        value = {"a1": "nee", "b1": "geld", "b2": f"tekst {number}", "b3": str(number)}[name]
        return responses.save(Response.objects.get(pk=pk), {name: value}).revision

    at_once(save, 40)
    rebuilt = {event.question: event.value for event in AnswerEvent.objects.order_by("revision")}
    assert rebuilt == Response.objects.get().answers
    assert set(rebuilt) == {"a1", "b1", "b2", "b3"}


@long
def test_saving_and_submitting_at_once_leaves_one_truth(invitation: Invitation) -> None:
    pk = small.answered(invitation, a1="nee", b1="geld").pk

    def either(number: int) -> str:
        response = Response.objects.get(pk=pk)
        if number % 2:
            return responses.submit(response).receipt
        with suppress(responses.Closed):
            responses.save(response, {"b2": f"tekst {number}"})
        return ""

    at_once(either, 24)
    made, response = Submission.objects.get(), Response.objects.get()
    assert made.answers == {name: value for name, value in response.answers.items() if value}
