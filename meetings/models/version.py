"""The texts of minutes that went round or were adopted: what members may compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from meetings.models.minutes import MinutesPage
from schakel.workspaces import access

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class MinutesVersionQuerySet(models.QuerySet["MinutesVersion"]):
    def visible_to(self, user: access.Person) -> MinutesVersionQuerySet:
        """Return the versions of minutes that `user` may see; what was withheld only its writers see."""
        pages = MinutesPage.objects.visible_to(user)
        writes = MinutesPage.objects.filter(access.own_pages(user, "minutes.edit"))
        shown = models.Q(minutes__in=pages, withheld_at__isnull=True)
        return self.filter(shown | models.Q(minutes__in=writes))


class MinutesVersion(models.Model):
    """One text as the members got it; a version that was withheld they do not get back."""

    minutes = models.ForeignKey(MinutesPage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withheld_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MinutesVersionQuerySet] = MinutesVersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("versie van notulen")
        verbose_name_plural = _("versies van notulen")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="meetings_minutesversion_one_per_number")
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def workspace(self) -> WorkspacePage:
        return self.minutes.workspace
