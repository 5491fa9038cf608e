"""Mails that could not be sent: an administrator sends them again or lets them go; none is forgotten."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from schakel import journal
from schakel.accounts.models import User
from schakel.mail.models import OutgoingMail
from schakel.mail.tasks import send

State = OutgoingMail.State
JOURNAL = {
    "mail.again": "liet een mislukte e-mail opnieuw verzenden",
    "mail.let_go": "liet een mislukte e-mail gaan",
}
STUCK = timedelta(minutes=10)  # how much later than planned a mail goes before the clock looks after it
AT_A_TIME = 500


@transaction.atomic
def again(mail: OutgoingMail, *, by: User) -> bool:
    """Send a failed mail once more, with all its attempts; False when it did not fail or is on its way already."""
    failed = OutgoingMail.objects.filter(pk=mail.pk, state=State.FAILED)
    if not failed.update(state=State.DUE, attempts=0, next_try=timezone.now()):
        return False
    journal.record("mail.again", of=mail, by=by)
    send.enqueue(mail.pk)
    return True


@transaction.atomic
def let_go(mail: OutgoingMail, *, by: User) -> bool:
    """Say that a failed mail need not be sent any more; False when there is nothing to let go."""
    if not OutgoingMail.objects.filter(pk=mail.pk, state=State.FAILED).update(state=State.DROPPED):
        return False
    journal.record("mail.let_go", of=mail, by=by)
    return True


def wake_stuck(now: datetime | None = None) -> int:
    """Plan mails again whose worker died under way; return how many. Their Message-ID stays the same."""
    moment = now or timezone.now()
    late = OutgoingMail.objects.filter(state=State.DUE, next_try__lt=moment - STUCK)
    stuck = list(late.values_list("pk", flat=True)[:AT_A_TIME])
    OutgoingMail.objects.filter(pk__in=stuck).update(next_try=moment)
    for pk in stuck:
        send.enqueue(pk)
    return len(stuck)
