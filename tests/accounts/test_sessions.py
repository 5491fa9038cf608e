"""How long a session lasts, what keeps it alive, and what becomes of what was typed."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.utils import timezone

from meetings.actions import meeting
from schakel.accounts import sessions
from schakel.workspaces.models import WorkspacePage
from tests import cast

WORD = "een lange zin"
MINUTE = 60


def grow_older(person: cast.Person, minutes: float, *, began: float | None = None) -> None:
    """Let the clocks of a session have started earlier."""
    session = person.client.session
    session[sessions.SEEN] = int(time.time() - minutes * MINUTE)
    session[sessions.BEGAN] = int(time.time() - (began if began is not None else minutes) * MINUTE)
    session.save()


def is_in(person: cast.Person) -> bool:
    return person.gets("overview").status_code == 200


@pytest.mark.parametrize(("minutes", "lives"), [(0, True), (29, True), (30.1, False), (300, False)])
def test_thirty_minutes_without_a_sign_of_life(chloe: cast.Person, minutes: float, lives: bool) -> None:
    grow_older(chloe, minutes)
    assert is_in(chloe) is lives


@pytest.mark.parametrize(("hours", "lives"), [(11.9, True), (12.1, False)])
def test_twelve_hours_in_all(chloe: cast.Person, hours: float, lives: bool) -> None:
    grow_older(chloe, 1, began=hours * 60)
    assert is_in(chloe) is lives


def test_what_a_person_does_keeps_it_alive(chloe: cast.Person) -> None:
    grow_older(chloe, 20, began=20)
    assert is_in(chloe)
    assert chloe.client.session[sessions.SEEN] > time.time() - 5


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Sec-Fetch-Mode": "cors"}])
def test_what_a_browser_asks_by_itself_does_not(chloe: cast.Person, headers: dict[str, str]) -> None:
    grow_older(chloe, 20)
    assert chloe.gets("overview", headers=headers).status_code == 200
    assert chloe.client.session[sessions.SEEN] < time.time() - 19 * MINUTE


def test_asking_how_long_is_left_does_not(chloe: cast.Person) -> None:
    grow_older(chloe, 20)
    left = chloe.gets("account_session").json()["left"]
    assert 9 * MINUTE <= left <= 10 * MINUTE
    assert chloe.client.session[sessions.SEEN] < time.time() - 19 * MINUTE


def test_staying_does(chloe: cast.Person) -> None:
    grow_older(chloe, 29)
    assert chloe.posts("account_session_stay").json()["left"] > 29 * MINUTE


def test_reading_writes_at_most_once_a_minute(chloe: cast.Person) -> None:
    is_in(chloe)
    before = chloe.client.session[sessions.SEEN]
    grow_older(chloe, 0.5)
    is_in(chloe)
    assert chloe.client.session[sessions.SEEN] <= before


def test_an_ended_session_says_nothing_of_whom_it_was(chloe: cast.Person) -> None:
    grow_older(chloe, 31)
    assert chloe.gets("account_session").json() == {"left": None}
    assert "_auth_user_id" not in chloe.client.session


def test_a_script_is_told_with_401(chloe: cast.Person) -> None:
    grow_older(chloe, 31)
    assert chloe.gets("overview", headers={"HX-Request": "true"}).status_code == 401


def test_what_was_typed_is_offered_again_after_logging_in(aisha: cast.Person, som: WorkspacePage) -> None:
    path = f"/stukken/nieuw/{som.pk}/"
    grow_older(aisha, 31)
    answer = aisha.posts(path, title="Een lange titel die niemand twee keer wil typen")
    assert answer["Location"] == "/account/login/?next=/account/hervatten/"
    cast_in(aisha)
    page = aisha.gets("account_resume").content.decode()
    assert "Een lange titel die niemand twee keer wil typen" in page
    assert f'action="{path}"' in page
    aisha.posts("account_resume")  # thrown away
    assert aisha.gets("account_resume").status_code == 302


def test_it_is_not_offered_to_somebody_else(aisha: cast.Person, chloe: cast.Person, som: WorkspacePage) -> None:
    grow_older(aisha, 31)
    aisha.posts(f"/stukken/nieuw/{som.pk}/", title="Alleen voor Aisha")
    log_in(aisha, chloe.who.email)
    assert "Alleen voor Aisha" not in aisha.gets("account_resume", follow=True).content.decode()


def test_a_password_is_never_kept(chloe: cast.Person) -> None:
    grow_older(chloe, 31)
    chloe.posts("account_change_password", oldpassword=WORD, password1="x", password2="x")
    assert WORD not in str(dict(chloe.client.session))


def log_in(person: cast.Person, email: str) -> None:
    person.posts("account_login", login=email, password=WORD)


def cast_in(person: cast.Person) -> None:
    """Log in again in the same browser, with the second factor, keeping what its session holds."""
    kept = dict(person.client.session)
    cast.enter(person.client, person.who)
    session = person.client.session
    session.update({name: value for name, value in kept.items() if name == "kept"})
    session.save()


def test_logging_in_gives_a_new_session(chloe: cast.Person) -> None:
    browser = cast.Person(None)
    browser.gets("account_login")
    session = browser.client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    browser.client.cookies["sessionid"] = before
    log_in(browser, chloe.who.email)
    assert browser.client.session.session_key != before


def test_logging_out_elsewhere(chloe: cast.Person) -> None:
    here, there = cast.Person(None), cast.Person(None)
    for browser in (here, there):
        log_in(browser, chloe.who.email)
    page = here.gets("usersessions_list").content.decode()
    assert page.count("Daar uitloggen") == 1
    other = UserSession.objects.get(session_key=there.client.session.session_key)
    here.posts("usersessions_end", other.pk)
    assert not is_in(there)
    assert is_in(here)


def test_nobody_logs_out_somebody_else(chloe: cast.Person, dirk: cast.Person) -> None:
    browser = cast.Person(None)
    log_in(browser, chloe.who.email)
    row = UserSession.objects.get(session_key=browser.client.session.session_key)
    assert dirk.posts("usersessions_end", row.pk).status_code == 404
    assert is_in(browser)


def test_a_closed_account_is_out_at_once(karel: cast.Person, chloe: cast.Person) -> None:
    karel.posts("people_close", chloe.who.pk)
    assert not is_in(chloe)
    log_in(chloe, chloe.who.email)
    assert not is_in(chloe)


@pytest.mark.parametrize(("minutes", "lives"), [(31, True), (119, True), (121, False)])
def test_two_hours_while_ones_meeting_is_in_session(
    aisha: cast.Person, chloe: cast.Person, esra: cast.Person, som: WorkspacePage, minutes: float, lives: bool
) -> None:
    now = timezone.now()
    held = meeting.plan(som, title="Overleg", begins=now, ends=now + timedelta(hours=2), by=aisha.who)
    meeting.start(held, by=aisha.who)
    for person, passes in ((chloe, lives), (esra, False)):  # it is no meeting of hers
        grow_older(person, minutes)
        assert is_in(person) is passes
