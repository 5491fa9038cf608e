"""That a decision was looked at again: kept, changed or withdrawn, with who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.workspaces import access

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class Outcome(models.TextChoices):
    """What became of a decision when it was looked at again."""

    KEPT = "kept", _("blijft zo")
    CHANGED = "changed", _("gewijzigd")
    WITHDRAWN = "withdrawn", _("ingetrokken")


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, user: access.Person) -> ReviewQuerySet:
        """Return the reviews of the decisions that `user` may see."""
        from meetings.models.register import Decision  # a decision says what its reviews made of it

        return self.filter(decision__in=Decision.objects.visible_to(user))


class Review(models.Model):
    """One time that a decision was looked at again. Rows are added, never changed."""

    decision = models.ForeignKey("meetings.Decision", on_delete=models.CASCADE, related_name="reviews")
    outcome = models.CharField(_("uitkomst"), max_length=12, choices=Outcome.choices)
    reason = models.TextField(_("toelichting"), blank=True)
    review_before = models.DateField(null=True, blank=True)
    next_on = models.DateField(_("opnieuw bekijken"), null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[ReviewQuerySet] = ReviewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("herziening")
        verbose_name_plural = _("herzieningen")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.at:%Y-%m-%d}"

    @property
    def workspace(self) -> WorkspacePage:
        return self.decision.workspace
