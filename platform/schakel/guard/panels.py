"""What waits for the chair, on "Mijn overzicht"."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from schakel.accounts.models import User
from schakel.guard import wordings
from schakel.guard.models import Release
from schakel.registries import Panel
from schakel.workspaces.models import WorkspacePage


def waiting(user: User) -> dict[str, Any] | None:
    """Return the texts that wait for this person's approval."""
    rows = Release.objects.visible_to(user).waiting().exclude(by=user).select_related("workspace", "content_type", "by")
    told = [
        {
            "workspace": row.workspace.title,
            "by": row.by,
            "kinds": wordings.counted(row.kinds),
            "url": _url(row),
        }
        for row in rows.order_by("at")
    ]
    return {"rows": told} if told else None


def _url(row: Release) -> str:
    """Return where the text is shown; a text that is not kept yet is decided on by its kinds."""
    if row.content_type.model_class() is WorkspacePage:
        return reverse("guard_decide", args=[row.pk])
    return reverse("guard_release", args=[row.content_type.app_label, row.content_type.model, row.object_id])


WAITING = Panel("guard.waiting", "guard/panels/waiting.html", waiting, order=5)
