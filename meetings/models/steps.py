"""What happened to an action point: each step with who, when and why, and what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.directory.models import Organisation
from schakel.workspaces import access

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class ActionStepQuerySet(models.QuerySet["ActionStep"]):
    def visible_to(self, user: access.Person) -> ActionStepQuerySet:
        """Return the steps of the action points that `user` may see."""
        from meetings.models.register import ActionPoint  # the points are counted by their steps

        return self.filter(point__in=ActionPoint.objects.visible_to(user))

    def in_order(self) -> ActionStepQuerySet:
        """Return the steps as they were made, with the names that they tell."""
        return self.order_by("pk").select_related("by", "owner_before", "owner_after")


class ActionStep(models.Model):
    """One step of an action point. Rows are added, never changed."""

    class Kind(models.TextChoices):
        DONE = "done", _("afgerond")
        CANCELLED = "cancelled", _("vervallen")
        REOPENED = "reopened", _("heropend")
        MOVED = "moved", _("verzet")
        HANDED = "handed_over", _("overgedragen")
        KEPT = "kept", _("blijft open")

    point = models.ForeignKey("meetings.ActionPoint", on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("stap"), max_length=12, choices=Kind.choices)
    reason = models.TextField(_("reden"), blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_before = models.DateField(null=True, blank=True)
    due_after = models.DateField(null=True, blank=True)
    owner_before = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    owner_after = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation_before = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[ActionStepQuerySet] = ActionStepQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("stap van een actiepunt")
        verbose_name_plural = _("stappen van actiepunten")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"

    @property
    def workspace(self) -> WorkspacePage:
        return self.point.workspace
