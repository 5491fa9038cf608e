"""The loop that minutes go through, each step dated: circulated, corrected, on the next agenda, adopted."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.guard import releases

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage
    from meetings.models.minutes import MinutesPage

USUAL_TERM = timedelta(days=14)


def usual_last_day() -> date:
    """Return the last day for corrections when nobody chose one."""
    return timezone.localdate() + USUAL_TERM


def end_of(day: date) -> datetime:
    """Return the moment at which `day` is over. Raises ValidationError for a day that has passed."""
    if day < timezone.localdate():
        raise ValidationError({"until": _("Kies een dag die nog komt.")})
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def agendas(page: MinutesPage) -> list[MeetingPage]:
    """Return the later meetings of the workspace that have the minutes on their agenda, the first one first."""
    from meetings.models import AgendaItem, MeetingPage  # they know the minutes

    later = MeetingPage.objects.child_of(page.workspace).filter(live=True, begins__gt=page.meeting.begins)
    with_item = Q(items__kind=AgendaItem.Kind.MINUTES)
    return list(later.filter(with_item, ends__gte=_first_round(page)).distinct().order_by("begins", "pk"))


def _first_round(page: MinutesPage) -> datetime:
    shown = page.versions.filter(withheld_at__isnull=True).order_by("number").first()
    return shown.at if shown else page.circulated_at or timezone.now()


def adopting_meeting(page: MinutesPage) -> MeetingPage | None:
    """Return the meeting that may adopt: its agenda has the minutes, and it has begun."""
    begun = [each for each in agendas(page) if each.in_session or each.begins <= timezone.now()]
    return begun[-1] if begun else None


def settled(page: MinutesPage) -> None:
    """Refuse while corrections wait for an answer. Raises ValidationError."""
    waiting = page.corrections.waiting().count()
    if waiting:
        raise ValidationError(
            ngettext("Er wacht nog %(count)s correctie.", "Er wachten nog %(count)s correcties.", waiting)
            % {"count": waiting}
        )


def meeting_for(page: MinutesPage, without_meeting: str) -> MeetingPage | None:
    """Return the meeting that adopts `page`; None when it is done in writing, for a reason. Raises ValidationError."""
    if without_meeting.strip():
        if releases.check(without_meeting):
            raise ValidationError({"without_meeting": _("Noem in de reden geen namen of andere gegevens.")})
        return None
    if page.takes_corrections:
        day = last_day(page)
        raise ValidationError(_("Leden kunnen nog correcties sturen tot en met %(day)s.") % {"day": day})
    meeting = adopting_meeting(page)
    if meeting is None:
        raise ValidationError(_not_yet(page))
    return meeting


def _not_yet(page: MinutesPage) -> str:
    coming = agendas(page)
    if not coming:
        return _("Zet de notulen eerst op de agenda van een volgende vergadering, als punt ‘Notulen vaststellen’.")
    day = date_format(localtime(coming[0].begins), "j F Y")
    return _("De notulen staan op de agenda van %(day)s. Stel ze vast als die vergadering is begonnen.") % {"day": day}


def last_day(page: MinutesPage) -> str:
    """Return the last day on which corrections may come, in words."""
    until = page.corrections_until
    return str(date_format(localtime(until - timedelta(seconds=1)), "j F Y")) if until else ""


def steps(page: MinutesPage) -> list[tuple[str, str]]:
    """Return the steps that were taken or are planned, each with its date in words."""
    found = []
    if page.circulated_at:
        found.append((_("Rondgestuurd"), _day(page.circulated_at)))
    if page.corrections_until:
        found.append((_("Correcties"), _("tot en met %(day)s") % {"day": last_day(page)}))
    if page.adopted_without:
        found.append((_("Schriftelijk vastgesteld"), page.adopted_without))
    elif page.is_frozen and page.adopted_in:
        found.append((_("Op de agenda"), _day(page.adopted_in.begins)))
    elif page.status == page.Status.CIRCULATED:
        coming = agendas(page)
        found.append((_("Op de agenda"), _day(coming[0].begins) if coming else _("nog niet")))
    if page.adopted_at:
        found.append((_("Vastgesteld"), _day(page.adopted_at)))
    return found


def _day(moment: datetime) -> str:
    return str(date_format(localtime(moment), "j F Y"))
