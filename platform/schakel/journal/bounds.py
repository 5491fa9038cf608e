"""Lines that strangers can provoke: written down up to a bound, so that a scanner does not fill the disk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from schakel import journal
from schakel.accounts.models import User
from schakel.journal.models import Line

SPAN = timedelta(hours=1)


def record(action: str, *, of: Model | None, by: User | None, most: int, **data: Any) -> None:
    """Write a line unless `most` of this action by this person stand in the last hour; the last one says `bound`."""
    person = by.pk if by is not None else None
    written = Line.objects.filter(action=action, by=person, at__gt=timezone.now() - SPAN).count()
    if written < most:
        last = {"bound": most} if written == most - 1 else {}
        journal.record(action, of=of, by=by, **data, **last)
