"""Anybody who holds a receipt can ask whether it is genuine, and learns nothing else."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from surveys.actions import reopening, responses
from surveys.models import Invitation, Response, Submission
from tests import cast
from tests.surveys import small


@pytest.fixture
def made(invitation: Invitation) -> Submission:
    cache.clear()
    return small.submitted(invitation, b2="Verzonnen toelichting")


def asked(person: cast.Person, number: str, mark: str) -> str:
    answer = person.gets("survey_verify", data={"nummer": number, "getal": mark})
    assert answer.status_code == 200
    return " ".join(small.page(answer).xpath("string(//main)").split())


def test_a_genuine_one_is_known_by_sixteen_characters_or_all(made: Submission, nobody: cast.Person) -> None:
    spaced = " ".join(made.sha256[at : at + 4] for at in range(0, 16, 4))
    for mark in (made.sha256, made.sha256[:16], spaced.upper()):
        words = asked(nobody, made.receipt.lower(), mark)
        assert "Echt" in words
        assert "versie 1 van de vragen" in words


def test_it_shows_neither_whose_it_is_nor_what_it_says(made: Submission, nobody: cast.Person) -> None:
    words = asked(nobody, made.receipt, made.sha256)
    assert not [word for word in ("Proefdorp", "GM9001", "Proef meting", "toelichting", "Geld") if word in words]


def test_a_wrong_hash_looks_like_an_unknown_number(made: Submission, nobody: cast.Person) -> None:
    wrong = ("0" if made.sha256[0] != "0" else "1") + made.sha256[1:16]
    pages = [asked(nobody, made.receipt, wrong), asked(nobody, "PM19-2222-2222", wrong)]
    assert "Niet bekend" in pages[0]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("length", [0, 1, 15, 17, 63])
def test_part_of_a_hash_proves_nothing(made: Submission, nobody: cast.Person, length: int) -> None:
    assert "Niet bekend" in asked(nobody, made.receipt, made.sha256[:length])


def test_of_a_former_one_it_says_that_it_was_replaced(made: Submission, nobody: cast.Person, ivo: cast.Person) -> None:
    assert "Later is opnieuw ingediend" not in asked(nobody, made.receipt, made.sha256)
    response = Response.objects.get()
    reopening.reopen(response, by=ivo.who, reason="Telfout")
    responses.save(response, {"b1": "kennis"})
    newest = responses.submit(response)
    assert "Later is opnieuw ingediend" in asked(nobody, made.receipt, made.sha256)
    assert "Later is opnieuw ingediend" not in asked(nobody, newest.receipt, newest.sha256)


def test_nobody_guesses_on(made: Submission, nobody: cast.Person) -> None:
    guesses = [{"nummer": made.receipt, "getal": f"{guess:016x}"} for guess in range(25)]
    answers = [nobody.gets("survey_verify", data=guess).status_code for guess in guesses]
    assert answers[0] == 200
    assert answers[-1] == 429
