"""What meetings show on the page of a workspace and on "Mijn overzicht"."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import answering, held
from meetings.models import ActionPoint, DatePoll, Decision, MeetingPage, ProposedItem
from schakel.accounts.models import User
from schakel.registries import Panel, overview_panels, workspace_panels
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

SHOWN = 5
LATEST = 3


def next_meeting(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the meeting that comes, or what the secretary can do when none is planned."""
    coming = list(_of(workspace, user).to_come()[: 1 + LATEST])
    plans = access.may(user, "meeting.edit", workspace)
    if not coming and not plans:
        return None
    nearest = coming[0] if coming else None
    return {"meeting": nearest, "later": coming[1:], "plans": plans, "workspace": workspace}


def earlier(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the meetings that are over, the latest first, with how far their minutes are."""
    rows = list(_of(workspace, user).past().taking_place()[:SHOWN])
    if not rows:
        return None
    told = {"tab": _("Vergaderingen"), "anchor": "vergaderingen", "workspace": workspace}
    return {**told, "rows": held.with_minutes(rows, user)}


def decisions(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the latest decisions."""
    rows = Decision.objects.visible_to(user).filter(workspace=workspace)
    latest = list(rows.select_related("minutes")[:LATEST])
    if not latest:
        return None
    return _register(workspace, "decisions", latest, rows.count()) | {"tab": _("Besluiten"), "anchor": "besluiten"}


def actions(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the action points that wait longest."""
    rows = ActionPoint.objects.visible_to(user).filter(workspace=workspace).open()
    oldest = list(rows.select_related("minutes", "owner", "organisation")[:SHOWN])
    if not oldest:
        return None
    return _register(workspace, "points", oldest, rows.count()) | {
        "tab": _("Actiepunten"),
        "anchor": "acties",
        "reader": user,
    }


def _register(workspace: WorkspacePage, name: str, rows: list[Any], count: int) -> dict[str, Any]:
    return {name: rows, "count": count, "workspace": workspace}


def _of(workspace: WorkspacePage, user: User) -> Any:
    return MeetingPage.objects.visible_to(user).child_of(workspace)


def my_meetings(user: User) -> dict[str, Any] | None:
    """Return the next meetings in the workspaces of a person."""
    rows = list(MeetingPage.heads.visible_to(user).filter(live=True).to_come()[:LATEST])
    if not rows:
        return None
    return {"meetings": held.in_their_bodies(rows), "unanswered": answering.unanswered(rows, user)}


def date_polls(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the date polls of which no date was chosen yet."""
    rows = list(DatePoll.objects.visible_to(user).filter(workspace=workspace).undecided())
    return {"polls": rows} if rows else None


def my_date_polls(user: User) -> dict[str, Any] | None:
    """Return the date polls that this person has not answered."""
    rows = list(DatePoll.objects.waiting_for(user).select_related("workspace"))
    return {"polls": rows, "waiting": len(rows)} if rows else None


def my_actions(user: User) -> dict[str, Any] | None:
    """Return what this person promised and did not finish; `waiting` and `late` are counted on top of the page."""
    rows = list(ActionPoint.objects.visible_to(user).filter(owner=user).open().select_related("workspace", "minutes"))
    if not rows:
        return None
    return {"points": rows, "waiting": len(rows), "late": sum(row.is_late for row in rows)}


def my_proposals(user: User) -> dict[str, Any] | None:
    """Return what this person submitted for meetings that are still to come, and how far that is."""
    rows = ProposedItem.objects.visible_to(user).filter(submitted_by=user, meeting__begins__gt=timezone.now())
    found = list(rows.select_related("meeting")[:SHOWN])
    if not found:
        return None
    held.in_their_bodies(row.meeting for row in found)
    return {"proposals": found}


def offer() -> None:
    """Put the panels in their places."""
    folder = "meetings/panels"
    workspace_panels.register(Panel("meetings.next", f"{folder}/next.html", next_meeting, order=10))
    workspace_panels.register(Panel("meetings.earlier", f"{folder}/earlier.html", earlier, order=20))
    workspace_panels.register(Panel("meetings.decisions", f"{folder}/decisions.html", decisions, order=30))
    workspace_panels.register(Panel("meetings.actions", f"{folder}/actions.html", actions, order=40))
    workspace_panels.register(Panel("meetings.datepolls", f"{folder}/datepolls.html", date_polls, order=15))
    overview_panels.register(Panel("meetings.my_datepolls", f"{folder}/my_datepolls.html", my_date_polls, order=15))
    overview_panels.register(Panel("meetings.my_actions", f"{folder}/my_actions.html", my_actions, order=30))
    overview_panels.register(Panel("meetings.my_proposals", f"{folder}/my_proposals.html", my_proposals, order=35))
    overview_panels.register(Panel("meetings.mine", f"{folder}/my_meetings.html", my_meetings, order=20, side=True))
