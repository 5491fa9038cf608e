"""Fixtures of the public side: a clock that stands where the test says, and a publication."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.models import PublicationIndexPage, PublicationPage
from cms.opening import HERE

MOMENT = datetime(2018, 10, 18, 6, 0, tzinfo=HERE)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Return a function that sets the time."""
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


@pytest.fixture
def report(db: None) -> PublicationPage:
    """Return a live publication under embargo until 18 October 2018, 06:00."""
    page = PublicationPage(title="Kanarie in beeld", slug="kanarie", summary="Kanariegeel", embargo_until=MOMENT)
    PublicationIndexPage.objects.get().add_child(instance=page)
    return page


@pytest.fixture
def queries(db: None) -> Callable[[Callable[[], object]], int]:
    """Return a function that counts the questions to the database of an act, the second time that it is done."""

    def count(act: Callable[[], object]) -> int:
        act()
        with CaptureQueriesContext(connection) as asked:
            act()
        return len(asked)

    return count
