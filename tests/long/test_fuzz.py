"""Whatever is posted, by whomever, wherever: a page or a refusal, never a fault of the server."""

from __future__ import annotations

import logging
import random
import time
from typing import Any

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from tests import cast
from tests.long import odd_requests
from tests.rules.test_routes import ROUTES, World, world

__all__ = ["world"]

pytestmark = [pytest.mark.long, pytest.mark.django_db]
REQUESTS, ODD = 2000, 3000
PATIENCE = 3.0  # seconds of this machine's time for one answer
WORDS = [
    "", "0", "-1", "1", "999999999999999999999999", "ja", "nee", "x" * 5000, "\x00", "🔗", "<script>", "' OR 1=1 --",
    "2019-02-30", "31-02-2019", "../../etc/passwd", "%00", "{{ 7 }}", "=1+1", "NaN", "1e309", "true", "null",
    "[]", "\r\n",
]  # fmt: skip
NAMES = [
    "title", "kind", "owner", "duration", "tlp", "paper", "to", "item", "state", "seen", "reason", "question", "value",
    "client", "base", "confirm", "a01_gmcode", "d03_fte", "f04_knelpunten", "name", "email", "role", "seat", "person",
    "language", "next", "password", "file", "year", "workbook", "slug", "workspace", "@shown", "q", "pagina", "op",
    "onderdeel",
]  # fmt: skip


def a_request(dice: random.Random, names: list[str]) -> tuple[str, dict[str, Any]]:
    data = {dice.choice(NAMES): dice.choice(WORDS) for _ in range(dice.randint(0, 6))}
    return dice.choice(names), data


def test_nothing_that_is_posted_breaks_the_server(world: World, everybody: dict[str, cast.Person]) -> None:
    dice = random.Random(20261121)
    people = list(everybody.values())
    for person in people:
        person.client.raise_request_exception = False
    names = [name for name in ROUTES if name != "people_release"]
    broken = set()
    for _ in range(REQUESTS):
        name, data = a_request(dice, names)
        person, path = dice.choice(people), reverse(name, args=ROUTES[name].args(world))
        answer = person.client.post(path, data) if dice.random() < 0.6 else person.client.get(path, data)
        if answer.status_code >= 500:
            broken.add((name, tuple(sorted(data.items()))))
    assert broken == set()


def _route(path: str) -> str:
    try:
        return resolve(path.partition("?")[0]).route
    except Resolver404:
        return ""


@pytest.mark.parametrize("seed", [20261122, 7, 411])
def test_no_odd_request_breaks_the_server(
    seed: int, world: World, everybody: dict[str, cast.Person], caplog: pytest.LogCaptureFixture
) -> None:
    """Every address of the resolver, ours and Wagtail's and allauth's, with what no browser sends."""
    dice, people = random.Random(seed), list(everybody.values())
    places, names = odd_requests.addresses(world), odd_requests.fields()
    asked, broken, slow = set(), [], []
    for _ in range(ODD // 3):
        person, request = dice.choice(people), odd_requests.odd(dice, places, names, world)
        person.client.raise_request_exception = False
        if person.user and dice.random() < 0.02:  # some of it logs out
            cast.enter(person.client, person.user)
        began = time.process_time()
        answer = odd_requests.sent(person.client, request)
        asked.add(_route(request.path))
        if time.process_time() - began > PATIENCE:
            slow.append(f"{time.process_time() - began:.1f} s: {request}")
        if answer.status_code >= 500:
            broken.append(f"{answer.status_code}: {request}")
    raised = [
        record for record in caplog.records if record.name == "django.request" and record.levelno >= logging.ERROR
    ]
    assert broken == []
    assert slow == []
    assert raised == []
    assert len(asked) > 60, "it came behind many doors"


@pytest.mark.parametrize(
    "path", ["/v/{}/", "/uitnodiging/{}/", "/vragenlijst/{}/", "/werkruimtes/{}/", "/helpdesk/?op={}"]
)
def test_no_address_breaks_the_server(path: str, db: None) -> None:
    dice, client = random.Random(path), Client(raise_request_exception=False)
    for _ in range(150):
        tail = "".join(dice.choice("abcXYZ019.-_~:%é/") for _ in range(dice.randint(1, 60)))
        assert client.get(path.format(tail)).status_code < 500, tail
