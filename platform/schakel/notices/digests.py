"""What waited for the morning goes in one mail for each person."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from schakel.accounts.models import User
from schakel.mail import outbox
from schakel.notices.models import Receipt


def send_due(now: datetime | None = None) -> int:
    """Put a digest in the outbox for each person for whom something waits; return how many. Twice sends none twice."""
    moment = now or timezone.now()
    waiting = Receipt.objects.due(moment).order_by().values_list("user", flat=True).distinct()
    people = User.objects.filter(pk__in=waiting)
    return sum(_gather(person, moment) for person in people)


@transaction.atomic
def _gather(person: User, moment: datetime) -> bool:
    """Give all that waits for `person` to one mail; whoever comes second finds nothing left to give."""
    User.objects.select_for_update().get(pk=person.pk)
    rows = Receipt.objects.due(moment).filter(user=person)
    last = rows.order_by("-pk").values_list("pk", flat=True).first()
    if last is None:
        return False
    mail = outbox.enqueue("notice.digest", to=person.email, reference=person.pk, key=f"digest:{person.pk}:{last}")
    rows.update(mail=mail)
    return True
