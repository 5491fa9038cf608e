"""Where surveys are made: in the workspace of the survey team."""

from __future__ import annotations

from django.db.models import QuerySet

from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage
from surveys.rights import HOME


def workspaces(user: access.Person, right: str) -> QuerySet[WorkspacePage]:
    """Return the workspaces of survey teams in which `user` has `right`."""
    own: QuerySet[WorkspacePage] = WorkspacePage.objects.filter(pk__in=access.workspaces_with(user, right), slug=HOME)
    return own
