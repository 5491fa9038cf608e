"""Whether an account exists cannot be told from a clock: the same work is done for those who are not there.

CPU time, with the hasher of production, the two cases in turns; medians may differ by TOLERANCE.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import process_time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel import links
from schakel.accounts import people
from tests import cast

TIMES = 21
TOLERANCE = 0.2  # of the longer one: a login takes some 50 ms, and across a network a difference of 10 ms is noise


@pytest.fixture(autouse=True)
def production_hasher(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["schakel.accounts.hashers.Argon2Minimum"]


def unlike(one: Callable[[], object], other: Callable[[], object]) -> float:
    """Return by how much the medians of two acts differ, as a share of the longer one."""
    one(), other()  # what is loaded once is loaded now
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        for act, times in zip((one, other), spent, strict=True):
            begun = process_time()
            act()
            times.append(process_time() - begun)
    shorter, longer = sorted(map(median, spent))
    return (longer - shorter) / longer


def log_in(email: str) -> Callable[[], object]:
    return lambda: cast.Person(None).posts("account_login", login=email, password="niet het goede wachtwoord")


def reset(email: str) -> Callable[[], object]:
    return lambda: cast.Person(None).posts("account_reset_password", email=email)


@pytest.fixture
def known(chloe: cast.Person) -> str:
    user = chloe.who
    user.set_password("een lange zin")
    user.save()
    return user.email


def test_a_login_that_fails(known: str) -> None:
    assert unlike(log_in(known), log_in("niemand@schakel.example")) <= TOLERANCE


def test_the_login_of_somebody_who_may_not_come_in_any_more(known: str, bram: cast.Person) -> None:
    user = bram.who
    user.is_active = False
    user.set_password("een lange zin")
    user.save()
    assert unlike(log_in(user.email), log_in("niemand@schakel.example")) <= TOLERANCE


def test_asking_for_a_new_password(known: str) -> None:
    assert unlike(reset(known), reset("niemand@schakel.example")) <= TOLERANCE
    assert questions(reset(known)) == questions(reset("niemand@schakel.example"))


def questions(act: Callable[[], object]) -> list[str]:
    """Return the questions to the database of an act, without their values."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return [" ".join(each["sql"].split()[:3]) for each in asked if "SAVEPOINT" not in each["sql"]]


def test_a_forged_invitation(karel: cast.Person) -> None:
    there = people.invite("nieuw@schakel.example", name="Nieuw", by=karel.who)
    forged = [f"/uitnodiging/{pk:x}.{'A' * 32}/" for pk in (there.pk, 10**6)]
    assert not links.holds(forged[0].split("/")[2], people.PURPOSE, there.pk, there.generation)
    assert unlike(*(lambda path=path: cast.Person(None).gets(path) for path in forged)) <= TOLERANCE


def test_the_clock_can_tell(known: str) -> None:
    """Without the work for those who are not there, it would show."""
    assert unlike(log_in(known), lambda: cast.Person(None).posts("account_login", login="niemand")) > TOLERANCE
