"""The verb of replies: take the answer of a calendar, when it is really of who says so."""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.actions import answers, substitution
from meetings.models import Answer, MeetingPage
from meetings.replies import Reply, Unreadable
from schakel.accounts.models import User

AHEAD = timedelta(days=1)  # how far a clock elsewhere may run ahead


@transaction.atomic
def take(reply: Reply) -> str:
    """Store what `reply` answers for the seat of its sender; tell in a word what became of it.

    "taken", "proposed" (a substitute that somebody must still confirm), "known" (an answer that is as new is there
    already) or "old" (to an invitation that has changed since). Raises Unreadable for a meeting or a
    sender that does not fit: then nothing was done.
    """
    meeting = MeetingPage.objects.filter(uid=reply.uid, live=True).first()
    person = User.objects.filter(email__iexact=reply.sender, is_active=True).first()
    if meeting is None or person is None or not answers.seats_at(meeting, person):
        raise Unreadable("there is no meeting of this number for which the sender was invited")
    if reply.stamp > timezone.now() + AHEAD:
        raise Unreadable("the answer was given in the future")
    if reply.sequence < getattr(meeting, "sequence", 0):
        return "old"
    try:
        return _take(reply, meeting, person)
    except ValidationError as refused:
        raise Unreadable(" ".join(refused.messages).rstrip(".")) from refused


def _take(reply: Reply, meeting: MeetingPage, person: User) -> str:
    news = answers.give(
        meeting,
        answer=reply.answer,
        heard=Answer.Heard.CALENDAR,
        stamp=reply.stamp,
        sequence=reply.sequence,
        by=person,
    )
    if not news:
        return "known"
    if reply.answer != Answer.Kind.SUBSTITUTE or not reply.substitute:
        return "taken"
    for seat in answers.seats_at(meeting, person):
        substitution.release(meeting, seat, by=person, but=reply.substitute)
        try:
            substitution.propose(meeting, seat, email=reply.substitute, called=reply.called, by=person)
        except PermissionDenied:
            return "taken"  # an observer says that somebody else comes; nobody gets a place for that
    return "proposed"
