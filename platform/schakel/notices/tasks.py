"""Spread a notice over who should know, at the moment that the worker comes to it."""

from __future__ import annotations

from django.db import transaction
from django_tasks import task

from schakel.mail import outbox
from schakel.notices import kinds
from schakel.notices.models import Notice


@task(backend="background", queue_name="mail")
def spread(pk: int) -> int:
    """Put a mail in the outbox for each who should know; return how many. Doing it again adds none."""
    notice = Notice.objects.filter(pk=pk).first()
    kind = kinds.of(notice.kind) if notice else None
    thing = kind.model._default_manager.filter(pk=notice.reference).first() if notice and kind else None
    if notice is None or kind is None or thing is None:
        return 0
    with transaction.atomic():
        told = list(kind.to(thing).filter(is_active=True).exclude(pk=notice.by or 0))
        for person in told:
            outbox.enqueue("notice", to=person.email, reference=notice.pk, key=f"notice:{notice.pk}:{person.pk}")
    return len(told)
