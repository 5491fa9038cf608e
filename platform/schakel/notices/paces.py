"""How often each person wants mail, and when the next digest goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from schakel.accounts.models import User
from schakel.notices.models import Pace, Preference

HOUR = 7  # o'clock in the morning, Dutch time
MONDAY = 0


def of(users: Iterable[User], workspace: int | None) -> dict[int, Pace]:
    """Return for each of `users` how often mail about `workspace` may come; one question."""
    rows = Preference.objects.filter(user__in=users, workspace=workspace).values_list("user", "pace")
    chosen = {user: Pace(pace) for user, pace in rows}
    return {user.pk: chosen.get(user.pk, Pace.AT_ONCE) for user in users}


def is_off(user: User, workspace: int | None) -> bool:
    """Tell whether `user` wants no mail about `workspace`; off means off, also for what was already on its way."""
    return Preference.objects.filter(user=user, workspace=workspace, pace=Pace.OFF).exists()


def due(pace: Pace, moment: datetime) -> datetime | None:
    """Return when the digest goes in which something of `moment` stands; None for what stands in none."""
    if pace not in (Pace.DAILY, Pace.WEEKLY):
        return None
    local = timezone.localtime(moment)
    morning = local.replace(hour=HOUR, minute=0, second=0, microsecond=0, tzinfo=None)
    days = 0 if local.replace(tzinfo=None) < morning else 1
    if pace == Pace.WEEKLY:
        days += (MONDAY - (morning + timedelta(days=days)).weekday()) % 7
    return timezone.make_aware(morning + timedelta(days=days))


@transaction.atomic
def choose(chosen: Mapping[int | None, str], *, by: User) -> None:
    """Store how often `by` wants mail, for each workspace (None: what belongs to none)."""
    for workspace, pace in chosen.items():
        Preference.objects.update_or_create(user=by, workspace_id=workspace, defaults={"pace": Pace(pace)})
