"""Who said that a text may stand, and why. What was found is not kept: only of which kind, and how many."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.guard.detect import BLOCKING
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, user: access.Person) -> ReleaseQuerySet:
        """Return the releases that `user` may decide on."""
        return self.filter(access.in_own_workspaces(user, "guard.approve"))

    def waiting(self) -> ReleaseQuerySet:
        """Return those that wait for a second person."""
        return self.filter(waits=True, approved_at=None)


class Release(models.Model):
    """One text of one thing that was confirmed. `digest` is keyed: it tells this text from others and nothing of it."""

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")
    digest = models.CharField(max_length=64)
    kinds = models.JSONField(_("soorten"), default=dict)
    waits = models.BooleanField(_("wacht op een tweede persoon"))
    reason = models.TextField(_("reden"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[ReleaseQuerySet] = ReleaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vrijgave")
        verbose_name_plural = _("vrijgaven")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "digest"], name="guard_one_release_a_text")
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"

    @property
    def is_free(self) -> bool:
        return not self.waits or self.approved_at is not None

    @staticmethod
    def must_wait(kinds: dict[str, int]) -> bool:
        return bool(BLOCKING & kinds.keys())
