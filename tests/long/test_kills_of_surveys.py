"""The web server is killed at random moments while municipalities save and send in: what a client read as an answer is
in the database, once. 200 are sent in. On SQLite, and on PostgreSQL where SCHAKEL_TEST_DATABASE_URL tells of one."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import requests

from cms.demo.answers import invented_answers
from tests.filling import Respondent
from tests.live import free_port, running, schakel, web_of

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kills")]
SUBMITS, AT_ONCE, PATIENCE = 200, 8, 300
SLUG = "aanpak-mensenhandel-2019"
QUESTION = "f06_toelichting"

# fill all but one answer in beforehand, without the web: what is measured is saving and sending in
FILL = """
import json, sys
from surveys.actions import responses
from surveys.models import Invitation
answers = json.loads(sys.stdin.read())
left = Invitation.objects.filter(municipality__organisation__survey_responses__isnull=True).with_all()
for invitation in left[:%d]:
    own = {**answers, "a01_gmcode": invitation.town.cbs_code}
    response = responses.begin(invitation)
    responses.save(response, own)
    print(invitation.pk)
"""
# a way in for each: a session of the municipality that began, as its browser has it
ENTER = """
import uuid
from importlib import import_module
from django.conf import settings
from surveys.models import Invitation
from surveys.ways_in import SESSION, WRITER
Store = import_module(settings.SESSION_ENGINE).SessionStore
for invitation in Invitation.objects.filter(response__submitted_at__isnull=True, response__is_complete=True):
    session = Store()
    way = {"of": invitation.pk, "at": invitation.generation, "founded": invitation.response.pk}
    session[SESSION], session[WRITER] = {"%s": way}, uuid.uuid4().hex
    session.create()
    print(session.session_key)
