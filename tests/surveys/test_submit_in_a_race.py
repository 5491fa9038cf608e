"""Many hands on one button: one submission, and the same receipt for all. Real threads on a real database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

import pytest
from django.db import connection

from surveys.actions import responses
from surveys.models import AnswerEvent, Invitation, Response, Submission
from tests.surveys import small

T = TypeVar("T")
pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


def at_once(work: Callable[[int], T], count: int) -> list[T]:
    def alone(number: int) -> T:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(alone, range(count)))


def test_everybody_gets_the_same_receipt(invitation: Invitation) -> None:
    pk = small.answered(invitation, a1="nee", b1="geld").pk
    found = at_once(lambda _: responses.submit(Response.objects.get(pk=pk)).receipt, 40)
    assert len(set(found)) == Submission.objects.count() == 1


def test_everybody_opens_the_same_response(invitation: Invitation) -> None:
    found = at_once(lambda _: responses.begin(Invitation.objects.with_all().get(pk=invitation.pk)).pk, 24)
    assert len(set(found)) == 1


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
