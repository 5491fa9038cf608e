"""What happened where: the pings that open pages are woken with."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Announcement(models.Model):
    """Something changed in a workspace. `seq` rises; the row is written in the transaction of the change itself."""

    seq = models.BigAutoField(primary_key=True)
    workspace = models.ForeignKey("workspaces.WorkspacePage", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    subject = models.PositiveBigIntegerField()
    created = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind} {self.subject}"
