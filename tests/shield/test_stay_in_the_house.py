"""Nobody is sent elsewhere: not by `next`, not by the host that a request names, not by a page of a stranger."""

from __future__ import annotations

import ast
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings as house
from django.core import mail
from django.test import Client
from django.urls import reverse

from schakel.accounts import people
from tests import cast
from tests.rules.test_house_rules import sources

ELSEWHERE = [
    "https://kwaad.example/",
    "http://kwaad.example",
    "//kwaad.example/",
    "///kwaad.example/",
    "////kwaad.example/",
    "/\\kwaad.example/",
    "\\\\kwaad.example/",
    "/\t/kwaad.example/",
    "\x01//kwaad.example/",
    "https:kwaad.example",
    "https:///kwaad.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//testserver/",
    "data:text/html,<script>alert(1)</script>",
    "https://testserver@kwaad.example/",
    "//testserver.kwaad.example/",
    "/overzicht/\r\nLocation: https://kwaad.example/",
    " https://kwaad.example/",
]


def stays(location: str, at: str) -> bool:
    """Tell whether a browser that reads `location` on the page `at` stays with us, in the way that browsers read."""
    read = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    read = re.sub(r"^/{2,}", "//", read)
    there = urlsplit(urljoin(f"http://testserver{at}", read))
    return there.scheme == "http" and there.netloc == "testserver"


def test_the_judge_of_this_test_knows_a_stranger() -> None:
    assert [each for each in ELSEWHERE if stays(each, "/account/login/")] == [ELSEWHERE[-2]]
    assert stays("/overzicht/", "/account/login/")


@pytest.mark.parametrize("there", ELSEWHERE)
def test_after_choosing_a_language(there: str, nobody: cast.Person) -> None:
    answer = nobody.posts("set_language", language="en", next=there)
    assert answer.status_code == 302
    assert stays(answer["Location"], "/taal/")
    assert "\n" not in answer["Location"]


@pytest.mark.parametrize("there", ELSEWHERE)
def test_after_logging_in(there: str, dirk: cast.Person) -> None:
    client = Client()
    form = {"login": "dirk@schakel.example", "password": "een lange zin", "next": there}
    answer = client.post(reverse("account_login"), form)
    assert answer.status_code == 302
    assert stays(answer["Location"], "/account/login/")
    assert stays(client.get(reverse("account_login"), {"next": there}).headers.get("Location", "/"), "/account/login/")


@pytest.mark.parametrize("name", ["account_logout", "account_reauthenticate", "account_change_password", "desk_logout"])
def test_after_whatever_else_takes_a_next(name: str, chloe: cast.Person) -> None:
    for there in ELSEWHERE[::3]:
        for answer in (
            chloe.client.get(reverse(name), {"next": there}),
            chloe.client.post(reverse(name), {"next": there, "password": "een lange zin"}),
        ):
            assert stays(answer.headers.get("Location", "/"), reverse(name)), there
        chloe.client.force_login(chloe.user, "allauth.account.auth_backends.AuthenticationBackend")


@pytest.mark.parametrize("path", ["//kwaad.example/overzicht", "/\\kwaad.example/werkruimtes", "//kwaad.example//"])
def test_an_address_that_looks_like_a_host_leads_nowhere_else(path: str, nobody: cast.Person) -> None:
    answer = nobody.client.generic("GET", path)
    assert stays(answer.headers.get("Location", "/"), "/")


def test_no_mail_names_the_host_of_a_request(dirk: cast.Person, karel: cast.Person, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.BASE_URL = ["*"], "https://schakel.example"
    strange = {"Host": "kwaad.example", "X-Forwarded-Host": "kwaad.example", "Origin": "https://kwaad.example"}
    Client().post(reverse("account_reset_password"), {"email": "dirk@schakel.example"}, headers=strange)
    karel.client.post(
        reverse("people_invite"), {"name": "Nieuw (verzonnen)", "email": "n@x.example", "role": "member"},
        headers=strange,
    )  # fmt: skip
    cast.work()
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        text = message.message().as_string()
        assert "kwaad" not in text
        assert "https://schakel.example/" in text


def test_no_page_names_the_host_of_a_request(nobody: cast.Person, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    for path in ("/", "/helpdesk/", "/account/login/", "/.well-known/security.txt", "/bestaat-niet/"):
        answer = nobody.gets(path, headers={"Host": "kwaad.example", "X-Forwarded-Host": "kwaad.example"})
        assert b"kwaad" not in answer.content


def test_nothing_of_ours_asks_a_request_for_its_host() -> None:
    """Absolute addresses begin with the setting BASE_URL."""
    asked = [
        f"{path}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"get_host", "build_absolute_uri", "get_port"}
    ]
    assert asked == []


def test_an_unknown_host_is_refused(db: None) -> None:
    assert Client().get("/", headers={"Host": "kwaad.example"}).status_code == 400
    assert "*" not in house.ALLOWED_HOSTS


@pytest.mark.parametrize(
    "path",
    [
        "/static/../schakel/settings.py",
        "/static/..%2f..%2fschakel/settings.py",
        "/static/%2e%2e/%2e%2e/settings.py",
        "/static//etc/passwd",
        "/static/schakel/..%5c..%5csettings.py",
        "/post/..%2fsecret_key/",
        "/post/../demo.json",
        "/post/....eml/",
        "/media/../secret_key",
        "/media/papers/",
        "/.git/config",
        "/..;/beheer/",
        "/%2e%2e/secret_key",
    ],
)
def test_no_path_climbs_out(path: str, nobody: cast.Person) -> None:
    answer = nobody.client.generic("GET", path)
    assert answer.status_code in (301, 302, 404, 400)
    assert stays(answer.headers.get("Location", "/"), path)


@pytest.mark.parametrize("path", ["/zoeken/?q=a%00b", "/helpdesk/%00/", "/account/login/?next=%00"])
def test_a_null_in_an_address_is_refused_in_words(path: str, chloe: cast.Person) -> None:
    answer = chloe.client.generic("GET", path)
    assert answer.status_code == 400
    assert "Dit kunnen wij niet lezen" in answer.content.decode()


def test_a_huge_query_is_only_a_query(chloe: cast.Person) -> None:
    assert chloe.gets("/zoeken/", query_params={"q": "x" * 200_000}).status_code == 200
    many = {f"a{number}": "1" for number in range(20_000)}
    assert chloe.gets("/zoeken/", query_params=many).status_code in (200, 400)


def test_an_invitation_cannot_lead_elsewhere(karel: cast.Person) -> None:
    row = people.invite("nieuw@x.example", name="Nieuw (verzonnen)", by=karel.who)
    answer = Client().post(
        reverse("invitation", args=[people.token(row)]) + "?next=//kwaad.example/",
        {"password": "een heel lange zin", "next": "//kwaad.example/"},
    )
    assert answer.status_code == 302
    assert stays(answer["Location"], "/uitnodiging/")
