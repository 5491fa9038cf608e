"""Who may vote in a poll, and how what was counted stands in the minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from meetings import people
from meetings.models.attendance import Attendance
from meetings.models.polls import Poll
from schakel.accounts.models import User
from schakel.workspaces.models import Membership
from schakel.workspaces.roles import Role

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage
    from meetings.passages import Passage

OWN = {Role.CHAIR, Role.MEMBER}


def ballots(meeting: MeetingPage) -> dict[int, Membership]:
    """Return who may vote at this moment, by account: chair and members, or who substitutes for their seat."""
    came = meeting.attendance.filter(state=Attendance.State.SUBSTITUTED)
    substituted = set(came.values_list("seat", flat=True))
    rows = people.memberships(meeting.workspace).filter(user__is_active=True)
    return {row.user_id: row for row in rows if row.role in ({Role.SUBSTITUTE} if row.seat_id in substituted else OWN)}


def voters(poll: Poll) -> Any:
    """Return the accounts that may vote in `poll` and did not yet: who is told that it is open."""
    if not poll.is_open:
        return User.objects.none()
    voted = poll.cast_votes.values("voter")
    return User.objects.filter(pk__in=list(ballots(poll.meeting))).exclude(pk__in=voted)


def counted(result: Iterable[tuple[str, int]]) -> str:
    """Return what was counted in words: "Voor 7, Tegen 2"."""
    return ", ".join(f"{choice} {count}" for choice, count in result)


def as_block(poll: Poll) -> tuple[str, dict[str, Any]]:
    """Return a closed poll as a block of minutes, in the form that `minutes.write(body=…)` takes."""
    item = poll.agenda_item_id
    return "decision", {
        "item": str(item) if item else None,
        "text": _("%(question)s Uitslag: %(result)s.") % {"question": poll.question, "result": counted(poll.result)},
        "basis": "",
        "poll": str(poll.pk),
        "review_on": None,
    }


def blocks_of(meeting: MeetingPage) -> list[tuple[str, Any]]:
    """Return the closed polls of a meeting that belong to a point of its agenda, for the first draft of its minutes."""
    rows = meeting.polls.closed().filter(agenda_item__isnull=False).prefetch_related("choices")
    return [as_block(poll) for poll in rows]


def with_votes(found: list[Passage], decisions: Mapping[str, Mapping[str, Any]]) -> list[Passage]:
    """Return passages of minutes with what was counted beside each decision that was voted on."""
    wanted = {block: value["poll"] for block, value in decisions.items() if value.get("poll")}
    if not wanted:
        return found
    rows = Poll.objects.closed().filter(pk__in=wanted.values()).prefetch_related("choices")
    told = {str(poll.pk): counted(poll.result) for poll in rows}
    return [replace(each, votes=told.get(str(wanted.get(each.block)), "")) for each in found]
