"""When enough organisations are there to decide: a rule for each workspace."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage


class QuorumRuleQuerySet(models.QuerySet["QuorumRule"]):
    def visible_to(self, user: access.Person) -> QuorumRuleQuerySet:
        """Return the rules of the workspaces of `user`."""
        return self.filter(access.in_own_workspaces(user, "meeting.see"))


class QuorumRule(models.Model):
    """How many organisations must be there. Without a row it is more than half of them."""

    class Share(models.TextChoices):
        MORE_THAN_HALF = "more_than_half", _("meer dan de helft van de organisaties")
        HALF = "half", _("ten minste de helft van de organisaties")
        TWO_THIRDS = "two_thirds", _("ten minste twee derde van de organisaties")
        THREE_QUARTERS = "three_quarters", _("ten minste drie vierde van de organisaties")
        ALL = "all", _("alle organisaties")
        COUNT = "count", _("een vast aantal organisaties")

    workspace = models.OneToOneField(WorkspacePage, on_delete=models.CASCADE, related_name="quorum_rule")
    share = models.CharField(_("regel"), max_length=20, choices=Share.choices, default=Share.MORE_THAN_HALF)
    count = models.PositiveSmallIntegerField(_("aantal"), null=True, blank=True, validators=[MinValueValidator(1)])

    objects: ClassVar[QuorumRuleQuerySet] = QuorumRuleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("regel voor het quorum")
        verbose_name_plural = _("regels voor het quorum")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(share="count") | models.Q(count__gte=1), name="meetings_quorumrule_counts"
            )
        ]

    def __str__(self) -> str:
        label = str(self.get_share_display())
        return f"{label}: {self.count}" if self.share == self.Share.COUNT else label

    def needed(self, total: int) -> int:
        """Return how many of `total` organisations must be there."""
        if self.share == self.Share.COUNT:
            return self.count or 1
        if self.share == self.Share.MORE_THAN_HALF:
            return total // 2 + 1
        share = SHARES[self.share]
        return -(-total * share.numerator // share.denominator)  # rounded up


SHARES: dict[str, Fraction] = {
    QuorumRule.Share.HALF: Fraction(1, 2),
    QuorumRule.Share.TWO_THIRDS: Fraction(2, 3),
    QuorumRule.Share.THREE_QUARTERS: Fraction(3, 4),
    QuorumRule.Share.ALL: Fraction(1),
}
