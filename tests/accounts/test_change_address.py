"""Another address to log in with: asked with the password, counted once it is confirmed, told to the old one."""

from __future__ import annotations

import re

import pytest

from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import WRITERS
from tests import cast

WORD = "een lange zin"
NEW = "nieuw.adres@schakel.example"


@pytest.fixture
def browser(chloe: cast.Person) -> cast.Person:
    """Return a browser in which Chloe typed her password a moment ago."""
    somebody = cast.Person(None)
    somebody.posts("account_login", login=chloe.who.email, password=WORD)
    return somebody


def ask(browser: cast.Person, address: str = NEW) -> str:
    """Ask for the address, and confirm once more with the password; return where that leads."""
    answer = browser.posts("account_email", email=address, action_add="")
    if "reauthenticate" in answer.get("Location", ""):
        answer = browser.posts(answer["Location"], password=WORD)
    return answer.get("Location", "") or answer.content.decode()


def link() -> str:
    row = OutgoingMail.objects.get(kind="account.email_confirmation")
    letter = WRITERS[row.kind](row)
    assert letter is not None
    return re.sub(r"^http://[^/]+", "", letter.context["url"])


def test_the_password_is_asked_once_more(browser: cast.Person) -> None:
    assert "reauthenticate" in browser.posts("account_email", email=NEW, action_add="")["Location"]


def test_it_counts_once_it_is_confirmed(browser: cast.Person, chloe: cast.Person) -> None:
    old = chloe.who.email
    ask(browser)
    confirm = link()
    assert "Is dit uw nieuwe e-mailadres?" in browser.gets(confirm).content.decode()  # opening changes nothing
    chloe.who.refresh_from_db()
    assert chloe.who.email == old
    browser.posts(confirm)
    chloe.user.refresh_from_db()
    assert chloe.user.email == NEW
    assert OutgoingMail.objects.filter(kind="account.email_changed", to=old).exists()
    again = cast.Person(None)
    assert again.posts("account_login", login=NEW, password=WORD).status_code == 302
    assert again.gets("overview").status_code == 200


def test_the_old_address_no_longer_enters(browser: cast.Person, chloe: cast.Person) -> None:
    old = chloe.who.email
    ask(browser)
    browser.posts(link())
    stranger = cast.Person(None)
    stranger.posts("account_login", login=old, password=WORD)
    assert stranger.gets("overview").status_code == 302


def test_an_address_of_somebody_else_is_not_told_apart(browser: cast.Person, dirk: cast.Person) -> None:
    taken = ask(browser, dirk.who.email)
    row = OutgoingMail.objects.get(kind="account.email_confirmation", to=dirk.who.email)
    letter = WRITERS[row.kind](row)
    assert letter is not None
    assert letter.template == "address_in_use"
    assert ask(browser, NEW) == taken


def test_a_forged_link_confirms_nothing(nobody: cast.Person) -> None:
    page = nobody.gets("/account/email/MTI:1abc:forged/").content.decode()
    assert "Deze koppeling werkt niet meer" in page


@pytest.mark.parametrize("kind", ["account.password_changed", "mfa.totp_activated", "account.second_factor_reset"])
def test_what_happens_to_ones_security_is_told_by_mail(chloe: cast.Person, kind: str) -> None:
    letter = WRITERS[kind](OutgoingMail(kind=kind, to=chloe.who.email))
    assert letter is not None
    assert letter.context["what"]
    assert "wachtwoord" not in letter.subject.lower()
