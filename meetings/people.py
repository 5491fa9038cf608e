"""Who takes part in a workspace, at this moment or at the moment of a meeting."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from schakel.accounts.models import User
from schakel.dated import at_moment
from schakel.workspaces import access
from schakel.workspaces.models import Membership, WorkspacePage

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage


def memberships(workspace: WorkspacePage, moment: datetime | None = None) -> QuerySet[Membership]:
    """Return the memberships of `workspace` at `moment`; at this moment without one."""
    rows = Membership.objects.filter(at_moment(moment), at_moment(moment, prefix="seat__"), seat__workspace=workspace)
    return rows.select_related("user", "seat__organisation").order_by("user__name", "pk")


def members(workspace: WorkspacePage) -> QuerySet[User]:
    """Return the persons who can get an action point in `workspace`."""
    own = memberships(workspace).filter(user__is_active=True)
    return User.objects.filter(pk__in=own.order_by().values("user")).order_by("name", "pk")


def readers(meeting: MeetingPage) -> QuerySet[User]:
    """Return the members who see `meeting`, by the rule of its workspace on the past."""
    return members(meeting.workspace).filter(access.seers(meeting.workspace, meeting.begins))


def choices(workspace: WorkspacePage) -> list[tuple[str, str]]:
    """Return the members as choices of a form: "Noor Veldkamp, Fier"."""
    labels: dict[str, str] = {}
    for row in memberships(workspace).filter(user__is_active=True):
        labels.setdefault(str(row.user_id), f"{row.user}, {row.seat}")
    return list(labels.items())
