"""The second factor: who needs one, what opens after it, and that a code is taken once."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from pytest_django.fixtures import Settings

from schakel.accounts import second_factor
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage
from tests import cast

WORD = "een lange zin"  # the password of the cast
STAFF = ["aisha", "lena", "ivo", "joke", "karel"]  # secretaries, analyst, editor, administrator
OTHERS = ["bram", "chloe", "esra", "farid", "greet", "dirk", "hana"]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    cache.clear()


def fresh(user: User) -> cast.Person:
    """Return a browser in which nobody is logged in yet."""
    return cast.Person(None)


def log_in(browser: cast.Person, user: User) -> str:
    answer = browser.posts("account_login", login=user.email, password=WORD)
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def with_app(user: User) -> User:
    second_factor.set_up_app(user, SECRET)
    return user


def code(step: int = 0) -> str:
    return second_factor.code(SECRET, int(time.time()) // 30 + step)


@pytest.mark.parametrize("name", STAFF)
def test_staff_go_nowhere_before_they_have_one(db: None, name: str) -> None:
    browser = fresh(cast.person(name).who)
    log_in(browser, cast.account(name))
    for path in ("/overzicht/", "/", "/werkruimtes/", "/beheer/", "/zoeken/?q=x", "/mensen/", "/account/email/"):
        answer = browser.gets(path)
        assert answer.get("Location") == reverse("mfa_index") or answer.status_code == 404, path
    assert browser.gets("mfa_index").status_code == 200


@pytest.mark.parametrize("name", OTHERS)
def test_others_may_do_without(db: None, name: str) -> None:
    browser = fresh(cast.person(name).who)
    log_in(browser, cast.account(name))
    assert browser.gets("overview").status_code == 200


def test_a_workspace_may_demand_it_of_its_members(chloe: cast.Person, esra: cast.Person, som: WorkspacePage) -> None:
    WorkspacePage.objects.filter(pk=som.pk).update(demands_second_factor=True)
    for person, passes in ((chloe, False), (esra, True)):
        browser = fresh(person.who)
        log_in(browser, person.who)
        assert (browser.gets("overview").status_code == 200) is passes


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_rest() -> None:
    aisha = cast.person("aisha")
    browser = fresh(aisha.who)
    log_in(browser, aisha.who)
    page = browser.gets("mfa_activate_totp").content.decode()
    secret = re.search(r'class="secret"><code>([A-Z2-7]+)<', page)
    assert secret is not None, page
    first = second_factor.code_now(secret[1])
    answer = browser.posts("mfa_activate_totp", code=first)
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = browser.gets("mfa_view_recovery_codes").content.decode()
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert browser.gets("overview").status_code == 200
    # shown once, and the code that set it up is spent
    assert "<code>" not in browser.gets("mfa_view_recovery_codes").content.decode()
    again = fresh(aisha.who)
    assert log_in(again, aisha.who) == reverse("mfa_authenticate")
    assert "klopt niet" in again.posts("mfa_authenticate", code=first).content.decode()


def test_a_password_alone_no_longer_enters(aisha: cast.Person) -> None:
    browser = fresh(with_app(aisha.who))
    assert log_in(browser, aisha.who) == reverse("mfa_authenticate")
    assert browser.gets("overview")["Location"].startswith("/account/login/")
    answer = browser.posts("mfa_authenticate", code=code())
    assert answer["Location"] == "/overzicht/"
    assert browser.gets("overview").status_code == 200


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_a_clock_may_be_one_step_off(aisha: cast.Person, step: int) -> None:
    browser = fresh(with_app(aisha.who))
    log_in(browser, aisha.who)
    assert browser.posts("mfa_authenticate", code=code(step)).status_code == 302


@pytest.mark.parametrize("wrong", ["", "000000", "abcdef", "12345", "1234567", "１２３４５６", "' or 1=1"])
def test_a_wrong_code_is_refused_where_it_stands(aisha: cast.Person, wrong: str) -> None:
    browser = fresh(with_app(aisha.who))
    log_in(browser, aisha.who)
    answer = browser.posts("mfa_authenticate", code=wrong if wrong != code() else "999999")
    assert answer.status_code == 200
    assert "Inloggen is niet gelukt" in answer.content.decode()
    assert browser.gets("overview").status_code == 302


def test_two_steps_off_is_too_far(aisha: cast.Person) -> None:
    browser = fresh(with_app(aisha.who))
    log_in(browser, aisha.who)
    assert browser.posts("mfa_authenticate", code=code(-2)).status_code == 200
    assert browser.posts("mfa_authenticate", code=code(3)).status_code == 200


def test_spaces_in_a_code_do_not_matter(aisha: cast.Person) -> None:
    browser = fresh(with_app(aisha.who))
    log_in(browser, aisha.who)
    digits = code()
    assert browser.posts("mfa_authenticate", code=f" {digits[:3]} {digits[3:]} ").status_code == 302


def test_a_used_code_stays_refused_for_as_long_as_it_would_be_right(aisha: cast.Person) -> None:
    user = with_app(aisha.who)
    digits = code(1)
    first = fresh(user)
    log_in(first, user)
    assert first.posts("mfa_authenticate", code=digits).status_code == 302
    cache.clear()  # another process, or thirty seconds later
    second = fresh(user)
    log_in(second, user)
    assert second.posts("mfa_authenticate", code=digits).status_code == 200
    assert second.posts("mfa_authenticate", code=code()).status_code == 302


def test_a_recovery_code_works_once(aisha: cast.Person) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = with_app(aisha.who)
    one = RecoveryCodes.activate(user).get_unused_codes()[0]
    for passes in (True, False):
        browser = fresh(user)
        log_in(browser, user)
        assert (browser.posts("mfa_authenticate", code=one).status_code == 302) is passes


def test_a_session_without_it_is_asked_when_a_role_comes(chloe: cast.Person, som: WorkspacePage) -> None:
    user = with_app(chloe.who)
    cast.enter(chloe.client, user, second_factor=False)
    assert chloe.gets("overview").status_code == 200
    WorkspacePage.objects.filter(pk=som.pk).update(demands_second_factor=True)
    answer = chloe.gets("overview")
    assert answer["Location"] == f"{reverse('mfa_reauthenticate')}?next=/overzicht/"
    chloe.posts(answer["Location"], code=code(), next="/overzicht/")
    assert chloe.gets("overview").status_code == 200


def test_secrets_are_not_kept_in_clear(aisha: cast.Person) -> None:
    row = Authenticator.objects.get(user=with_app(aisha.who))
    assert SECRET not in str(row.data)
    assert second_factor.Adapter().decrypt(row.data["secret"]) == SECRET


def test_the_last_one_of_who_needs_it_stays(aisha: cast.Person, chloe: cast.Person) -> None:
    for person, stays in ((aisha, True), (chloe, False)):
        with_app(person.who)
        cast.enter(person.client, person.who)
        session = person.client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "reauthenticated": True}]
        session.save()
        person.posts("mfa_deactivate_totp")
        assert Authenticator.objects.filter(user=person.who, type="totp").exists() is stays


@pytest.mark.parametrize("path", ["/beheer/login/", "/_util/login/", "/beheer/password_reset/", "/admin/login/"])
def test_no_other_door_logs_in(aisha: cast.Person, path: str) -> None:
    browser = fresh(aisha.who)
    browser.posts(path, username=aisha.who.email, password=WORD)
    assert "_auth_user_id" not in browser.client.session
    assert browser.gets("overview").status_code == 302


def test_an_administrator_wipes_what_somebody_lost(karel: cast.Person, aisha: cast.Person) -> None:
    with_app(aisha.who)
    browser = fresh(aisha.who)
    log_in(browser, aisha.who)
    browser.posts("mfa_authenticate", code=code())
    karel.posts("people_reset_second_factor", aisha.who.pk)
    assert not second_factor.of(aisha.who)
    assert browser.gets("overview").status_code == 302
    assert log_in(browser, aisha.who) == "/overzicht/"
    assert browser.gets("overview")["Location"] == reverse("mfa_index")


def test_nobody_but_an_administrator_wipes(everybody: dict[str, cast.Person]) -> None:
    user = with_app(everybody["aisha"].who)
    for name, person in everybody.items():
        if name != "karel":
            person.posts("people_reset_second_factor", user.pk)
    assert second_factor.of(user) == {"totp"}


def test_nobody_wipes_the_own_one(karel: cast.Person) -> None:
    with_app(karel.who)
    karel.posts("people_reset_second_factor", karel.who.pk)
    assert second_factor.of(karel.who)


def test_a_key_is_replaced_while_people_log_in(aisha: cast.Person, settings: Settings) -> None:
    user = with_app(aisha.who)
    former = settings.SECOND_FACTOR_KEYS[0]
    settings.SECOND_FACTOR_KEYS = ["een nieuwe sleutel", former]
    browser = fresh(user)
    log_in(browser, user)
    assert browser.posts("mfa_authenticate", code=code()).status_code == 302
    settings.SECOND_FACTOR_KEYS = ["een nieuwe sleutel"]
    again = fresh(user)
    log_in(again, user)
    assert again.posts("mfa_authenticate", code=code(1)).status_code == 302


def test_a_new_password_does_not_pass_it(aisha: cast.Person, mailoutbox: list[Any]) -> None:
    user = with_app(aisha.who)
    browser = fresh(user)
    browser.posts("account_reset_password", email=user.email)
    cast.work()
    found = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", mailoutbox[-1].body)
    assert found is not None
    form = browser.gets(found[1], follow=True)
    browser.posts(form.redirect_chain[-1][0], password1="een heel andere zin", password2="een heel andere zin")
    assert browser.gets("overview").status_code == 302
    answer = browser.posts("account_login", login=user.email, password="een heel andere zin")
    assert answer["Location"] == reverse("mfa_authenticate")
