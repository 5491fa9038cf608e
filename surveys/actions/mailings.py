"""The verbs of a mailing: write, change, try out, send; and what the worker does until everybody was written to.

Who gets it is asked when it leaves. A receipt and the row in the outbox are written in one transaction, so that a run
that is cut off and begun again, or two that run at once, write to each contact once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.mail import outbox
from surveys import placeholders, recipients
from surveys.models import Mailing, MailingReceipt, SurveyPage

AT_A_TIME = 20  # mails in one transaction: whoever types an answer waits for no more
MINUTE = timedelta(minutes=1)
SILENT = timedelta(minutes=3)  # how long nothing leaves before the clock looks after it


@transaction.atomic
def write(survey: SurveyPage, *, kind: str, subject: str, body: str, by: User | None) -> Mailing:
    """Keep a mailing that is not sent yet. Raises ValidationError for what cannot be filled in, by field."""
    made = Mailing(survey=survey, kind=kind, subject=subject.strip(), body=_plain(body), by=by)
    _check(made)
    made.save()
    journal.record("mailing.write", of=survey, by=by, mailing=made.pk, kind=str(kind))
    return made


@transaction.atomic
def change(mailing: Mailing, *, subject: str, body: str, by: User) -> None:
    """Change the words of a mailing that is not sent yet. Raises ValidationError as `write`, and when it was sent."""
    mailing.subject, mailing.body = subject.strip(), _plain(body)
    _check(mailing)
    mine = Mailing.objects.filter(pk=mailing.pk, begun_at__isnull=True)
    if not mine.update(subject=mailing.subject, body=mailing.body):
        raise ValidationError(_("Deze mailing is al verzonden. De tekst ligt vast."))
    journal.record("mailing.change", of=mailing.survey, by=by, mailing=mailing.pk)


def _plain(body: str) -> str:
    return body.replace("\r\n", "\n").strip()


def _check(mailing: Mailing) -> None:
    mailing.full_clean(exclude=["survey", "by"])
    wrong = {
        "subject": placeholders.problems_of_subject(mailing.subject),
        "body": placeholders.problems_of_body(mailing.body, mailing.kind),
    }
    if any(wrong.values()):
        raise ValidationError({field: found for field, found in wrong.items() if found})


@transaction.atomic
def try_out(mailing: Mailing, *, by: User) -> None:
    """Send a mailing to who looks at it, as an invented municipality would get it."""
    journal.record("mailing.try", of=mailing.survey, by=by, mailing=mailing.pk)
    outbox.enqueue("survey.mailing_try", to=by.email, reference=mailing.pk)


@transaction.atomic
def send(mailing: Mailing, *, by: User | None) -> None:
    """Let a mailing leave. Raises ValidationError before the round is open, and when it was sent already."""
    if not mailing.survey.is_frozen:
        raise ValidationError(_("Open de ronde voordat u gemeenten schrijft."))
    if not Mailing.objects.filter(pk=mailing.pk, begun_at__isnull=True).update(begun_at=timezone.now()):
        raise ValidationError(_("Deze mailing is al verzonden."))
    journal.record("mailing.send", of=mailing.survey, by=by, mailing=mailing.pk)
    _plan(mailing.pk)


@transaction.atomic
def go_on(mailing: Mailing) -> None:
    """Let a mailing that was begun write to who still has to get it; nobody gets it twice."""
    Mailing.objects.filter(pk=mailing.pk).update(done_at=None)
    _plan(mailing.pk)


def _plan(pk: int, at: datetime | None = None) -> None:
    from surveys.tasks_mailing import run_mailing  # the task calls this module

    (run_mailing.using(run_after=at) if at else run_mailing).enqueue(pk)


def run(mailing: Mailing) -> str:
    """Write to as many as may be written to in this minute, then plan the next one; tell what became of it."""
    if mailing.begun_at is None or mailing.done_at is not None:
        return "nothing to do"
    while (room := _room()) > 0:
        if not _write_to_some(mailing, min(AT_A_TIME, room)):
            Mailing.objects.filter(pk=mailing.pk, done_at__isnull=True).update(done_at=timezone.now())
            return "done"
    _plan(mailing.pk, timezone.now() + MINUTE)
    return "goes on"


def _room() -> int:
    """Return how many mails may still leave in this minute, whatever mailing they are of."""
    lately = MailingReceipt.objects.filter(at__gt=timezone.now() - MINUTE).count()
    return max(settings.MAIL_PER_MINUTE, 1) - lately


@transaction.atomic
def _write_to_some(mailing: Mailing, most: int) -> int:
    """Put a mail ready for at most so many who still have to get one; return how many were found."""
    found = list(recipients.waiting(mailing)[:most])
    for contact in found:
        try:
            with transaction.atomic():
                row = MailingReceipt.objects.create(
                    mailing=mailing,
                    contact=contact,
                    invitation_id=contact.invitation_pk,  # type: ignore[attr-defined]
                )
        except IntegrityError:  # another worker wrote to this contact in this moment
            continue
        key = f"survey.mailing:{mailing.pk}:{contact.pk}"
        outbox.enqueue("survey.mailing", to=contact.email, reference=row.pk, key=key)
    return len(found)


def wake(now: datetime | None = None) -> int:
    """Plan mailings again whose worker died under way; return how many."""
    moment = now or timezone.now()
    begun = Mailing.objects.filter(begun_at__isnull=False, done_at__isnull=True)
    silent = begun.annotate(last=Coalesce(Max("receipts__at"), "begun_at")).filter(last__lt=moment - SILENT)
    stuck = list(silent.values_list("pk", flat=True))
    for pk in stuck:
        _plan(pk)
    return len(stuck)
