"""Who is asked to a meeting: the members of this moment who may see it, or those of the seats that its series names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from meetings import people
from schakel import registries
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage
from schakel.workspaces.roles import Role

if TYPE_CHECKING:
    from meetings.models import MeetingPage

LEADERS = (Role.CHAIR, Role.SECRETARY)  # who leads takes part, whichever seats were chosen


def to(meeting: MeetingPage) -> QuerySet[User]:
    """Return who is invited to `meeting` at this moment."""
    readers = people.readers(meeting)
    chosen = list(meeting.series.seats.values_list("pk", flat=True)) if meeting.series else []
    if not chosen:
        return readers
    held = people.memberships(meeting.workspace).order_by()
    return readers.filter(pk__in=held.filter(Q(seat__in=chosen) | Q(role__in=LEADERS)).values("user"))


def to_say_when(workspace: WorkspacePage) -> QuerySet[User]:
    """Return the members of `workspace` who are asked when they can come."""
    roles = registries.rights.roles("datepoll.answer")
    held = people.memberships(workspace).filter(role__in=roles).order_by()
    return people.members(workspace).filter(pk__in=held.values("user"))
