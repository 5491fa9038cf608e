"""The index: what can be found, in which workspace, by its stemmed words."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from schakel.workspaces import access


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: access.Person) -> EntryQuerySet:
        """Return what may be found by `user`: of the own workspaces, and of the part of their past that `user` sees."""
        timeless = access.in_own_workspaces(user, "workspace.see") & models.Q(moment__isnull=True)
        return self.filter(timeless | access.in_own_time(user, "workspace.see", "moment"))


class Entry(models.Model):
    """One thing that can be found. `stems` parts, begins and ends with a space, so that LIKE finds whole words."""

    workspace = models.ForeignKey("workspaces.WorkspacePage", on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300)
    stems = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    moment = models.DateTimeField(null=True, blank=True)  # when that was which it tells of; none for all times

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "subject"], name="search_entry_one_per_thing")]

    def __str__(self) -> str:
        return self.title
