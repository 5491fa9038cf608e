"""Spread a notice over who should know, at the moment that the worker comes to it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from schakel.accounts.models import User
from schakel.mail import outbox
from schakel.notices import kinds, paces
from schakel.notices.models import Notice, Pace, Receipt


@task(backend="background", queue_name="mail")
def spread(pk: int) -> int:
    """Tell each who should know, in the own pace; return how many that are. Doing it again tells nobody twice."""
    notice = Notice.objects.filter(pk=pk).first()
    subject = subject_of(notice) if notice else None
    if notice is None or subject is None:
        return 0
    kind, thing = subject
    told = list(kind.to(thing).filter(is_active=True).exclude(pk=notice.by or 0))
    pace = paces.of(told, kind.workspace(thing))
    with transaction.atomic():
        for person in told:
            _tell(notice, person, pace[person.pk])
    return len(told)


def subject_of(notice: Notice) -> tuple[kinds.Kind, Any] | None:
    """Return what a notice is about; None when that is gone."""
    kind = kinds.of(notice.kind)
    thing = kind.model._default_manager.filter(pk=notice.reference).first()
    return (kind, thing) if thing is not None else None


def _tell(notice: Notice, person: User, pace: Pace) -> None:
    moment = paces.due(pace, timezone.now())
    _, is_new = Receipt.objects.get_or_create(notice=notice, user=person, defaults={"due": moment})
    if is_new and pace == Pace.AT_ONCE:
        outbox.enqueue("notice", to=person.email, reference=notice.pk, key=f"notice:{notice.pk}:{person.pk}")
