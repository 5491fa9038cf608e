"""Who should know is told once, in neutral words, as long as it still concerns them."""

from __future__ import annotations

import pytest
from django.core import mail

from schakel.notices.telling import tell
from schakel.workspaces.models import WorkspacePage
from tests import cast


def test_it_goes_to_whom_it_concerns_and_not_to_who_did_it(
    concerned: set[int], som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    tell("trial", som, by=aisha.who)
    cast.work()
    [letter] = mail.outbox
    assert letter.to == [chloe.who.email]
    assert "Er is iets veranderd." in letter.body
    assert som.title not in letter.body + letter.subject


def test_the_same_key_is_told_once(concerned: set[int], som: WorkspacePage, chloe: cast.Person) -> None:
    for _ in range(3):
        tell("trial", som, key="trial:1")
        cast.work()
    assert len(mail.outbox) == len(concerned)


def test_whom_it_no_longer_concerns_is_not_told(concerned: set[int], som: WorkspacePage, chloe: cast.Person) -> None:
    tell("trial", som)
    concerned.discard(chloe.who.pk)
    cast.work()
    assert chloe.who.email not in [letter.to[0] for letter in mail.outbox]


def test_an_unknown_kind_is_refused(som: WorkspacePage, db: None) -> None:
    with pytest.raises(LookupError):
        tell("unknown", som)
