"""Put a mail in the outbox, and what each kind of mail says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from schakel.mail.models import OutgoingMail, fresh_key


@dataclass(frozen=True)
class Letter:
    """What a mail says: a neutral subject, the template (mail/NAME.txt and .html) and what stands in it."""

    subject: str
    template: str
    context: dict[str, Any] = field(default_factory=dict)
    language: str = "nl"
    calendar: bytes = b""  # an iCalendar object that goes along, with its METHOD
    method: str = ""


Writer = Callable[[OutgoingMail], Letter | None]
Receiver = Callable[[OutgoingMail], bool]
WRITERS: dict[str, Writer] = {}
RECEIVERS: dict[str, Receiver] = {}


def register(kind: str, writer: Writer, *, to: Receiver | None = None) -> None:
    """Say how mails of `kind` are written, and `to` whom: it judges the address at the moment of sending.

    A writer returns None for a mail that is no longer needed. A kind without `to` is never sent.
    """
    if kind in WRITERS:
        raise ImproperlyConfigured(f"The mail {kind!r} is registered twice.")
    WRITERS[kind] = writer
    if to is not None:
        RECEIVERS[kind] = to


def may_receive(mail: OutgoingMail) -> bool:
    """Tell whether the address of `mail` may have it at this moment."""
    judge = RECEIVERS.get(mail.kind)
    return judge is not None and judge(mail)


def enqueue(kind: str, *, to: str, reference: int | None = None, key: str = "") -> OutgoingMail:
    """Store that a mail is due and let the worker send it after the commit; the same `key` is sent once.

    Raises LookupError for a kind that nobody registered.
    """
    from schakel.mail.tasks import send  # the task imports this module to know the writers

    if kind not in WRITERS:
        raise LookupError(f"Unknown mail {kind!r}: register it in the part's AppConfig.ready.")
    row, is_new = OutgoingMail.objects.get_or_create(
        key=key or fresh_key(), defaults={"kind": kind, "to": to, "reference": reference}
    )
    if is_new:
        send.enqueue(row.pk)
    return row
