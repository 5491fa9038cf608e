"""Logging in through the own organisation: a small real provider of OpenID Connect answers on a port of its own."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django.fixtures import Settings

from schakel.accounts import sso_settings
from tests import cast


class Organisation(BaseHTTPRequestHandler):
    """Vouch for whoever `claims` names."""

    claims: dict[str, Any] = {}
    asked: list[dict[str, list[str]]] = []

    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_port}"
        if self.path.startswith("/.well-known/"):
            ends = {
                "token_endpoint": "token",
                "userinfo_endpoint": "me",
                "authorization_endpoint": "in",
                "jwks_uri": "k",
            }
            self.say({"issuer": here, **{name: f"{here}/{end}" for name, end in ends.items()}})
        else:
            self.say(self.claims)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append(parse_qs(body))
        here = f"http://127.0.0.1:{self.server.server_port}"
        known = {"iss": here, "aud": "schakel", "exp": 9_999_999_999, "iat": 1, **self.claims}
        parts = [{"alg": "none"}, known]
        token = ".".join(base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in parts)
        self.say({"access_token": "a", "token_type": "Bearer", "id_token": f"{token}."})

    def say(self, words: dict[str, Any]) -> None:
        text = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *words: Any) -> None:
        """Stay silent."""


@pytest.fixture
def organisation(settings: Settings) -> Iterator[type[Organisation]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Organisation)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    entry = {
        "kind": "oidc", "id": "werk", "name": "Werkgever (verzonnen)", "client_id": "schakel", "secret": "s",
        "server_url": f"http://127.0.0.1:{server.server_port}",
    }  # fmt: skip
    settings.SSO = json.dumps([entry])
    _, settings.SOCIALACCOUNT_PROVIDERS = sso_settings.read(settings.SSO)
    Organisation.asked.clear()
    yield Organisation
    server.shutdown()


def come_back(browser: cast.Person) -> Any:
    """Press the button, be sent to the organisation, and come back with its code."""
    away = browser.posts("/account/organisatie/werk/")
    state = parse_qs(urlsplit(away["Location"]).query)["state"][0]
    return browser.gets(f"/account/organisatie/werk/terug/?code=c&state={state}")


def claim(organisation: type[Organisation], email: str, *, verified: bool = True) -> None:
    organisation.claims = {"sub": "12345", "email": email, "email_verified": verified}


def is_in(browser: cast.Person) -> bool:
    return browser.gets("overview").status_code == 200


def test_it_stands_on_the_login_page(organisation: type[Organisation], nobody: cast.Person) -> None:
    assert "Inloggen via Werkgever (verzonnen)" in nobody.gets("account_login").content.decode()


def test_the_page_lets_its_form_end_there_and_nowhere_else(
    organisation: type[Organisation], nobody: cast.Person
) -> None:
    policy = nobody.gets("/account/organisatie/werk/")["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:" in policy
    assert "127.0.0.1" not in nobody.gets("account_login")["Content-Security-Policy"]


def test_who_has_an_account_enters(organisation: type[Organisation], chloe: cast.Person, nobody: cast.Person) -> None:
    claim(organisation, chloe.who.email.upper())
    come_back(nobody)
    assert is_in(nobody)
    assert "code_verifier" in organisation.asked[0]  # PKCE


def test_it_is_the_same_person_the_next_time(
    organisation: type[Organisation], chloe: cast.Person, nobody: cast.Person
) -> None:
    claim(organisation, chloe.who.email)
    come_back(nobody)
    claim(organisation, "anders@schakel.example")  # the organisation changed the address, not the person
    again = cast.Person(None)
    come_back(again)
    assert is_in(again)
    assert SocialAccount.objects.get().user == chloe.who


@pytest.mark.parametrize(("email", "verified"), [("niemand@schakel.example", True), ("chloe@schakel.example", False)])
def test_who_was_not_invited_or_not_vouched_for_does_not(
    organisation: type[Organisation], chloe: cast.Person, nobody: cast.Person, email: str, verified: bool
) -> None:
    claim(organisation, email, verified=verified)
    answer = come_back(nobody)
    assert answer.status_code == 403
    assert "alleen op uitnodiging" in answer.content.decode()
    assert not is_in(nobody)


@pytest.mark.parametrize(("domains", "enters"), [(["Schakel.example"], True), (["elders.example"], False)])
def test_it_vouches_for_its_own_addresses_alone(
    organisation: type[Organisation], settings: Settings, chloe: cast.Person, domains: list[str], enters: bool
) -> None:
    [entry] = json.loads(settings.SSO)
    _, settings.SOCIALACCOUNT_PROVIDERS = sso_settings.read(json.dumps([{**entry, "domains": domains}]))
    claim(organisation, chloe.who.email)
    browser = cast.Person(None)
    come_back(browser)
    assert is_in(browser) is enters


def test_a_closed_account_stays_closed(
    organisation: type[Organisation], chloe: cast.Person, karel: cast.Person, nobody: cast.Person
) -> None:
    claim(organisation, chloe.who.email)
    come_back(cast.Person(None))
    karel.posts("people_close", chloe.who.pk)
    come_back(nobody)
    assert not is_in(nobody)


def test_staff_still_need_their_second_factor(
    organisation: type[Organisation], aisha: cast.Person, nobody: cast.Person
) -> None:
    claim(organisation, aisha.who.email)
    come_back(nobody)
    assert nobody.gets("overview")["Location"] == "/account/tweede-stap/"


def test_a_forged_answer_enters_nowhere(organisation: type[Organisation], nobody: cast.Person) -> None:
    assert not is_in(nobody)
    nobody.gets("/account/organisatie/werk/terug/?code=c&state=forged")
    assert not is_in(nobody)


def test_nothing_is_there_when_nothing_is_configured(nobody: cast.Person) -> None:
    assert nobody.gets("/account/organisatie/werk/").status_code == 404


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "no JSON"),
        ('[{"kind": "ldap"}]', "entry 1: kind is oidc or saml"),
        ('[{"kind": "oidc", "id": "x", "name": "X"}]', "lacks client_id, secret, server_url"),
        ('[{"kind": "saml", "id": "x"}]', "lacks certificate, entity_id, name, sso_url"),
    ],
)
def test_a_wrong_setting_says_what_to_do(text: str, told: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=told):
        sso_settings.read(text)


def _database() -> str:
    """Return the address of the database of this test, for a process of its own."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgresql://{known['USER']}@{known['HOST'] or 'localhost'}:{known['PORT'] or 5432}/{known['NAME']}"


def test_saml_shows_its_metadata_when_it_is_configured(db: None, tmp_path: Any) -> None:
    entry = {
        "kind": "saml", "id": "conext", "name": "Federatie", "entity_id": "https://idp.example/", "certificate": "MIIB",
        "sso_url": "https://idp.example/sso",
    }  # fmt: skip
    words = (
        "import django; django.setup(); from django.conf import settings; settings.ALLOWED_HOSTS = ['schakel.example'];"
        "from django.test import Client; somebody = Client(HTTP_HOST='schakel.example');"
        "answer = somebody.get('/account/organisatie/saml/conext/metadata/');"
        "print(answer.status_code, b'AssertionConsumerService' in answer.content);"
        "from allauth.socialaccount.providers.saml.utils import build_saml_config;"
        "app = settings.SOCIALACCOUNT_PROVIDERS['saml']['APPS'][0]; print(app['settings']['advanced'])"
    )
    environment = {
        **os.environ, "SCHAKEL_SSO": json.dumps([entry]), "SCHAKEL_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "schakel.settings", "DATABASE_URL": _database(),
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", words], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[0] == "200 True", done.stderr
    assert "'want_assertion_signed': True, 'want_message_signed': True" in done.stdout
