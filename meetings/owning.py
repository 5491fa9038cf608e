"""Who says that words may travel, and who decides on them: asked at the moment itself."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from meetings import people
from meetings.models import Escalation, FieldReport
from schakel import registries
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage
from schakel.workspaces.roles import Role


def with_right(workspace: WorkspacePage, right: str) -> QuerySet[User]:
    """Return who has `right` in a body at this moment."""
    return _with_roles(workspace, registries.rights.roles(right))


def _with_roles(workspace: WorkspacePage, roles: frozenset[str]) -> QuerySet[User]:
    rows = people.memberships(workspace).filter(role__in=roles).order_by()
    return User.objects.filter(pk__in=rows.values("user"), is_active=True)


def reporters(report: FieldReport) -> QuerySet[User]:
    """Return who reported it, and who reported what was merged with it, as long as they belong to the body."""
    rows = FieldReport.objects.filter(Q(pk=report.pk) | Q(merged_into=report.pk)).order_by()
    return people.members(report.workspace).filter(pk__in=rows.values("reporter"))


def owners(step: Escalation) -> QuerySet[User]:
    """Return who may approve its words: who reported it, else the chair; nobody approves the own words.

    One level up the chair of that body is the owner: it does not know who reported it.
    """
    others = User.objects.exclude(pk=step.worded_by_id) if step.worded_by_id else User.objects.all()
    first = people.members(step.from_workspace).filter(pk=step.report.reporter_id) if step.of_id is None else None
    tried = [first] if first is not None else []
    tried += [_with_roles(step.from_workspace, frozenset({role})) for role in (Role.CHAIR, Role.SECRETARY)]
    found = (rows & others for rows in tried)
    return next((rows for rows in found if rows.exists()), User.objects.none())
