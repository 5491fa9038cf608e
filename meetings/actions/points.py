"""The verb of action points: done."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from meetings.models import ActionPoint
from schakel import journal
from schakel.accounts.models import User
from schakel.push.announcing import announce
from schakel.workspaces import access


def may_finish(point: ActionPoint, user: User) -> bool:
    """Tell whether `user` may say that this is done: the owner, and who keeps the list."""
    return point.owner_id == user.pk or access.may(user, "action.close", point)


@transaction.atomic
def done(point: ActionPoint, *, by: User) -> None:
    """Say that an action point is done; saying it again changes nothing."""
    open_one = ActionPoint.objects.filter(pk=point.pk, done_at__isnull=True)
    if open_one.update(done_at=timezone.now(), done_by=by):
        journal.record("action.done", of=point, by=by, number=point.number)
        announce(point.workspace, "action.done", point.pk)
    point.refresh_from_db(fields=["done_at", "done_by"])
