"""The verbs of attendance: record who came, and who took a seat at one item."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions.frozen import open_for_change
from meetings.attendance_list import places
from meetings.models import AgendaItem, Attendance, ItemAttendance, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.push.announcing import announce
from schakel.workspaces.models import Seat

State = Attendance.State


@transaction.atomic
def record(meeting: MeetingPage, came: Mapping[Seat, str | tuple[str, str]], *, by: User | None) -> None:
    """Store for each seat its state, or (state, name of the substitute). Raises ValidationError."""
    open_for_change(meeting)
    known = {place.seat.pk for place in places(meeting)}
    for seat, told in came.items():
        state, substitute = (told, "") if isinstance(told, str) else told
        _check(seat, state, substitute, known)
        Attendance.objects.update_or_create(
            meeting=meeting,
            seat=seat,
            defaults={"state": state, "substitute": substitute.strip() if state == State.SUBSTITUTED else ""},
        )
    journal.record("attendance.record", of=meeting, by=by, seats=len(came))
    if meeting.live:
        announce(meeting.workspace, "meeting.attendance", meeting.pk)


def _check(seat: Seat, state: str, substitute: str, known: set[int]) -> None:
    if seat.pk not in known:
        raise ValidationError(_("%(seat)s had geen zetel in dit overleg op deze dag.") % {"seat": seat})
    if seat.organisation_id is None:
        raise ValidationError(_("Van deze zetel is niet bekend wie hem bezet."))
    if state not in State.values:
        raise ValidationError(_("Kies voor %(seat)s of de zetel aanwezig was.") % {"seat": seat})
    if state == State.SUBSTITUTED and not substitute.strip():
        raise ValidationError(_("Vul in wie %(seat)s verving.") % {"seat": seat})


@transaction.atomic
def record_item(item: AgendaItem, seat: Seat, substitute: str, *, by: User | None) -> None:
    """Store who took the place of `seat` at one item; an empty name takes that away. Raises ValidationError."""
    meeting = item.meeting
    open_for_change(meeting)
    known = {place.seat.pk for place in places(meeting)}
    if seat.pk not in known or seat.organisation_id is None:
        raise ValidationError(_("%(seat)s had geen zetel in dit overleg op deze dag.") % {"seat": seat})
    substitute = " ".join(substitute.split())[:120]
    if substitute:
        ItemAttendance.objects.update_or_create(seat=seat, item=item, defaults={"substitute": substitute})
    else:
        ItemAttendance.objects.filter(seat=seat, item=item).delete()
    journal.record("attendance.item", of=item, by=by, meeting=meeting.pk, seat=seat.pk, there=bool(substitute))
    if meeting.live:
        announce(meeting.workspace, "meeting.attendance", meeting.pk)
