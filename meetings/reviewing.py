"""Decisions that must be looked at again come onto the next agenda by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from meetings import carrying
from meetings.carrying import Brought
from meetings.models import AgendaItem, Decision

if TYPE_CHECKING:
    from meetings.models import MeetingPage


def brings(meeting: MeetingPage) -> Iterator[Brought]:
    """Bring an item for each decision of the body whose review falls on the day of `meeting` or before it."""
    rows = Decision.objects.filter(workspace=meeting.workspace, meeting__begins__lt=meeting.begins)
    due = rows.to_review(localdate(meeting.begins)).select_related("minutes", "agenda_item")
    for decision in due.prefetch_related("agenda_item__papers"):
        yield Brought(
            subject=f"review:{decision.pk}:{decision.review_due}",
            title=_("Besluit %(number)s opnieuw bekijken") % {"number": decision.number},
            kind=AgendaItem.Kind.DECISION,
            tlp=decision.mark,
        )


def offer() -> None:
    """Ask for them each time that an agenda is filled."""
    carrying.register(brings)
