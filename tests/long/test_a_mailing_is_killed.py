"""The worker is killed again and again while a mailing leaves; in the end each contact has exactly one mail."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.live import environment, schakel

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("kills")]
ROUND, SECRETARY = "aanpak-mensenhandel-2019", "sanne.vermeer@schakel.example"
KILLS, FAST = 3, {"SCHAKEL_MAIL_PER_MINUTE": "10000"}
WAKE = """
from surveys.actions import mailings
from surveys.models import Mailing
mailings.go_on(Mailing.objects.get(subject="Proef"))
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mailing")
    loaded = schakel(folder, "demo", SCHAKEL_DEMO_PASSWORD="een lange zin voor de proef")
    assert loaded.returncode == 0, loaded.stderr
    return folder


def worker(data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "schakel", "db_worker", "--backend", "background", "--queue-name", "*"]
    words = ["--interval", "0.1", "--no-reload", "-v0"]
    return subprocess.Popen([*command, *words], env=environment(data, 8000, **FAST), stderr=subprocess.DEVNULL)


def states(data: Path) -> Counter[str]:
    with sqlite3.connect(data / "schakel.sqlite3", timeout=20) as database:
        rows = database.execute("SELECT state FROM mail_outgoingmail WHERE kind = 'survey.mailing'").fetchall()
    return Counter(state for (state,) in rows)


def test_each_contact_gets_exactly_one(data: Path) -> None:
    begun = schakel(
        data, "send_mailing", ROUND, "--kind", "reminder", "--subject", "Proef", "--by", SECRETARY, **FAST
    )  # fmt: skip
    assert begun.returncode == 0, begun.stderr
    due = int(begun.stdout.split()[2])
    assert due > 200
    for turn in range(KILLS + 1):
        process = worker(data)
        if turn < KILLS:
            time.sleep(1.5 + random.random())
            os.kill(process.pid, signal.SIGKILL)
            process.wait(10)
            schakel(data, "shell", "-v0", "-c", WAKE)
            continue
        # what was under way when the worker died is woken by the clock: here by hand, without its ten minutes
        wake = (
            "from datetime import timedelta; from django.utils import timezone; from schakel.mail import dead_letters\n"
        )
        schakel(data, "shell", "-v0", "-c", wake + "dead_letters.wake_stuck(timezone.now() + timedelta(minutes=30))")
        until = time.monotonic() + 120
        while states(data)["sent"] < due and time.monotonic() < until:
            time.sleep(0.5)
        process.terminate()
        process.wait(20)
    assert states(data) == {"sent": due}
    received = Counter(
        mail["To"]
        for mail in (message_from_bytes(path.read_bytes()) for path in (data / "mail").glob("*.eml"))
        if mail["Subject"] == "Proef"
    )
    assert len(received) == due
    # one that was under way in the moment of a kill may have left just before it: its Message-ID stays the same
    assert sum(received.values()) - due <= KILLS
