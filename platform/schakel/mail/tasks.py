"""Send what is due, with growing pauses; after five attempts somebody must look."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import WRITERS, Letter, may_receive

logger = logging.getLogger(__name__)
ATTEMPTS = 5
PAUSE = timedelta(minutes=1)


@task(backend="background", queue_name="mail")
def send(pk: int) -> str:
    """Write and send one mail of the outbox; a mail that was sent is not sent again."""
    row = _taken(pk)
    if row is None:
        return "nothing due"
    letter = WRITERS[row.kind](row) if may_receive(row) else None
    if letter is None:
        return _close(row, OutgoingMail.State.DROPPED)
    try:
        _message(row, letter).send()
    except (OSError, smtplib.SMTPException) as trouble:
        return _again(row, trouble)
    row.sent = timezone.now()
    return _close(row, OutgoingMail.State.SENT)


def _taken(pk: int) -> OutgoingMail | None:
    """Take the next attempt at a mail, by compare-and-swap: of two workers one gets it."""
    row = OutgoingMail.objects.filter(pk=pk, state=OutgoingMail.State.DUE).first()
    if row is None:
        return None
    mine = OutgoingMail.objects.filter(pk=pk, state=OutgoingMail.State.DUE, attempts=row.attempts)
    row.attempts += 1
    return row if mine.update(attempts=row.attempts) else None


def _close(row: OutgoingMail, state: OutgoingMail.State) -> str:
    row.state, row.error = state, ""
    row.save(update_fields=["state", "error", "sent"])
    return str(state)


def _again(row: OutgoingMail, trouble: Exception) -> str:
    row.error = f"{type(trouble).__name__}: {trouble}"[:300]
    if row.attempts >= ATTEMPTS:
        row.state = OutgoingMail.State.FAILED
        logger.error("Mail %s (%s) failed %s times: %s", row.pk, row.kind, row.attempts, row.error)
    row.next_try = timezone.now() + PAUSE * 2**row.attempts
    row.save(update_fields=["state", "error", "next_try"])
    if row.state == OutgoingMail.State.DUE:
        send.using(run_after=row.next_try).enqueue(row.pk)
    return "again later"


def _message(row: OutgoingMail, letter: Letter) -> EmailMultiAlternatives:
    context = {**letter.context, "base_url": settings.BASE_URL, "subject": letter.subject, "demo": settings.DEMO}
    with translation.override(letter.language):
        text = render_to_string(f"mail/{letter.template}.txt", context)
        html = render_to_string(f"mail/{letter.template}.html", context)
    message = EmailMultiAlternatives(letter.subject, text, to=[row.to])
    message.extra_headers["Message-ID"] = f"<{row.key}@{settings.BASE_URL.partition('://')[2].partition(':')[0]}>"
    message.attach_alternative(html, "text/html")
    if letter.calendar:  # calendars read the alternative, people open the file
        message.attach_alternative(letter.calendar.decode(), f"text/calendar; method={letter.method}")
        message.attach("vergadering.ics", letter.calendar, "application/ics")
    return message
