"""The verb of answers: give one, on the platform or from a calendar."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import people
from meetings.actions import substitution
from meetings.actions.frozen import open_for_change
from meetings.models import Answer, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.push.announcing import announce
from schakel.workspaces.models import Seat

Kind, Heard = Answer.Kind, Answer.Heard


def seats_at(meeting: MeetingPage, person: User) -> list[Seat]:
    """Return the seats on which `person` sits at the moment of `meeting`, as far as is known now."""
    rows = people.memberships(meeting.workspace, meeting.begins).filter(user=person)
    return list({row.seat_id: row.seat for row in rows}.values())


@transaction.atomic
def give(
    meeting: MeetingPage,
    *,
    answer: str,
    by: User,
    heard: str = Heard.PLATFORM,
    stamp: datetime | None = None,
    sequence: int = 0,
) -> bool:
    """Store what `by` answers, for each own seat; tell whether it was news. Raises ValidationError.

    An answer that is older than the one that is known (by its `stamp`, or by the `sequence` of the invitation) changes
    nothing. Who comes after all needs no substitute any more: the one that was named by the same person is withdrawn.
    """
    open_for_change(meeting)
    seats = _checked(meeting, answer, by)
    given = stamp or timezone.now()
    fresh = [seat for seat in seats if _is_news(meeting, seat, by, answer, stamp, sequence)]
    for seat in fresh:
        facts = {"answer": answer, "heard": heard, "stamp": given, "sequence": sequence}
        Answer.objects.update_or_create(meeting=meeting, seat=seat, person=by, defaults=facts)
        if answer == Kind.YES:
            substitution.release(meeting, seat, by=by)
    if fresh:
        journal.record("answer.give", of=meeting, by=by, answer=str(Kind(answer)), heard=str(Heard(heard)))
        announce(meeting.workspace, "meeting.attendance", meeting.pk)
    return bool(fresh)


def _checked(meeting: MeetingPage, answer: str, by: User) -> list[Seat]:
    if answer not in Kind.values:
        raise ValidationError(_("Kies of u komt, niet komt of een vervanger stuurt."))
    if not meeting.live:
        raise ValidationError(_("Deze vergadering is nog een concept."))
    if meeting.is_cancelled:
        raise ValidationError(_("Deze vergadering gaat niet door."))
    if meeting.ends <= timezone.now():
        raise ValidationError(_("Deze vergadering is al voorbij. U kunt niet meer antwoorden."))
    seats = seats_at(meeting, by)
    if not seats:
        raise ValidationError(_("U hebt op de dag van deze vergadering geen zetel in dit overleg."))
    return seats


def _is_news(meeting: MeetingPage, seat: Seat, by: User, answer: str, stamp: datetime | None, sequence: int) -> bool:
    known = Answer.objects.filter(meeting=meeting, seat=seat, person=by).first()
    if known is None:
        return True
    if stamp is None:  # a button: pressed twice it says the same
        return known.answer != answer
    older_invitation = known.heard == Heard.CALENDAR and sequence < known.sequence
    return stamp > known.stamp and not older_invitation
