"""Add a line to the chain: one writer at a time, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from schakel.journal.acts import ACTIONS, checked
from schakel.journal.chain import Link, digest
from schakel.journal.models import Head, Line

if TYPE_CHECKING:
    from schakel.accounts.models import User


def write(action: str, *, of: Model | None, by: User | None, data: Mapping[str, Any]) -> Line:
    """Write one line; who writes at the same time waits until this transaction ends.

    On PostgreSQL the row of the head is locked; SQLite lets one transaction write (IMMEDIATE).
    """
    if action not in ACTIONS:
        raise LookupError(f"Unknown journal action {action!r}: register it in the part's JOURNAL.")
    told = checked(data)
    workspace = told.pop("workspace", None) or _workspace_of(of)
    with transaction.atomic(savepoint=False):
        head = Head.objects.select_for_update().get()
        link = Link(
            seq=head.seq + 1,
            at=timezone.now(),
            action=action,
            by=by.pk if by is not None else None,
            kind=of._meta.label_lower if of is not None else "",
            of=str(of.pk) if of is not None else "",
            workspace=workspace,
            data=told,
            before=head.digest,
        )
        line = Line(**link._asdict(), digest=digest(link))
        line.save(force_insert=True)
        Head.objects.filter(pk=head.pk).update(seq=line.seq, digest=line.digest)
    return line


def _workspace_of(of: Model | None) -> int | None:
    """Return the key of the workspace that an object belongs to, where it says so."""
    known: int | None = getattr(of, "workspace_id", None)
    return known or getattr(getattr(of, "workspace", None), "pk", None)
