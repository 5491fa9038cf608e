"""Read the answer of a calendar program: a mail with an iTIP REPLY (RFC 5546 §3.2.3). Nothing of it is believed yet."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses

from icalendar import Calendar, Component

from meetings.models import Answer
from schakel.mail import incoming

LARGEST = 1_000_000  # octets of one mail
MOST_PARTS = 50
CALENDARS = {"text/calendar", "application/ics"}
PARTSTATS = {
    "ACCEPTED": Answer.Kind.YES,
    "DECLINED": Answer.Kind.NO,
    "TENTATIVE": Answer.Kind.MAYBE,
    "DELEGATED": Answer.Kind.SUBSTITUTE,
}
ADDRESS = re.compile(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+")


class Unreadable(incoming.Unreadable):
    """A mail that is no answer; its message is one line for who looks after the mailbox."""


@dataclass(frozen=True)
class Reply:
    """What a calendar says: who answers what to which invitation; `substitute` is the address of who comes instead."""

    uid: uuid.UUID
    sender: str
    answer: str
    stamp: datetime
    sequence: int = 0
    substitute: str = ""
    called: str = ""


def read(raw: bytes) -> Reply:
    """Return what one mail answers. Raises Unreadable for whatever is not exactly one answer of its sender."""
    if len(raw) > LARGEST:
        raise Unreadable(f"the mail is larger than {LARGEST} octets")
    if b"\x00" in raw:
        raise Unreadable("the mail holds nul bytes")
    try:
        mail = message_from_bytes(raw, policy=policy.default)
        return _reply(_calendar(mail), _sender(mail))
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as trouble:
        if isinstance(trouble, Unreadable):
            raise
        raise Unreadable(f"the mail cannot be read ({type(trouble).__name__})") from trouble


def _sender(mail: EmailMessage) -> str:
    headers = mail.get_all("From", [])
    found = [address.lower() for _, address in getaddresses([str(header) for header in headers])]
    if len(headers) != 1 or len(found) != 1 or not ADDRESS.fullmatch(found[0]):
        raise Unreadable("the mail does not have exactly one sender")
    return found[0]


def _calendar(mail: EmailMessage) -> Component:
    """Return the one event of the one calendar; programs that send it twice (as text and attached) are understood."""
    parts = [part for part, _ in zip(mail.walk(), range(MOST_PARTS + 1), strict=False)]
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"the mail has more than {MOST_PARTS} parts")
    texts = {_text(part) for part in parts if part.get_content_type() in CALENDARS}
    if len(texts) != 1:
        raise Unreadable("the mail holds no calendar" if not texts else "the mail holds more than one calendar")
    calendars = Calendar.from_ical(texts.pop(), multiple=True)
    if len(calendars) != 1 or str(calendars[0].get("METHOD", "")).upper() != "REPLY":
        raise Unreadable("the calendar is not one REPLY")
    events = calendars[0].walk("VEVENT")
    if len(events) != 1:
        raise Unreadable("the calendar does not hold exactly one event")
    return events[0]


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    text = content.decode("utf-8") if isinstance(content, bytes) else ""
    return "\r\n".join(text.splitlines()).strip()


def _reply(event: Component, sender: str) -> Reply:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    own = [attendee for attendee in attendees if _address(attendee) == sender]
    if len(own) != 1:
        raise Unreadable("the sender is not the one who answers")
    said = str(own[0].params.get("PARTSTAT", "")).upper()
    if said not in PARTSTATS:
        raise Unreadable("the calendar does not say yes, no, perhaps or who comes instead")
    substitute, called = _delegate(own[0], attendees) if said == "DELEGATED" else ("", "")
    stamp = event.decoded("DTSTAMP")
    if not isinstance(stamp, datetime):
        raise Unreadable("the calendar does not say when it was answered")
    return Reply(
        uid=uuid.UUID(str(event["UID"])),
        sender=sender,
        answer=str(PARTSTATS[said]),
        stamp=stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC),
        sequence=min(max(int(event.get("SEQUENCE", 0)), 0), 2**31 - 1),
        substitute=substitute,
        called=called,
    )


def _delegate(own: object, attendees: list[object]) -> tuple[str, str]:
    """Return the address and the name of who comes instead (DELEGATED-TO); empty when the calendar does not tell."""
    told = getattr(own, "params", {}).get("DELEGATED-TO", [])
    told = [told] if isinstance(told, str) else list(told)
    if len(told) > 1:
        raise Unreadable("the calendar names more than one substitute")
    address = _address(told[0]) if told else ""
    if told and not ADDRESS.fullmatch(address):
        raise Unreadable("the address of the substitute cannot be read")
    names = [getattr(each, "params", {}).get("CN", "") for each in attendees if _address(each) == address]
    return address, str(next(filter(None, names), address.partition("@")[0]))


def _address(told: object) -> str:
    return str(told).strip().strip('"').lower().removeprefix("mailto:").strip()
