"""Why a TLP mark was lowered: a row that only the secretariat reads. The journal has the marks and not the reason."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.tlp import Tlp
from schakel.workspaces import access
from schakel.workspaces.models.pages import WorkspacePage


class LoweringQuerySet(models.QuerySet["Lowering"]):
    def visible_to(self, user: access.Person) -> LoweringQuerySet:
        """Return what the secretariat of a workspace may read."""
        return self.filter(access.in_own_workspaces(user, "mark.lower"))

    def of(self, thing: models.Model) -> LoweringQuerySet:
        """Return the times that the mark of `thing` was lowered, the latest first."""
        kind = ContentType.objects.get_for_model(type(thing))
        return self.filter(content_type=kind, subject=thing.pk).select_related("by")


class Lowering(models.Model):
    """One time that a mark was lowered, and the reason."""

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject = models.PositiveBigIntegerField()
    before = models.CharField(max_length=12, choices=Tlp.choices)
    after = models.CharField(max_length=12, choices=Tlp.choices, blank=True)
    reason = models.TextField(_("reden"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[LoweringQuerySet] = LoweringQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("verlaagd TLP-merk")
        verbose_name_plural = _("verlaagde TLP-merken")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["content_type", "subject"])]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