"""
COUNT = """
import json
from surveys.models import AnswerEvent, Submission
sent = [[each.receipt, each.response_id, each.number] for each in Submission.objects.all()]
events = [[str(each.client_id), each.value] for each in AnswerEvent.objects.filter(question="%s")]
print("FOUND" + json.dumps({"sent": sent, "events": events}))
"""


@dataclass
class Municipality:
    """A browser that goes on until it hears: it saves an answer, then sends in."""

    base: str
    session: requests.Session
    saved: dict[str, str] = field(default_factory=dict)
    receipts: set[str] = field(default_factory=set)

    def ask(self, method: str, path: str, stop: float, **options: object) -> requests.Response:
        """Ask until the server answers; who is cut off asks the same again."""
        while time.monotonic() < stop:
            try:
                answer = self.session.request(method, self.base + path, timeout=10, **options)  # type: ignore[arg-type]
            except requests.RequestException:
                time.sleep(0.05)
                continue
            if answer.status_code < 500:
                return answer
            time.sleep(0.05)
        raise AssertionError(f"{path} was not answered in time.")

    def sends_in(self, stop: float) -> None:
        page = self.ask("GET", f"/vragenlijst/{SLUG}/controleren/", stop)
        token = re.search(r'data-token="([^"]+)"', page.text)
        assert token, page.text[:300]
        client, value = str(uuid.uuid4()), f"Toelichting {uuid.uuid4()}"
        head = {"Referer": self.base, "X-CSRFToken": token[1]}
        data = {"question": QUESTION, "client": client, "base": "0", "value": value}
        answer = self.ask("POST", f"/vragenlijst/{SLUG}/opslaan/", stop, data=data, headers=head)
        assert answer.ok, answer.text[:300]
        self.saved[client] = value
        somebody = Respondent(self.base, self.session)
        while not self.receipts and time.monotonic() < stop:
            try:
                somebody.open(f"/vragenlijst/{SLUG}/controleren/")
                if not somebody.receipt:
                    [form] = [each for each in somebody.forms() if each.action.endswith("/indienen/")]
                    somebody.send(form)
            except requests.RequestException:
                time.sleep(0.05)
            if somebody.page is not None and somebody.receipt:
                self.receipts.add(somebody.receipt)


def shell(data: Path, code: str, **extra: str) -> list[str]:
    done = schakel(data, "shell", "-v0", "-c", code, **extra)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split("\n")


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """Make a database of its own beside the one for tests, and drop it."""
    import psycopg

    url = os.environ["SCHAKEL_TEST_DATABASE_URL"]
    name = f"kills_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(url, autocommit=True) as base:
        base.execute(f'CREATE DATABASE "{name}"')
    try:
        yield {"DATABASE_URL": urlunsplit(urlsplit(url)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(url, autocommit=True) as base:
            base.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def engine(name: str) -> Iterator[dict[str, str]]:
    if name == "sqlite":
        yield {}
        return
    if not os.environ.get("SCHAKEL_TEST_DATABASE_URL"):
        pytest.skip("no SCHAKEL_TEST_DATABASE_URL: the kill test on PostgreSQL was NOT run")
    with postgres() as extra:
        yield extra


@pytest.mark.parametrize("name", ["sqlite", pytest.param("postgresql", marks=pytest.mark.second_database)])
def test_what_was_acknowledged_is_there_once(name: str, tmp_path: Path) -> None:
    with engine(name) as extra:
        kills, own, found = _killed(tmp_path, extra)
    saved = {client: value for each in own for client, value in each.saved.items()}
    receipts = [receipt for each in own for receipt in each.receipts]
    assert kills >= 3
    assert len(saved) == len(receipts) == len(set(receipts)) == SUBMITS
    events = [(client, value) for client, value in found["events"]]
    assert len(events) == len(set(events))
    assert saved.items() <= dict(events).items()  # acknowledged and lost: 0
    mine = [row for row in found["sent"] if row[0] in set(receipts)]
    assert len(mine) == SUBMITS
    assert len({row[1] for row in found["sent"]}) == len(found["sent"])  # sent in twice: 0


def _killed(data: Path, extra: dict[str, str]) -> tuple[int, list[Municipality], dict[str, list[list[str]]]]:
    loaded = schakel(data, "demo", SCHAKEL_DEMO_PASSWORD="een lange zin voor de proef", **extra)
    assert loaded.returncode == 0, loaded.stderr[-2000:]
    answers = {key: value for key, value in invented_answers()[0].items() if key != QUESTION}
    shell(data, f"import io, sys; sys.stdin = io.StringIO({json.dumps(answers)!r})\n" + FILL % SUBMITS, **extra)
    keys = [line for line in shell(data, ENTER % SLUG, **extra) if line.strip()][:SUBMITS]
    assert len(keys) == SUBMITS
    port, stop = free_port(), time.monotonic() + PATIENCE
    own = [Municipality(f"http://127.0.0.1:{port}", _browser(key)) for key in keys]
    waiting, lock = list(own), threading.Lock()

    def work() -> None:
        while True:
            with lock:
                if not waiting:
                    return
                next_one = waiting.pop()
            next_one.sends_in(stop)

    hands = [threading.Thread(target=work, daemon=True) for _ in range(AT_ONCE)]
    kills, chance = 0, random.Random()
    while any(hand.is_alive() for hand in hands) or not kills:
        with running(data, port=port, **extra) as house:
            for hand in hands:
                if not hand.ident:
                    hand.start()
            due = time.monotonic() + chance.uniform(0.5, 4)
            while time.monotonic() < due and any(hand.is_alive() for hand in hands):
                time.sleep(0.02)
            if any(hand.is_alive() for hand in hands):
                os.kill(web_of(house), signal.SIGKILL)
                house.process.wait(20)
                kills += 1
        assert time.monotonic() < stop
    [line] = [line for line in shell(data, COUNT % QUESTION, **extra) if line.startswith("FOUND")]
    return kills, own, json.loads(line.removeprefix("FOUND"))


def _browser(key: str) -> requests.Session:
    session = requests.Session()
    session.cookies.set("sessionid", key)
    return session
