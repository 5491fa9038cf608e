"""Who came to a meeting: the seats of that moment, what was recorded of them, and the list that is frozen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

from meetings import people
from meetings.models.attendance import Attendance, ItemAttendance
from schakel.workspaces.models import Seat

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage

State = Attendance.State
AT_ONE_ITEM = gettext_lazy("vervanger bij één of meer punten")


@dataclass(frozen=True)
class Place:
    """One seat at a meeting; without a state nobody recorded yet who came."""

    seat: Seat
    persons: tuple[str, ...]
    state: str = ""
    substitute: str = ""

    @property
    def is_vacant(self) -> bool:
        """Tell whether it is not known which organisation sits here."""
        return self.seat.organisation_id is None


def places(meeting: MeetingPage) -> list[Place]:
    """Return the seats of the workspace at the moment of `meeting`, and those that were recorded all the same."""
    recorded = {row.seat_id: row for row in meeting.attendance.select_related("seat__organisation")}
    seats = {seat.pk: seat for seat in _seats(meeting)} | {row.seat_id: row.seat for row in recorded.values()}
    persons: dict[int, list[str]] = defaultdict(list)
    for membership in people.memberships(meeting.workspace, meeting.begins):
        persons[membership.seat_id].append(str(membership.user))
    return [
        Place(
            seat,
            tuple(persons[seat.pk]),
            recorded[seat.pk].state if seat.pk in recorded else "",
            recorded[seat.pk].substitute if seat.pk in recorded else "",
        )
        for seat in sorted(seats.values(), key=lambda seat: (seat.organisation_id is None, str(seat).lower(), seat.pk))
    ]


def _seats(meeting: MeetingPage) -> Any:
    return Seat.objects.current(meeting.begins).filter(workspace=meeting.workspace).select_related("organisation")


def snapshot(meeting: MeetingPage) -> list[dict[str, Any]]:
    """Return who came, as it is frozen with the minutes: names as they are at this moment."""
    items = by_item(meeting)
    return [
        {
            "seat": place.seat.pk,
            "organisation": str(place.seat),
            "persons": list(place.persons),
            "state": place.state,
            "substitute": place.substitute,
            **({"items": items[place.seat.pk]} if place.seat.pk in items else {}),
        }
        for place in places(meeting)
    ]


def by_item(meeting: MeetingPage) -> dict[int, list[list[Any]]]:
    """Return for each seat that was replaced at some items: the key of the item and the name."""
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for row in ItemAttendance.objects.filter(item__meeting=meeting):
        found[row.seat_id].append([row.item_id, row.substitute])
    return found


def missing(meeting: MeetingPage) -> list[str]:
    """Return the organisations of which nobody recorded whether they came."""
    return [str(place.seat) for place in places(meeting) if not place.state and not place.is_vacant]


def told(rows: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return a snapshot in words: for each state its label and who it holds for."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        groups[row["state"]].append(_who(row))
    told = [(str(State(state).label), groups[state]) for state in State.values if groups[state]]
    replaced = [f"{name} ({row['organisation']})" for row in rows for _, name in row.get("items", [])]
    return [*told, (str(AT_ONE_ITEM), sorted(set(replaced)))] if replaced else told


def _who(row: dict[str, Any]) -> str:
    if row["state"] == State.SUBSTITUTED:
        return f"{row['substitute']} ({row['organisation']})" if row["substitute"] else row["organisation"]
    return f"{', '.join(row['persons'])} ({row['organisation']})" if row["persons"] else row["organisation"]


def counts(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many seats came, sent a substitute, declined or said nothing; a vacant seat is not counted."""
    states = [row["state"] for row in rows]
    declined = states.count(State.NOTICE) + states.count(State.ABSENT)
    present, substituted = states.count(State.PRESENT), states.count(State.SUBSTITUTED)
    return {
        "present": present,
        "substituted": substituted,
        "declined": declined,
        "silent": states.count(""),
        "there": present + substituted,
        "total": len(states),
    }
