"""What field reports show on the page of a workspace and on "Mijn overzicht"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from meetings.models import Escalation, FieldReport
from schakel.accounts.models import User
from schakel.registries import Panel, overview_panels, workspace_panels
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

SHOWN = 5
AT_HOME = ("reported", "worded", "approved")


@dataclass(frozen=True)
class Mine:
    """A report of somebody, the body where it lies when that is another one, and the answer that came home."""

    report: FieldReport
    lies: Escalation | None
    answered: Escalation | None
    asks: Escalation | None  # the words that wait for the approval of who reported it


def _mine(report: FieldReport) -> Mine:
    steps = list((report.merged_into or report).escalations.all())
    lies = [step for step in steps if step.waits]
    answered = [step for step in steps if step.of_id is None and step.answered_at]
    asks = [step for step in report.escalations.all() if step.of_id is None and _asks(step, report)]
    return Mine(
        report,
        lies[-1] if lies else None,
        answered[-1] if answered and not lies else None,
        asks[-1] if asks else None,
    )


def _asks(step: Escalation, report: FieldReport) -> bool:
    return step.state == Escalation.State.WORDED and step.worded_by_id != report.reporter_id


def mine(user: User) -> dict[str, Any] | None:
    """Return what this person reported and where it lies now."""
    steps = Escalation.objects.select_related("to_workspace").order_by("worded_at", "pk")
    rows = FieldReport.objects.visible_to(user).of(user).select_related("workspace", "merged_into")
    found = rows.prefetch_related(
        Prefetch("escalations", queryset=steps), Prefetch("merged_into__escalations", queryset=steps)
    )[:SHOWN]
    mine = [_mine(row) for row in found]
    return {"mine": mine, "waiting": sum(each.asks is not None for each in mine)} if mine else None


def of_workspace(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the newest reports of a body, and how many steps wait for an answer of it."""
    if not access.may(user, "fieldreport.see", workspace):
        return None
    rows = list(FieldReport.objects.visible_to(user).filter(workspace=workspace).with_all()[:SHOWN])
    waiting = Escalation.objects.received_by(user).filter(to_workspace=workspace).under_way().count()
    may_report = access.may(user, "fieldreport.report", workspace)
    return {"reports": rows, "waiting": waiting, "workspace": workspace, "may_report": may_report}


def offer() -> None:
    """Put the panels in their places."""
    folder = "meetings/panels"
    workspace_panels.register(Panel("meetings.fieldreports", f"{folder}/fieldreports.html", of_workspace, order=35))
    overview_panels.register(Panel("meetings.my_fieldreports", f"{folder}/my_fieldreports.html", mine, order=33))
