"""Every kind of answer × every method keeps the rules of internet.nl; the desk has exceptions, and no others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from schakel import headers
from schakel.workspaces.doors import public
from tests import cast
from tests.rules.test_routes import World, world
from tests.shield.internet_nl import complaints, policy

__all__ = ["world"]
METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE"]
ROOT = Path(__file__).resolve().parents[2]


@public
def breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken")


urlpatterns = [path("kapot/", breaks), path("", include("schakel.urls"))]
handler404, handler403 = "schakel.errors.page_not_found", "schakel.errors.permission_denied"
handler500 = "schakel.errors.server_error"

# kind of answer → who asks, what, and the status of a GET
KINDS: Mapping[str, tuple[str, str, int]] = {
    "public page": ("nobody", "/", 200),
    "help desk": ("nobody", "/helpdesk/", 200),
    "login": ("nobody", "/account/login/", 200),
    "workspace page": ("chloe", "/werkruimtes/som/", 200),
    "overview": ("chloe", "/overzicht/", 200),
    "people": ("karel", "/mensen/", 200),
    "survey of staff": ("ivo", "survey", 200),
    "questionnaire": ("hana", "survey_tasks", 200),
    "absent": ("nobody", "/bestaat-niet/", 404),
    "hidden": ("chloe", "/werkruimtes/task-force/", 404),
    "not yours to do": ("chloe", "agenda_build", 403),
    "not so": ("aisha", "agenda_add", 405),
    "over": ("nobody", "/v/1.abcdefghijklmnop/", 410),
    "broken": ("chloe", "/kapot/", 500),
    "redirect": ("nobody", "/werkruimtes/som/", 302),
    "without a slash": ("chloe", "/overzicht", 301),
    "file": ("chloe", "paper", 200),
    "json": ("nobody", "/healthz/", 200),
    "ics": ("chloe", "meeting_ics", 200),
    "csv": ("ivo", "survey_table", 200),
    "text": ("nobody", "/.well-known/security.txt", 200),
    "static": ("nobody", "/static/schakel/schakel.css", 200),
    "static, absent": ("nobody", "/static/schakel/bestaat-niet.css", 404),
}
OPENED = "ronde"  # the round that is open


@pytest.fixture(autouse=True)
def production(settings: Any) -> None:
    settings.PRODUCTION, settings.ROOT_URLCONF = True, __name__
    settings.SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60


def where(name: str, request: pytest.FixtureRequest) -> str:
    """Return a path, of a planted thing where a route is named: planting takes a second."""
    if name.startswith("/"):
        return name
    world: World = request.getfixturevalue("world")
    key = OPENED if name.startswith("survey") else world.things["paper" if name == "paper" else "meeting"][0].key
    return reverse(name, args=[key])


@pytest.mark.parametrize("kind", KINDS)
def test_it_keeps_the_rules(kind: str, everybody: dict[str, cast.Person], request: pytest.FixtureRequest) -> None:
    who, name, status = KINDS[kind]
    client, asked = everybody[who].client, where(name, request)
    client.raise_request_exception = False
    found = {}
    for method in METHODS:
        answer = client.generic(method, asked, headers={"Accept-Encoding": "gzip, br"})
        if method == "GET":
            assert answer.status_code == status
        assert method != "TRACE" or answer.status_code != 200, "what was sent is sent back to nobody"
        found[method] = complaints(answer.headers)
        if kind != "static":
            assert "Content-Encoding" not in answer.headers, "compressing what is secret tells of it by its length"
    assert {method: wrong for method, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(
    ("request_of", "status"),
    [
        ({"headers": {"Host": "kwaad.example"}}, 400),
        ({"headers": {"Content-Length": str(10**9)}}, 413),
        ({"data": {"x": "1"}, "method": "POST"}, 403),
    ],
    ids=["a foreign host", "too large", "without a form token"],
)
def test_what_is_refused_before_any_view_keeps_them_too(db: None, request_of: dict[str, Any], status: int) -> None:
    client = Client(enforce_csrf_checks=True)
    send = client.post if request_of.pop("method", "GET") == "POST" else client.get
    answer = send("/account/login/", **request_of)
    assert answer.status_code == status
    assert complaints(answer.headers) == []


@pytest.mark.parametrize("place", ["/beheer/", "/beheer/pages/", "/beheer/bestaat-niet/"])
def test_the_desk_has_these_exceptions_and_no_others(place: str, aisha: cast.Person) -> None:
    listed = (ROOT / "docs/security/desk-csp.md").read_text(encoding="utf-8")
    beyond = {
        f"{name} {source}"
        for name, sources in policy(aisha.gets(place)["Content-Security-Policy"]).items()
        for source in set(sources) - set(policy(headers.OURS).get(name, ["'none'"]))
    }
    assert beyond
    assert {each for each in beyond if f"| `{each}` |" not in listed} == set()
    assert {wrong.removeprefix("csp: ") for wrong in complaints(aisha.gets(place).headers)} <= beyond


def test_no_script_stands_within_a_page() -> None:
    assert policy(headers.DESK)["script-src"] == ["'self'"]
    for text in (headers.OURS, headers.FILE):
        assert complaints({"Content-Security-Policy": text})[0] == "hsts"
    assert policy(headers.FILE)["default-src"] == ["'none'"]


def test_the_page_of_headers_tells_the_truth() -> None:
    page = (ROOT / "docs/security/headers.md").read_text(encoding="utf-8")
    for value in (headers.OURS, headers.DESK, headers.FILE, headers.FEATURES, headers.transport()):
        assert f"`{value}`" in page
    assert set(re.findall(r"^\| `([A-Z][A-Za-z-]+)`", page, re.MULTILINE)) >= {
        *headers.ALWAYS, "Referrer-Policy", "Strict-Transport-Security", "Cache-Control",
    }  # fmt: skip
