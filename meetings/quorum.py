"""Whether enough organisations are at a meeting to decide: counted at the moment itself, each organisation once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from meetings import people
from meetings.attendance_list import Place, places
from meetings.models.attendance import Attendance, ItemAttendance
from meetings.models.quorum import QuorumRule
from schakel.workspaces.roles import Role

if TYPE_CHECKING:
    from meetings.models.agenda import AgendaItem
    from meetings.models.meeting import MeetingPage
    from schakel.workspaces.models import WorkspacePage

THERE = {Attendance.State.PRESENT, Attendance.State.SUBSTITUTED}


@dataclass(frozen=True)
class Quorum:
    """How many organisations are there (themselves or by a substitute), of how many, and how many are needed.

    `recorded` tells whether anybody wrote down who came.
    """

    present: int
    total: int
    needed: int
    recorded: bool = True

    @property
    def reached(self) -> bool:
        return self.present >= self.needed

    @property
    def short(self) -> int:
        """How many organisations are missing."""
        return max(0, self.needed - self.present)

    def frozen(self) -> dict[str, Any]:
        """Return it as it is kept with adopted minutes."""
        return asdict(self)


def thawed(kept: dict[str, Any] | None) -> Quorum | None:
    """Return the quorum that was frozen with minutes; None for minutes that were adopted before it was counted."""
    return Quorum(**kept) if kept else None


def rule_of(workspace: WorkspacePage) -> QuorumRule:
    """Return the rule of `workspace`: the one that was chosen, the number on its page, or more than half."""
    chosen = QuorumRule.objects.filter(workspace=workspace).first()
    if chosen is None and workspace.quorum:
        return QuorumRule(workspace=workspace, share=QuorumRule.Share.COUNT, count=workspace.quorum)
    return chosen or QuorumRule(workspace=workspace)


def of(
    meeting: MeetingPage, item: AgendaItem | int | None = None, *, expected: Collection[int] | None = None
) -> Quorum:
    """Return the quorum of `meeting`, or at one `item` of it: who was replaced for that item alone counts there.

    With `expected`, the seats that will be there, it is what may be expected instead.
    """
    observing = _observing(meeting)
    seated = [place for place in places(meeting) if _counts(place, observing)]
    replaced = set(ItemAttendance.objects.filter(item=item).values_list("seat_id", flat=True)) if item else set[int]()
    all_of_them = organisations(seated)
    came = {place.seat.pk for place in seated if place.state in THERE} | replaced if expected is None else expected
    there = organisations(place for place in seated if place.seat.pk in came)
    recorded = any(place.state for place in seated) or bool(replaced)
    return Quorum(len(there), len(all_of_them), rule_of(meeting.workspace).needed(len(all_of_them)), recorded)


def organisations(seated: Iterable[Place]) -> set[int]:
    """Return the organisations of some seats: each once."""
    return {place.seat.organisation_id for place in seated if place.seat.organisation_id is not None}


def _observing(meeting: MeetingPage) -> set[int]:
    """Return the seats that only observers hold at that moment: these do not decide."""
    rows = people.memberships(meeting.workspace, meeting.begins)
    held = [(row.seat_id, row.role) for row in rows]
    return {seat for seat, _ in held} - {seat for seat, role in held if role != Role.OBSERVER}


def _counts(place: Place, observing: set[int]) -> bool:
    return not place.is_vacant and place.seat.pk not in observing
