"""A kind of notice about a workspace, for tests alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from schakel.accounts.models import User
from schakel.notices import kinds
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
            label="Proef in de werkruimte",
            to=lambda page: User.objects.filter(pk__in=ids),
            says=lambda page: "Er is iets veranderd.",
            url=lambda page: "/overzicht/",
            workspace=lambda page: page.pk,
        )
    )
    yield ids
    del kinds.KINDS["trial"]
