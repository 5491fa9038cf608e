"""What breaks is written down with its place and number, and with nothing of what somebody typed, asked or carried."""

from __future__ import annotations

import io
import logging
import logging.config
import re
from collections.abc import Iterator

import pytest
from django.conf import settings as house
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils.log import AdminEmailHandler
from django.views.debug import get_exception_reporter_class

from schakel import logs
from schakel.workspaces.doors import public
from tests import cast

SECRETS = {
    "post": "canary-post-7f3a", "file": "canary-file-11c2", "query": "canary-query-90ab", "cookie": "canary-cookie-5d",
    "header": "canary-header-3e", "local": "canary-local-b8f0", "words": "canary-words-77", "cause": "canary-cause-42",
}  # fmt: skip
TOKEN = "a1.abcdefghijklmnopqrstuvwxyz012345"
ADDRESS = "iemand.anders@gemeente.example"


@public
def breaks(request: HttpRequest, token: str = "") -> HttpResponse:
    local = SECRETS["local"]
    try:
        int(SECRETS["cause"])
    except ValueError as cause:
        raise RuntimeError(f"{SECRETS['words']} {local} {ADDRESS}") from cause
    return HttpResponse(local)


urlpatterns = [path("kapot/", breaks), path("v/<str:token>/kapot/", breaks), path("", include("schakel.urls"))]
handler404, handler403 = "schakel.errors.page_not_found", "schakel.errors.permission_denied"
handler500 = "schakel.errors.server_error"


@pytest.fixture
def written(settings: object) -> Iterator[io.StringIO]:
    """Write as a production does, from the lowest level up, to where the test can read."""
    settings.ROOT_URLCONF = __name__
    everything, before = io.StringIO(), logging.root.handlers[:]
    handler = logging.StreamHandler(everything)
    handler.setFormatter(logs.Line())
    handler.addFilter(logs.MaskLinks())
    logging.root.handlers, level = [handler], logging.root.level
    logging.root.setLevel(logging.DEBUG)
    yield everything
    logging.root.handlers = before
    logging.root.setLevel(level)


def broken(where: str = "/kapot/") -> HttpResponse:
    client = Client(raise_request_exception=False)
    client.cookies["other"] = SECRETS["cookie"]
    upload = io.BytesIO(SECRETS["file"].encode())
    upload.name = f"{SECRETS['file']}.txt"
    return client.post(
        f"{where}?q={SECRETS['query']}",
        {"text": SECRETS["post"], "file": upload},
        headers={"X-Other": SECRETS["header"], "Referer": f"http://testserver/?q={SECRETS['query']}"},
    )


def test_the_log_has_the_place_and_none_of_the_values(db: None, written: io.StringIO) -> None:
    assert broken().status_code == 500
    text = written.getvalue()
    assert "Internal Server Error: /kapot/" in text
    assert re.search(r"test_tell_nothing_of_errors\.py:\d+ breaks", text)
    assert "builtins.RuntimeError" in text
    assert "builtins.ValueError" in text, "the exception that it came from"
    told = {name for name, secret in SECRETS.items() if secret in text}
    assert told == set()
    assert ADDRESS not in text


def test_neither_has_the_page(db: None, written: io.StringIO) -> None:
    page = broken().content.decode()
    assert not {name for name, secret in SECRETS.items() if secret in page}
    assert "Traceback" not in page
    assert "RuntimeError" not in page


def test_the_page_and_the_line_have_the_same_number(db: None, written: io.StringIO) -> None:
    page = broken().content.decode()
    number = re.search(r"<b>([0-9a-f]{8})</b>", page)
    assert number
    [line] = [line for line in written.getvalue().splitlines() if "Internal Server Error" in line]
    assert f"[{number[1]}]" in line
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 ERROR django\.request ", line)
    assert number[1] not in broken().content.decode(), "another request has another number"


def test_a_link_in_the_address_is_masked(db: None, written: io.StringIO) -> None:
    broken(f"/v/{TOKEN}/kapot/")
    assert TOKEN not in written.getvalue()
    assert "/v/***/kapot/" in written.getvalue()


def test_what_is_mailed_or_shown_by_others_has_no_more(db: None, written: io.StringIO, settings: object) -> None:
    """An administrator who adds Django's handler of mails to the log does not open a hole by it."""
    reporter = get_exception_reporter_class(None)
    assert reporter.__name__ == logs.Report.__name__
    try:
        breaks(HttpRequest())
    except RuntimeError as found:
        report = reporter(None, type(found), found, found.__traceback__)
    for text in (report.get_traceback_text(), report.get_traceback_html()):
        assert "RuntimeError" in text
        assert "canary" not in text


def test_nothing_of_django_or_the_server_writes_for_itself() -> None:
    for name in house.OF_THE_SERVERS:
        logger = logging.getLogger(name)
        assert logger.propagate
        assert not [handler for handler in logger.handlers if isinstance(handler, AdminEmailHandler)]
    assert house.ADMINS == []


EVIL = {
    "a line of its own": "x\n2026-11-22 ERROR schakel Everything is fine",
    "a carriage return": "x\rERROR",
    "colours of a terminal": "\x1b[2J\x1b[31mred",
    "a line separator": "x\u2028ERROR\u2029",
    "turned around": "gpj.\u202eexe",
    "a null": "x\x00y",
    "eight bits": "x\x9b31m",
}


@pytest.mark.parametrize("what", EVIL)
def test_a_stranger_writes_no_line_of_the_log(what: str, written: io.StringIO) -> None:
    logging.getLogger("django.security").warning("Invalid host: %s", EVIL[what])
    text = written.getvalue()
    assert text.count("\n") == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", text)
    assert text.isprintable() or text.rstrip("\n").isprintable()


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"Mail to {ADDRESS} failed", "Mail to *** failed"),
        ("Referer checking failed - https://a.example/x?geheim=1 does not match", "https://a.example/x?*** does not"),
        ("is dit waar? ja", "is dit waar? ja"),
        (f"Gone: /uitnodiging/{TOKEN}/", "Gone: /uitnodiging/***/"),
        ("recipient {'a.b+c@d.example': (550, b'no')}", "recipient {'***': (550, b'no')}"),
    ],
)
def test_addresses_and_queries_are_masked(said: str, kept: str, written: io.StringIO) -> None:
    logging.getLogger("schakel.mail").error(said)
    assert kept in written.getvalue()


def test_a_huge_line_is_cut(written: io.StringIO) -> None:
    logging.getLogger("schakel").error("x" * 1_000_000)
    assert len(written.getvalue()) < 3000


def test_a_foreign_host_is_written_on_one_line(db: None, written: io.StringIO) -> None:
    Client().get("/", headers={"Host": "kwaad.example\x1b[31m"})
    assert "\x1b" not in written.getvalue()
    assert "kwaad.example" in written.getvalue()


def test_a_page_that_is_not_there_is_no_report(nobody: cast.Person, written: io.StringIO) -> None:
    nobody.gets(f"/bestaat-niet/?q={SECRETS['query']}")
    assert SECRETS["query"] not in written.getvalue()
