"""The verbs of the round: save an answer or send it, and remind who has not."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import round_table
from meetings.actions.frozen import lock
from meetings.models import MeetingPage, RoundAnswer
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.notices import telling
from schakel.push.announcing import announce
from schakel.workspaces.models import Seat

State = RoundAnswer.State
ASKED = timedelta(days=14)
REMINDED = timedelta(days=3)


def save(
    meeting: MeetingPage,
    seat: Seat,
    *,
    successes: str = "",
    trends: str = "",
    bottlenecks: str = "",
    send: bool = False,
    revision: int | None = None,
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> RoundAnswer:
    """Keep what a seat answers, for itself or to be seen by all; the same `key` is kept once.

    `revision` is the one that the writer read: when somebody else of the seat saved meanwhile it is refused. Raises
    ValidationError; PermissionDenied for who has no such seat. `stays` says why a name may stand in its words.
    """
    if not round_table.seats_of(by, meeting).filter(pk=seat.pk).exists():
        raise PermissionDenied
    parts = {"successes": successes.strip(), "trends": trends.strip(), "bottlenecks": bottlenecks.strip()}
    releases.admit("\n".join(parts.values()).strip(), workspace=meeting.workspace, reason=stays, by=by)
    return _save(meeting, seat, parts, send, revision, key or uuid.uuid4(), by)


@transaction.atomic
def _save(
    meeting: MeetingPage,
    seat: Seat,
    parts: dict[str, str],
    send: bool,
    revision: int | None,
    key: uuid.UUID,
    by: User,
) -> RoundAnswer:
    lock(meeting)
    row = RoundAnswer.objects.filter(meeting=meeting, seat=seat).first() or RoundAnswer(meeting=meeting, seat=seat)
    if row.pk and row.key == key:
        return row
    _check(meeting, row, parts, send, revision)
    for name, text in parts.items():
        setattr(row, name, text)
    row.state = State.SENT if send or row.is_sent else State.DRAFT
    row.revision, row.key, row.by, row.at = row.revision + 1, key, by, timezone.now()
    row.full_clean()
    row.save()
    journal.record("round.send" if send else "round.write", of=row, by=by, meeting=meeting.pk, revision=row.revision)
    if row.is_sent:
        announce(meeting.workspace, "meeting.round", meeting.pk)
    return row


def _check(meeting: MeetingPage, row: RoundAnswer, parts: dict[str, str], send: bool, revision: int | None) -> None:
    meeting.refresh_from_db()
    if not round_table.is_open(meeting):
        raise ValidationError(_("De ronde is gesloten. Vertel het in de vergadering."))
    if revision is not None and revision != row.revision:
        told = _("Iemand van uw organisatie heeft intussen iets opgeslagen. Lees dat hieronder en sla daarna op.")
        raise ValidationError(told, "changed")
    if (send or row.is_sent) and not any(parts.values()):
        raise ValidationError(_("Vul ten minste één vak in voordat u verstuurt."))


def remind() -> int:
    """Ask the seats for their answer when the round opens, and once more shortly before; return how many notices."""
    now = timezone.now()
    rows = MeetingPage.objects.filter(live=True, in_session=False, begins__gt=now, begins__lte=now + ASKED)
    told = 0
    for meeting in rows:
        if round_table.is_open(meeting):
            kind = "round.reminder" if meeting.begins <= now + REMINDED else "round.asked"
            telling.tell(kind, meeting, key=f"{kind}:{meeting.pk}")
            told += 1
    return told
