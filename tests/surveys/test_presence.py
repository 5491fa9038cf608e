"""Who else is at work, and how far each part is: asked every fifteen seconds by the page."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys.actions import responses
from surveys.models import Invitation, Presence
from tests import cast
from tests.surveys import people, small


@pytest.fixture
def jan(invitation: Invitation) -> cast.Person:
    responses.begin(invitation)
    return people.comes_in(invitation, "Jan")


@pytest.fixture
def els(invitation: Invitation) -> cast.Person:
    return people.comes_in(invitation, "Els")


def seen(person: cast.Person, section: str = "", question: str = "", revision: int = 0, client: str = "") -> Any:
    data = {"client": client or str(uuid.uuid4()), "section": section, "question": question, "revision": revision}
    return person.client.post("/vragenlijst/proef/aanwezig/", data)


def test_others_are_told_and_oneself_is_not(jan: cast.Person, els: cast.Person) -> None:
    assert seen(jan, "b", "b2").json()["here"] == ""
    said = seen(els, "b").json()
    assert said["here"] == "Jan (verzonnen) werkt hier nu ook."
    assert seen(els).json()["sections"]["b"]["present"] == "Jan (verzonnen) werkt hier nu ook."
    tasks = small.page(els.gets("survey_tasks", "proef"))
    assert "Jan (verzonnen)" in tasks.xpath("string(//li[@data-part='b'])")
    assert "Jan (verzonnen)" not in jan.gets("survey_tasks", "proef").content.decode()


def test_who_left_is_gone_after_a_minute(jan: cast.Person, els: cast.Person) -> None:
    seen(jan, "b")
    Presence.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert seen(els, "b").json()["here"] == ""


def test_one_tab_is_one_row(jan: cast.Person) -> None:
    client = str(uuid.uuid4())
    for section in "abab":
        seen(jan, section, client=client)
    assert list(Presence.objects.values_list("section", flat=True)) == ["b"]


def test_two_tabs_are_one_person(jan: cast.Person, els: cast.Person) -> None:
    seen(jan, "b")
    seen(jan, "b")
    assert seen(els, "b").json()["here"] == "Jan (verzonnen) werkt hier nu ook."


def test_progress_and_changes_come_along_when_there_are_any(jan: cast.Person, els: cast.Person) -> None:
    assert seen(els, "b").json()["sections"].get("b") is None
    data = {"question": "b2", "value": "Iets", "client": str(uuid.uuid4()), "base": 0}
    jan.client.post("/vragenlijst/proef/opslaan/", data)
    said = seen(els, "b").json()
    assert said["sections"]["b"]["progress"] == "1 van 3 vragen beantwoord"
    assert said["changed"] == {"b2": "Jan (verzonnen)"}
    later = seen(els, "b", revision=said["revision"]).json()
    assert (later["changed"], later["sections"]) == ({}, {})
    assert seen(jan, "b").json()["changed"] == {}


@pytest.mark.parametrize("data", [{"client": "x"}, {"client": str(uuid.uuid4()), "revision": "x"}, {}])
def test_nonsense_is_refused(jan: cast.Person, data: dict[str, str]) -> None:
    assert jan.client.post("/vragenlijst/proef/aanwezig/", data).status_code == 400


def test_it_costs_the_same_with_many(jan: cast.Person, els: cast.Person, invitation: Invitation) -> None:
    seen(els, "b")
    with CaptureQueriesContext(connection) as few:
        seen(els, "b")
    for number in range(12):
        seen(people.comes_in(invitation, f"Collega{number}"), "ab"[number % 2])
    with CaptureQueriesContext(connection) as many:
        seen(els, "b")
    assert len(many) == len(few) <= 8
