"""A meeting as a file for somebody's own calendar: when, where and a link; nothing of what it is about."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from meetings.models import MeetingPage


def calendar(meeting: MeetingPage) -> bytes:
    """Return `meeting` as iCalendar (RFC 5545), in Dutch time with its VTIMEZONE.

    The UID never changes. SEQUENCE rises with each publication: the seconds between the first and the last one.
    """
    document = Calendar()
    document.add("prodid", "-//Schakel//NL")
    document.add("version", "2.0")
    document.add("method", "PUBLISH")
    document.add_component(_event(meeting))
    document.add_missing_timezones()
    return bytes(document.to_ical())


def _event(meeting: MeetingPage) -> Event:
    event = Event()
    event.add("uid", str(meeting.uid))
    event.add("sequence", _sequence(meeting))
    event.add("dtstamp", meeting.last_published_at or meeting.begins)
    event.add("dtstart", localtime(meeting.begins))
    event.add("dtend", localtime(meeting.ends))
    event.add("summary", _("Vergadering %(body)s") % {"body": meeting.workspace.title})
    if meeting.place:
        event.add("location", meeting.place)
    event.add("url", settings.BASE_URL + reverse("meeting", args=[meeting.pk]))  # the page's own address has its title
    event.add("class", "CONFIDENTIAL")
    return event


def _sequence(meeting: MeetingPage) -> int:
    if not (meeting.first_published_at and meeting.last_published_at):
        return 0
    return int((meeting.last_published_at - meeting.first_published_at).total_seconds())
