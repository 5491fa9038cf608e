"""Who comes: what a reader may still answer, what everybody answered, and what the attendance list may expect of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from meetings import people, quorum
from meetings.models.answers import Answer
from meetings.models.attendance import Attendance
from meetings.models.substitution import Substitution
from schakel.accounts.models import User
from schakel.dated import at_moment
from schakel.workspaces import access
from schakel.workspaces.models import Membership, Seat
from schakel.workspaces.roles import Role

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage

Kind, State = Answer.Kind, Attendance.State


@dataclass(frozen=True)
class Said:
    """One person on a seat, and what was answered."""

    person: User
    role: str
    answer: Answer | None


@dataclass(frozen=True)
class Row:
    """One seat: who sits there with their answers, and who takes their place."""

    seat: Seat
    said: tuple[Said, ...]
    substitutes: tuple[Substitution, ...]

    def expected(self) -> tuple[str, str]:
        """Return the state and the name of the substitute that the answers lead one to expect; empty for nothing."""
        named = next((row for row in self.substitutes if row.item_id is None and not row.is_proposal), None)
        if named:
            return State.SUBSTITUTED, named.name
        answers = [(said, said.answer.answer) for said in self.said if said.answer is not None]
        coming = [said for said, answer in answers if answer == Kind.YES]
        if coming and all(said.role == Role.SUBSTITUTE for said in coming):
            return State.SUBSTITUTED, str(coming[0].person)
        if coming:
            return State.PRESENT, ""
        return (State.NOTICE, "") if any(answer == Kind.NO for _, answer in answers) else ("", "")


def rows(meeting: MeetingPage) -> list[Row]:
    """Return every seat of that moment with its answers; the same number of questions for each number of seats."""
    said: dict[tuple[int, int], Answer] = {(row.seat_id, row.person_id): row for row in meeting.answers.all()}
    substitutes: dict[int, list[Substitution]] = defaultdict(list)
    for row in meeting.substitutions.standing().select_related("item"):
        substitutes[row.seat_id].append(row)
    seated: dict[int, list[Membership]] = defaultdict(list)
    for membership in people.memberships(meeting.workspace, meeting.begins):
        seated[membership.seat_id].append(membership)
    seats = Seat.objects.current(meeting.begins).filter(workspace=meeting.workspace, organisation__isnull=False)
    return [
        Row(
            seat,
            tuple(Said(each.user, each.role, said.get((seat.pk, each.user_id))) for each in seated[seat.pk]),
            tuple(substitutes[seat.pk]),
        )
        for seat in seats.select_related("organisation").order_by("organisation__name", "pk")
    ]


def expected(meeting: MeetingPage) -> dict[int, tuple[str, str]]:
    """Return for each seat what the answers lead one to expect: a proposal for the attendance list, not a fact."""
    return {row.seat.pk: row.expected() for row in rows(meeting)}


def expected_quorum(meeting: MeetingPage) -> quorum.Quorum:
    """Return the quorum when everybody does as answered."""
    answered = expected(meeting)
    return quorum.of(meeting, expected={seat for seat, (state, _) in answered.items() if state in quorum.THERE})


def is_open(meeting: MeetingPage) -> bool:
    """Tell whether one can still answer."""
    return bool(meeting.live and meeting.ends > timezone.now() and not meeting.is_cancelled)


def of_reader(meeting: MeetingPage, user: access.Person) -> dict[str, Any] | None:
    """Return what `user` answered and may answer; None for who has no seat that day, or when it is too late."""
    if not is_open(meeting) or not isinstance(user, User):
        return None
    held = list(people.memberships(meeting.workspace, meeting.begins).filter(user=user))
    if not held:
        return None
    seats = {row.seat_id: row.seat for row in held}
    answer = meeting.answers.filter(person=user, seat__in=seats).last()
    substitutes = meeting.substitutions.standing().filter(seat__in=seats).select_related("item", "seat__organisation")
    return {
        "seats": list(seats.values()),
        "answer": answer,
        "substitutes": list(substitutes),
        "names": access.may(user, "substitute.name", meeting),
    }


def unanswered(meetings: Iterable[MeetingPage], user: User) -> set[int]:
    """Return the ids of those of `meetings` (each with its workspace) that wait for an answer of `user`."""
    waiting = [row for row in meetings if is_open(row)]
    if not waiting:
        return set()
    answered = set(Answer.objects.filter(meeting__in=waiting, person=user).values_list("meeting_id", flat=True))
    seats = Q(pk__in=[])
    for row in waiting:
        there = at_moment(row.begins) & at_moment(row.begins, prefix="seat__")
        seats |= Q(seat__workspace=row.workspace.pk) & there
    held = Membership.objects.filter(seats, user=user).values_list("seat__workspace_id", flat=True)
    own = set(held)
    return {row.pk for row in waiting if row.workspace.pk in own and row.pk not in answered}
