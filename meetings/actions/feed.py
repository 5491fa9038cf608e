"""The verbs of somebody's own calendar address: make a new one, or take it back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from meetings.models import CalendarFeed
from schakel import journal
from schakel.accounts.models import User


@transaction.atomic
def renew(*, by: User) -> CalendarFeed:
    """Give `by` a new address for the own calendar; an earlier one opens nothing any more."""
    found = _raised(by, is_open=True)
    journal.record("feed.renew", of=found, by=by)
    return found


@transaction.atomic
def revoke(*, by: User) -> None:
    """Take back the address of `by`; it opens nothing any more, now and after a new one is made."""
    if CalendarFeed.objects.filter(user=by, is_open=True).exists():
        journal.record("feed.revoke", of=_raised(by, is_open=False), by=by)


def _raised(person: User, *, is_open: bool) -> CalendarFeed:
    found, _is_new = CalendarFeed.objects.get_or_create(user=person)
    CalendarFeed.objects.filter(pk=found.pk).update(generation=F("generation") + 1, is_open=is_open)
    found.refresh_from_db()
    return found
