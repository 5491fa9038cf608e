"""The verb of notices: tell."""

from __future__ import annotations

from django.db.models import Model

from schakel.accounts.models import User
from schakel.notices import kinds
from schakel.notices.models import Notice, fresh_key


def tell(kind: str, thing: Model, *, key: str = "", by: User | None = None) -> Notice:
    """Store in the caller's transaction that people should know of `thing`; the same `key` is told once.

    The worker asks to whom it goes; `by`, who did it, is not told. Raises LookupError for an unknown kind.
    """
    from schakel.notices.tasks import spread  # the task imports the kinds

    kinds.of(kind)
    notice, is_new = Notice.objects.get_or_create(
        key=key or fresh_key(), defaults={"kind": kind, "reference": thing.pk, "by": by.pk if by else None}
    )
    if is_new:
        spread.enqueue(notice.pk)
    return notice
