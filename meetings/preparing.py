"""What a member can do before a meeting: submit an item, answer the round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from meetings import round_table
from meetings.models.proposals import ProposedItem
from schakel.accounts.models import User
from schakel.workspaces import access

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage


@dataclass(frozen=True)
class Preparing:
    """What this reader can do before the meeting, and what they did."""

    may_submit: bool
    is_late: bool
    proposals: list[ProposedItem]
    may_answer: bool
    answered: bool


def of(meeting: MeetingPage, user: User) -> Preparing:
    """Return what `user` can do before `meeting`."""
    may_submit = meeting.takes_submissions and access.may(user, "proposal.submit", meeting)
    own = list(ProposedItem.objects.filter(meeting=meeting, submitted_by=user.pk))
    may_answer, answered = False, False
    if access.may(user, "round.answer", meeting) and round_table.is_open(meeting):
        seats = set(round_table.seats_of(user, meeting).values_list("pk", flat=True))
        sent = set(meeting.round_answers.sent().order_by().values_list("seat", flat=True))
        may_answer, answered = bool(seats), seats <= sent
    return Preparing(may_submit, timezone.now() > meeting.submissions_until, own, may_answer, answered)
