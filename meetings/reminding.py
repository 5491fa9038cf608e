"""Who is told of action points and polls, and when: seven days before the day, on it, and each week that it is late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import people, polling
from meetings.models import ActionPoint, Poll
from schakel import registries
from schakel.accounts.models import User
from schakel.clock import jobs
from schakel.dated import at_moment
from schakel.notices import kinds, telling
from schakel.notices.kinds import Kind
from schakel.workspaces.models import Membership, WorkspacePage

AHEAD, WEEK = timedelta(days=7), 7


def owner(point: ActionPoint) -> QuerySet[User]:
    """Return the owner of an open action point, as long as there is a place in its body."""
    if not point.is_open:
        return User.objects.none()
    return people.members(point.workspace).filter(pk=point.owner_id)


def owner_in_time(point: ActionPoint) -> QuerySet[User]:
    """Return the owner when the day is near or past: not of what was moved meanwhile."""
    return owner(point) if point.due - AHEAD <= timezone.localdate() else User.objects.none()


def keepers(workspace: WorkspacePage) -> QuerySet[User]:
    """Return who keeps the list of action points of a body, when something on it is adrift."""
    if not ActionPoint.objects.filter(workspace=workspace).adrift().exists():
        return User.objects.none()
    here = Q(seat__workspace=workspace, role__in=registries.rights.roles("action.close"))
    rows = Membership.objects.filter(at_moment(), at_moment(prefix="seat__"), here)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True)


def turn(point: ActionPoint, today: date) -> int:
    """Return which reminder it is: -1 in the week before the day, 0 from the day on, then one more for each week."""
    return (today - point.due).days // WEEK


def remind(today: date | None = None) -> int:
    """Tell owners what is due; a reminder that was sent is not sent again, one that was missed comes once."""
    day = today or timezone.localdate()
    rows = ActionPoint.objects.open().filter(due__lte=day + AHEAD)
    for point in rows:
        telling.tell("action.due", point, key=_key(point, day))
    return len(rows)


def _key(point: ActionPoint, day: date) -> str:
    return f"action.due:{point.pk}:{point.owner_id}:{point.due:%Y%m%d}:{turn(point, day)}"


def look_for_adrift(today: date | None = None) -> int:
    """Tell the secretariat, once a week, of action points without a next meeting or a reason."""
    year, week, _day = (today or timezone.localdate()).isocalendar()
    bodies = ActionPoint.objects.adrift().order_by().values("workspace")
    rows = WorkspacePage.objects.filter(pk__in=bodies)
    for workspace in rows:
        telling.tell("action.adrift", workspace, key=f"action.adrift:{workspace.pk}:{year}-{week}")
    return len(rows)


def _says_due(point: ActionPoint) -> str:
    today = timezone.localdate()
    if point.due > today:
        return _("Een actiepunt van u moet binnen een week af zijn.")
    if point.due == today:
        return _("Een actiepunt van u moet vandaag af zijn.")
    return _("Een actiepunt van u is te laat.")


def _mine(thing: Any) -> str:
    return reverse("my_actions")


def offer() -> None:
    """Register the kinds of notices and the jobs of the clock."""
    of_point: dict[str, Any] = {"model": ActionPoint, "url": _mine, "workspace": lambda point: point.workspace_id}
    kinds.register(
        Kind("action.due", label=gettext_lazy("Herinneringen aan mijn actiepunten"), to=owner_in_time, says=_says_due,
             **of_point)
    )  # fmt: skip
    kinds.register(
        Kind("action.handed", label=gettext_lazy("Een actiepunt dat aan mij is overgedragen"), to=owner,
             says=lambda point: _("U hebt een actiepunt overgenomen."), **of_point)
    )  # fmt: skip
    kinds.register(
        Kind("action.adrift", model=WorkspacePage, label=gettext_lazy("Actiepunten zonder volgende vergadering"),
             to=keepers, says=lambda page: _("Er zijn actiepunten zonder volgende vergadering en zonder reden."),
             url=lambda page: reverse("cockpit"), workspace=lambda page: page.pk)
    )  # fmt: skip
    kinds.register(
        Kind("poll.asked", model=Poll, label=gettext_lazy("Een stemming waarin ik kan stemmen"), to=polling.voters,
             says=lambda poll: _("Er staat een stemming voor u open."),
             url=lambda poll: reverse("poll", args=[poll.pk]), workspace=lambda poll: poll.workspace.pk)
    )  # fmt: skip
    jobs.register("meetings.remind", every=timedelta(hours=6), do=remind)
    jobs.register("meetings.adrift", every=timedelta(days=1), do=look_for_adrift)
