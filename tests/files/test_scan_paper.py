"""Quarantine: a scanner that speaks clamd's words on a real socket, and what each of the members sees meanwhile."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf.generic import NameObject, TextStringObject

from meetings.actions import agenda
from meetings.actions import meeting as meetings
from schakel.files.models import Paper
from schakel.search import index
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf

VIRUS = b"EICARPROEF"


class Scanner(socketserver.ThreadingUnixStreamServer):
    """A clamd of our own: finds VIRUS, and says what `answer` tells it to say."""

    daemon_threads = True

    def __init__(self, path: str) -> None:
        super().__init__(path, Conversation)
        self.answer, self.asked = b"", 0


class Conversation(socketserver.StreamRequestHandler):
    server: Scanner

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        self.server.asked += 1
        verdict = b"stream: Proef-Virus FOUND\0" if VIRUS in content else b"stream: OK\0"
        self.wfile.write(self.server.answer or verdict)


@pytest.fixture
def scanner(tmp_path: Path, settings: Any) -> Iterator[Scanner]:
    with Scanner(str(tmp_path / "clamd")) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        settings.CLAMD = str(tmp_path / "clamd")
        yield server
        server.shutdown()


@pytest.fixture
def waiting(scanner: Scanner, som: WorkspacePage, aisha: cast.Person) -> Paper:
    """A paper on the shelf that nobody looked at yet."""
    return shelve(aisha, som, pdf())


def shelve(aisha: cast.Person, som: WorkspacePage, file: Any) -> Paper:
    assert aisha.posts("paper_shelve", som.pk, title="Mandaat", tlp="green", file=file).status_code == 302
    return Paper.objects.latest("pk")


def test_it_waits_for_its_uploader_alone(
    waiting: Paper, som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    shown = aisha.gets("paper_show", waiting.pk).content.decode()
    assert "wordt gecontroleerd" in shown
    assert "Downloaden" not in shown
    assert "wordt gecontroleerd" in aisha.gets(som.url).content.decode()
    assert aisha.gets("paper", waiting.pk).status_code == 302
    assert chloe.gets("paper_show", waiting.pk).content == chloe.gets("paper_show", waiting.pk + 1).content
    assert chloe.gets("paper", waiting.pk).status_code == 404
    assert "Mandaat" not in chloe.gets(som.url).content.decode()
    assert not index.find(aisha.who, "mandaat").exists()


def test_it_waits_on_an_agenda_as_well(
    scanner: Scanner, som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    now = timezone.now()
    meeting = meetings.plan(som, title="Overleg", begins=now, ends=now + timedelta(hours=1), by=aisha.who)
    agenda.add_item(meeting, title="Punt", paper=pdf(), by=aisha.who)
    assert "/bekijken/" not in chloe.gets(meeting.url).content.decode()
    assert "wordt gecontroleerd" in aisha.gets("agenda_build", meeting.pk).content.decode()
    cast.work()
    assert "/bekijken/" in chloe.gets(meeting.url).content.decode()


def test_a_clean_one_is_there_for_all(waiting: Paper, som: WorkspacePage, chloe: cast.Person, scanner: Scanner) -> None:
    cast.work()
    assert scanner.asked == 1
    assert chloe.gets("paper", waiting.pk).status_code == 200
    assert "Mandaat" in chloe.gets(som.url).content.decode()
    assert index.find(chloe.who, "mandaat").exists()


def test_an_infected_one_is_taken_away_and_its_uploader_hears(
    scanner: Scanner,
    som: WorkspacePage,
    aisha: cast.Person,
    mailoutbox: list[Any],
    django_capture_on_commit_callbacks: Any,
) -> None:
    scanner.answer = b"stream: Proef-Virus FOUND\0"
    paper = shelve(aisha, som, pdf())
    where = Path(paper.file.path)
    assert where.exists()
    with django_capture_on_commit_callbacks(execute=True):
        cast.work()
    assert not Paper.objects.exists()
    assert not where.exists()
    [mail] = mailoutbox
    assert mail.to == [aisha.who.email]
    assert mail.subject == "Een stuk dat u toevoegde is verwijderd"
    assert "Mandaat" not in mail.body
    assert "/werkruimtes/som/" in mail.body


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: \0", b"\0", b"\xff\xfe"])
def test_without_a_verdict_it_stays_and_is_asked_again(
    waiting: Paper, scanner: Scanner, chloe: cast.Person, answer: bytes
) -> None:
    scanner.answer = answer
    assert cast.work() == 1
    assert chloe.gets("paper", waiting.pk).status_code == 404
    scanner.answer = b""
    DBTaskResult.objects.update(run_after=timezone.now())
    cast.work()
    assert chloe.gets("paper", waiting.pk).status_code == 200


@pytest.mark.parametrize("where", ["127.0.0.1:1", "/nowhere/clamd.sock", "nonsense", "host:port"])
def test_a_scanner_that_is_not_there_leaves_it_in_quarantine(
    waiting: Paper, chloe: cast.Person, settings: Any, where: str
) -> None:
    settings.CLAMD = where
    cast.work()
    assert Paper.objects.get().state == Paper.State.CHECKING
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert chloe.gets("paper", waiting.pk).status_code == 404


def test_over_the_net(waiting: Paper, chloe: cast.Person, settings: Any) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.answer, server.asked = b"", 0
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
        cast.work()
        server.shutdown()
    assert chloe.gets("paper", waiting.pk).status_code == 200


def test_the_bytes_that_are_scanned_are_those_that_are_kept(
    scanner: Scanner, som: WorkspacePage, aisha: cast.Person
) -> None:
    marked = pdf(
        spoil=lambda writer: writer.root_object.update({NameObject("/Lang"): TextStringObject(VIRUS.decode())})
    )
    shelve(aisha, som, marked)
    cast.work()
    assert not Paper.objects.exists()
