"""Wagtail has doors of its own to log in and to choose a password; none of them opens."""

import pytest

from tests import cast

PASSWORD = "een lange zin"
DOORS = [
    "/beheer/login/", "/beheer/password_reset/", "/beheer/password_reset/confirm/MQ/set-password/", "/_util/login/",
    "/_util/authenticate_with_password/1/1/",
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_the_right_password_does_not_log_in(door: str, aisha: cast.Person, nobody: cast.Person) -> None:
    for names in ({"username": aisha.who.email}, {"login": aisha.who.email}):
        answer = nobody.posts(door, **names, password=PASSWORD)
        assert answer.status_code in (302, 404)
    assert "_auth_user_id" not in nobody.client.session


@pytest.mark.parametrize("door", DOORS[3:])
def test_outside_the_desk_they_are_the_absent_page(door: str, nobody: cast.Person) -> None:
    answer = nobody.gets(door)
    assert (answer.status_code, answer.content) == (404, nobody.gets("/_util/bestaat-niet/").content)


def test_who_is_at_the_desk_is_led_to_our_login(aisha: cast.Person) -> None:
    assert aisha.gets("/beheer/login/")["Location"] == "/account/login/"


@pytest.mark.parametrize("door", DOORS[1:3])
def test_a_password_is_not_chosen_at_the_desk(door: str, aisha: cast.Person) -> None:
    assert aisha.gets(door).status_code == 404


def test_the_way_out_logs_out(aisha: cast.Person) -> None:
    assert aisha.posts("/beheer/logout/").status_code == 302
    assert "_auth_user_id" not in aisha.client.session


def test_the_account_screen_shows_how_the_desk_looks_and_no_more(aisha: cast.Person) -> None:
    shown = aisha.gets("/beheer/account/").content.decode()
    assert 'name="theme-theme"' in shown
    assert aisha.who.email not in shown
    assert 'type="password"' not in shown


def test_a_theme_is_kept_and_a_name_is_not(aisha: cast.Person) -> None:
    data = {"theme-theme": "dark", "theme-contrast": "system", "theme-density": "default"}
    aisha.posts("/beheer/account/", **data, **{"name_email-first_name": "X", "password-new_password1": "nieuwe zin"})
    person = type(aisha.who).objects.get(pk=aisha.who.pk)
    assert (person.wagtail_userprofile.theme, person.name) == ("dark", aisha.who.name)
    assert person.check_password(PASSWORD)
