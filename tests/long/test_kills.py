"""The server is killed again and again while municipalities type; what was acknowledged is there, once."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

from cms.demo.answers import invented_answers
from tests.bench import untouched
from tests.filling import Respondent, complete
from tests.live import environment, free_port, running, schakel, web_of

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kills")]
KILLS, TYPISTS = 4, 6


@dataclass
class Typist(threading.Thread):
    """Somebody whose browser tries again until it hears that an answer is kept."""

    base: str
    link: str
    stop: threading.Event
    acknowledged: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.person = Respondent(self.base)
        self.person.open(self.link)
        [begin] = self.person.forms()
        self.person.send(begin)

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        turn = 0
        while not self.stop.is_set():
            turn += 1
            self._keep(str(uuid.uuid4()), f"Toelichting nummer {turn}")

    def _keep(self, client: str, value: str) -> None:
        data = {"question": "f06_toelichting", "client": client, "base": "0", "value": value}
        session = self.person.session
        while not self.stop.is_set():
            data["csrfmiddlewaretoken"] = session.cookies.get("csrftoken", "")
            try:
                answer = session.post(
                    f"{self.base}/vragenlijst/aanpak-mensenhandel-2019/opslaan/", data=data, timeout=5,
                    headers={"Referer": self.base},
                )  # fmt: skip
            except requests.RequestException:
                time.sleep(0.05)
                continue
            if answer.ok:
                self.acknowledged[client] = value
                return


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills")
    loaded = schakel(folder, "demo", SCHAKEL_DEMO_PASSWORD="een lange zin voor de proef")
    assert loaded.returncode == 0, loaded.stderr
    return folder


def test_what_was_acknowledged_is_kept_once(data: Path) -> None:
    own, port, stop = untouched(data), free_port(), threading.Event()
    typists: list[Typist] = []
    for turn in range(KILLS + 1):
        with running(data, port=port) as house:
            if not typists:
                typists = [Typist(house.url, link, stop) for link in own[:TYPISTS]]
                for typist in typists:
                    typist.start()
            time.sleep(3)
            if turn < KILLS:
                os.kill(web_of(house), signal.SIGKILL)
                assert house.process.wait(20) != 0  # serve ends with an error when the web server dies
            else:
                stop.set()
                for typist in typists:
                    typist.join(10)
    acknowledged = {client: value for typist in typists for client, value in typist.acknowledged.items()}
    with sqlite3.connect(data / "schakel.sqlite3") as database:
        rows = database.execute("SELECT client_id, value FROM surveys_answerevent WHERE question = 'f06_toelichting'")
        kept = [(str(uuid.UUID(client)), value) for client, value in rows]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(acknowledged) > 50
    assert len(kept) == len(set(kept))
    assert acknowledged.items() <= dict(kept).items()


def test_a_submission_that_was_cut_off_gives_the_same_receipt_again(data: Path) -> None:
    link = untouched(data)[-1]
    with running(data) as house:
        done = complete(house.url, link, invented_answers()[3])
        receipt = done.receipt
        os.kill(web_of(house), signal.SIGKILL)
        house.process.wait(20)
    with running(data, port=house.port) as again:
        somebody = Respondent(again.url, done.session)
        somebody.open(link)
        assert somebody.receipt == receipt


def test_serve_ends_with_an_error_when_the_worker_dies(data: Path) -> None:
    with running(data) as house:
        workers = [
            int(folder.name)
            for folder in Path("/proc").iterdir()
            if folder.name.isdigit() and _is_worker(folder, house.process.pid)
        ]
        os.kill(workers[0], signal.SIGKILL)
        assert house.process.wait(20) != 0
        assert "stopped by itself" in (data / "serve.log").read_text()


def test_nothing_stays_behind_when_the_command_itself_is_killed(data: Path) -> None:
    with running(data) as house:
        web = web_of(house)
        house.process.kill()
        house.process.wait(10)
        until = time.monotonic() + 15
        while Path(f"/proc/{web}").exists() and time.monotonic() < until:
            time.sleep(0.2)
        assert not Path(f"/proc/{web}").exists()


def _is_worker(folder: Path, parent: int) -> bool:
    try:
        words = (folder / "cmdline").read_bytes()
        above = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, ValueError):
        return False
    return b"db_worker" in words and above == parent


def test_ctrl_c_stops_all_of_it(data: Path) -> None:
    with running(data) as house:
        web = web_of(house)
        house.process.send_signal(signal.SIGINT)
        assert house.process.wait(30) == 0
        assert not Path(f"/proc/{web}").exists()


def test_demo_json_is_one_object_and_loading_again_changes_nothing(data: Path) -> None:
    def rows() -> dict[str, int]:
        with sqlite3.connect(data / "schakel.sqlite3") as database:
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}

    before = rows()
    told = schakel(data, "demo", "--json")
    assert set(json.loads(told.stdout)) == {
        "base_url", "password", "accounts", "totp", "workspaces", "meetings", "survey",
        "field_reports", "search", "publication_under_embargo",
    }  # fmt: skip
    assert rows() == before
    assert (data / "demo.json").stat().st_mode & 0o077 == 0


def test_production_refuses_the_demo(data: Path) -> None:
    refused = schakel(data, "serve", SCHAKEL_ENV="production", SCHAKEL_SECRET_KEY="x" * 60)
    assert refused.returncode != 0
    assert "demo" in refused.stderr


def test_the_environment_of_the_house_is_its_own(data: Path) -> None:
    assert "SCHAKEL_DEMO_PASSWORD" not in environment(data, 8000)
