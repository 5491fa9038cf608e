"""Gather what the parts show on the page of a workspace and on "Mijn overzicht"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from schakel import registries

if TYPE_CHECKING:
    from schakel.accounts.models import User
    from schakel.workspaces.models import WorkspacePage


def of_workspace(workspace: WorkspacePage, user: User) -> dict[str, Any]:
    """Return the panels of a workspace page: the main column and the side."""
    panels = registries.workspace_panels
    return {"panels": panels.filled(workspace, user), "side_panels": panels.filled(workspace, user, side=True)}


def of_person(user: User) -> dict[str, Any]:
    """Return the panels of "Mijn overzicht": the main column and the side."""
    panels = registries.overview_panels
    return {"panels": panels.filled(user), "side_panels": panels.filled(user, side=True)}
