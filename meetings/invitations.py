"""The mails that put a meeting in somebody's calendar, change it there, and take it out again."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from meetings import ics, invited
from meetings.models import FormerEntry, MeetingPage
from schakel.accounts.models import User
from schakel.mail import outbox
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from schakel.notices import paces


def to_the_meeting(mail: OutgoingMail) -> bool:
    """Let the mail go to who is invited to this meeting at this moment, and wants mail about its workspace."""
    return _wanted(mail, _meeting(mail) or _meeting(mail, cancelled=True))


def to_the_former(mail: OutgoingMail) -> bool:
    """Let the mail go to who is invited to the meeting that had this entry, and wants mail about its workspace."""
    entry = _entry(mail)
    return _wanted(mail, entry.meeting if entry else None)


def _wanted(mail: OutgoingMail, meeting: MeetingPage | None) -> bool:
    person = _person(mail, meeting) if meeting else None
    return meeting is not None and person is not None and not paces.is_off(person, meeting.workspace.pk)


def request(mail: OutgoingMail) -> Letter | None:
    """Invite, with what is true at this moment; nothing when the meeting was cancelled or hidden meanwhile."""
    return _letter(
        mail,
        _meeting(mail),
        lambda meeting: (
            gettext("Uitnodiging voor een vergadering"),
            gettext("U bent uitgenodigd voor %(what)s. De afspraak voor uw agenda zit bij deze e-mail."),
            ics.request(meeting, mail.to),
        ),
        "REQUEST",
    )


def update(mail: OutgoingMail) -> Letter | None:
    """Tell that time or place changed, with the entry as it is at this moment."""
    return _letter(
        mail,
        _meeting(mail),
        lambda meeting: (
            gettext("Een vergadering is gewijzigd"),
            gettext("Er is iets gewijzigd aan %(what)s. De nieuwe afspraak voor uw agenda zit bij deze e-mail."),
            ics.request(meeting, mail.to),
        ),
        "REQUEST",
    )


def cancelled(mail: OutgoingMail) -> Letter | None:
    """Tell that a meeting does not take place."""
    meeting = _meeting(mail, cancelled=True)
    return _letter(
        mail,
        meeting,
        lambda meeting: (
            gettext("Een vergadering gaat niet door"),
            gettext("Dit gaat niet door: %(what)s. Met de bijlage verdwijnt de afspraak uit uw agenda."),
            ics.cancel(meeting, mail.to),
        ),
        "CANCEL",
    )


def ended(mail: OutgoingMail) -> Letter | None:
    """Take an entry out of calendars whose meeting got a new one."""
    entry = _entry(mail)
    return _letter(
        mail,
        entry.meeting if entry else None,
        lambda meeting: (
            gettext("Een afspraak vervalt"),
            gettext(
                "Een eerdere afspraak verdwijnt met de bijlage uit uw agenda. Is er een nieuwe, dan krijgt u die apart."
            ),
            ics.end(entry, mail.to),  # type: ignore[arg-type]
        ),
        "CANCEL",
    )


def _letter(
    mail: OutgoingMail,
    meeting: MeetingPage | None,
    written: Callable[[MeetingPage], tuple[str, str, bytes]],
    method: str,
) -> Letter | None:
    person = _person(mail, meeting) if meeting else None
    if meeting is None or person is None:
        return None
    with override(person.language):
        subject, says, calendar = written(meeting)
        url = settings.BASE_URL + reverse("meeting", args=[meeting.pk])  # the page's own address has its title
        context = {"name": person.name, "says": says % {"what": _what(meeting)}, "url": url}
        return Letter(subject, "notice", context, person.language, calendar=calendar, method=method)


def _what(meeting: MeetingPage) -> str:
    begins = localtime(meeting.begins)
    told = {"body": meeting.workspace.title, "day": date_format(begins, "j F Y"), "time": f"{begins:%H:%M}"}
    return gettext("%(body)s, %(day)s om %(time)s") % told


def _meeting(mail: OutgoingMail, *, cancelled: bool = False) -> MeetingPage | None:
    rows = MeetingPage.objects.filter(pk=mail.reference or 0, live=True, cancelled_at__isnull=not cancelled)
    found: MeetingPage | None = rows.select_related("series").first()
    return found


def _entry(mail: OutgoingMail) -> FormerEntry | None:
    return FormerEntry.objects.select_related("meeting__series").filter(pk=mail.reference or 0).first()


def _person(mail: OutgoingMail, meeting: MeetingPage) -> User | None:
    return invited.to(meeting).filter(email__iexact=mail.to, is_active=True).first()


def offer() -> None:
    """Say how these mails are written, and to whom they may go."""
    outbox.register("meeting.invited", request, to=to_the_meeting)
    outbox.register("meeting.changed", update, to=to_the_meeting)
    outbox.register("meeting.cancelled", cancelled, to=to_the_meeting)
    outbox.register("meeting.ended", ended, to=to_the_former)
