"""Tell open pages that something changed: a row now, and a nudge to the other processes after the commit."""

from __future__ import annotations

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import transaction

from schakel.push.models import Announcement
from schakel.workspaces.models import WorkspacePage

GROUP = "announcements"


def announce(workspace: WorkspacePage, kind: str, subject: int) -> Announcement:
    """Store that `kind` happened to the object with id `subject`; sockets of the workspace get a ping, no content."""
    row = Announcement.objects.create(workspace=workspace, kind=kind, subject=subject)
    if settings.REDIS_URL:
        transaction.on_commit(_nudge, robust=True)
    return row


def _nudge() -> None:
    layer = get_channel_layer()
    if layer is not None:
        async_to_sync(layer.group_send)(GROUP, {"type": "look"})
