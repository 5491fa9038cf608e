"""Strict per account, generous per address, and nobody is locked out by the failures of somebody else."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from schakel import settings as ours
from tests import cast

WORD = "een lange zin"


@pytest.fixture(autouse=True)
def limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = ours.ACCOUNT_RATE_LIMITS
    cache.clear()


def tries(browser: cast.Person, email: str, password: str, address: str = "203.0.113.9") -> bool:
    answer = browser.client.post("/account/login/", {"login": email, "password": password}, REMOTE_ADDR=address)
    return answer.status_code == 302


def fail(email: str, times: int, address: str = "203.0.113.9") -> None:
    stranger = cast.Person(None)
    for _ in range(times):
        assert not tries(stranger, email, "niet het goede", address)


def test_ten_failures_and_the_right_password_no_longer_helps_the_stranger(chloe: cast.Person) -> None:
    fail(chloe.who.email, 10)
    assert not tries(cast.Person(None), chloe.who.email, WORD)


def test_nine_failures_are_forgiven(chloe: cast.Person) -> None:
    fail(chloe.who.email, 9)
    assert tries(cast.Person(None), chloe.who.email, WORD)


def test_somebody_elsewhere_is_not_locked_out(chloe: cast.Person) -> None:
    fail(chloe.who.email, 30)
    assert tries(cast.Person(None), chloe.who.email, WORD, "198.51.100.7")


def test_a_known_browser_is_not_locked_out_behind_the_same_address(chloe: cast.Person) -> None:
    browser = cast.Person(None)
    assert tries(browser, chloe.who.email, WORD)
    browser.posts("account_logout")
    fail(chloe.who.email, 30)
    assert tries(browser, chloe.who.email, WORD)


def test_many_addresses_together_are_stopped(chloe: cast.Person) -> None:
    for last in range(100):
        fail(chloe.who.email, 1, f"198.51.100.{last}")
    assert not tries(cast.Person(None), chloe.who.email, WORD, "192.0.2.1")


def test_sixty_members_behind_one_address_get_in(db: None) -> None:
    users = [cast.account(f"lid{number}") for number in range(60)]
    for _ in range(5):
        assert all(tries(cast.Person(None), user.email, WORD) for user in users)


def test_the_limit_says_the_same_of_an_account_that_does_not_exist(chloe: cast.Person) -> None:
    pages = []
    for email in (chloe.who.email, "niemand@schakel.example"):
        stranger = cast.Person(None)
        for _ in range(11):
            answer = stranger.client.post(
                "/account/login/", {"login": email, "password": "x"}, REMOTE_ADDR="203.0.113.9"
            )
        pages.append((answer.status_code, "te vaak" in answer.content.decode()))
    assert pages[0] == pages[1] == (200, True)


def test_a_forged_cookie_makes_no_browser_known(chloe: cast.Person) -> None:
    fail(chloe.who.email, 10)
    browser = cast.Person(None)
    browser.client.cookies["schakel_known"] = "WyJ4Il0:1abc:forged"
    assert not tries(browser, chloe.who.email, WORD)


def test_a_forwarded_address_is_not_believed(chloe: cast.Person) -> None:
    stranger = cast.Person(None)
    for number in range(10):
        stranger.client.post(
            "/account/login/", {"login": chloe.who.email, "password": "x"},
            REMOTE_ADDR="203.0.113.9", headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )  # fmt: skip
    assert not tries(cast.Person(None), chloe.who.email, WORD)
