"""Who should know is told once, in neutral words, as long as it still concerns them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core import mail

from schakel.accounts.models import User
from schakel.notices import kinds
from schakel.notices.telling import tell
from schakel.workspaces.models import WorkspacePage
from tests import cast


@pytest.fixture
def concerned(chloe: cast.Person, aisha: cast.Person, som: WorkspacePage) -> Iterator[set[int]]:
    """Register a kind about a workspace; return the ids of whom it concerns."""
    ids = {chloe.who.pk, aisha.who.pk}
    kinds.register(
        kinds.Kind(
            name="trial",
            model=WorkspacePage,
            label="Proef",
            to=lambda page: User.objects.filter(pk__in=ids),
            says=lambda page: "Er is iets veranderd.",
            url=lambda page: "/overzicht/",
            workspace=lambda page: page.pk,
        )
    )
    yield ids
    del kinds.KINDS["trial"]


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
