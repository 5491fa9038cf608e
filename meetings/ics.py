"""Meetings as iCalendar (RFC 5545, 5546): when, where and a link; nothing of what they are about.

Every meeting is an event of its own with a UID of its own, also in a series: a series with exceptions reaches calendars
in different states. SEQUENCE rises by one with each change. A whole series that changes ends its old UIDs (CANCEL) and
starts new ones (REQUEST): some calendars do not follow anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from meetings.models import FormerEntry, MeetingPage
from schakel.workspaces.models import WorkspacePage

REFRESH = timedelta(hours=1)


def calendar(meeting: MeetingPage) -> bytes:
    """Return `meeting` for who downloads it: an entry without an invitation."""
    return _document("PUBLISH", [_event(meeting)])


def feed(meetings: Iterable[MeetingPage]) -> bytes:
    """Return `meetings` for a calendar that fetches them again and again."""
    document = _calendar("PUBLISH")
    document.add("x-wr-calname", "Schakel")
    document.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    document.add("x-published-ttl", "PT1H")
    document.add_component(Timezone.from_tzid(settings.TIME_ZONE))  # a calendar without a meeting needs a component
    for meeting in meetings:
        document.add_component(_event(meeting))
    return bytes(document.to_ical())


def request(meeting: MeetingPage, address: str) -> bytes:
    """Return the invitation of whoever has `address`, and nobody else's; sent again it is an update."""
    event = _event(meeting)
    event.add("attendee", _attendee(address, asks=True))
    return _document("REQUEST", [event])


def cancel(meeting: MeetingPage, address: str) -> bytes:
    """Return that `meeting` does not take place, for whoever has `address`."""
    event = _event(meeting)
    event.add("attendee", _attendee(address))
    return _document("CANCEL", [event])


def end(entry: FormerEntry, address: str) -> bytes:
    """Return that an entry with an earlier UID is over, for whoever has `address`."""
    event = _bare(entry.uid, entry.sequence, entry.at, (entry.begins, entry.ends), entry.workspace)
    event.add("status", "CANCELLED")
    event.add("attendee", _attendee(address))
    return _document("CANCEL", [event])


def _calendar(method: str) -> Calendar:
    document = Calendar()
    document.add("prodid", "-//Schakel//NL")
    document.add("version", "2.0")
    document.add("calscale", "GREGORIAN")
    document.add("method", method)
    return document


def _document(method: str, events: list[Event]) -> bytes:
    document = _calendar(method)
    for event in events:
        document.add_component(event)
    document.add_missing_timezones()
    return bytes(document.to_ical())


def _event(meeting: MeetingPage) -> Event:
    span = (meeting.begins, meeting.ends)
    event = _bare(meeting.uid, meeting.sequence, meeting.stamped_at, span, meeting.workspace)
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", settings.BASE_URL + reverse("meeting", args=[meeting.pk]))  # the page's own address has its title
    event.add("status", "CANCELLED" if meeting.is_cancelled else "CONFIRMED")
    return event


def _bare(uid: UUID, sequence: int, stamp: datetime, span: tuple[datetime, datetime], body: WorkspacePage) -> Event:
    event = Event()
    event.add("uid", str(uid))
    event.add("sequence", sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", localtime(span[0]))
    event.add("dtend", localtime(span[1]))
    event.add("summary", _("Vergadering %(body)s") % {"body": body.title})
    event.add("class", "CONFIDENTIAL")
    event.add("organizer", _organizer())
    return event


def _organizer() -> vCalAddress:
    found = vCalAddress(f"mailto:{settings.REPLY_ADDRESS}")
    found.params["CN"] = vText("Schakel")
    return found


def _attendee(address: str, *, asks: bool = False) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CUTYPE"], found.params["ROLE"] = vText("INDIVIDUAL"), vText("REQ-PARTICIPANT")
    if asks:
        found.params["PARTSTAT"], found.params["RSVP"] = vText("NEEDS-ACTION"), vText("TRUE")
    return found
