"""Who may read the minutes of a meeting at this moment, as it is frozen with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetings import people

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage


def snapshot(meeting: MeetingPage) -> list[dict[str, str]]:
    """Return name, organisation and role of everybody who may read: names as they are at this moment."""
    readers = people.readers(meeting).values("pk")
    rows = people.memberships(meeting.workspace).filter(user__in=readers)
    return [
        {"name": str(row.user), "organisation": str(row.seat), "role": row.role}
        for row in rows.order_by("user__name", "pk")
    ]
