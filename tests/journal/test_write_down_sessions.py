"""Who logs in and out, and who fails to, by the key of the account."""

from __future__ import annotations

from schakel.journal.models import Line
from tests import cast

WORDS = "een lange zin"


def last(action: str) -> Line:
    return Line.objects.filter(action=action).newest_first()[0]  # type: ignore[no-any-return]


def log_in(person: cast.Person, email: str, password: str = WORDS) -> int:
    return person.posts("/account/login/", login=email, password=password).status_code


def test_logging_in_and_out(chloe: cast.Person, nobody: cast.Person) -> None:
    key = chloe.who.pk
    assert log_in(nobody, chloe.who.email) == 302
    assert (last("session.begin").by, last("session.begin").of) == (key, str(key))
    nobody.posts("/account/logout/")
    assert last("session.end").by == key


def test_a_failure_names_the_account_and_nobody_who_did_it(chloe: cast.Person, nobody: cast.Person) -> None:
    assert log_in(nobody, chloe.who.email, "iets anders dan dat") == 200
    line = last("session.refused")
    assert (line.by, line.kind, line.of) == (None, "accounts.user", str(chloe.who.pk))


def test_an_unknown_address_takes_a_line_as_well_without_the_address(chloe: cast.Person, nobody: cast.Person) -> None:
    before = Line.objects.count()
    assert log_in(nobody, "onbekend@schakel.example", "iets anders dan dat") == 200
    line = last("session.refused")
    assert Line.objects.count() == before + 1
    assert (line.by, line.kind, line.of, line.data) == (None, "", "", {})


def test_another_password(chloe: cast.Person) -> None:
    fresh = "een heel andere lange zin"
    chloe.posts("/account/password/change/", oldpassword=WORDS, password1=fresh, password2=fresh)
    assert last("password.change").by == chloe.who.pk
