"""Who takes the place of a seat at one meeting, or at one item of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.dated import at_moment
from schakel.workspaces import access
from schakel.workspaces.models import Admission, Seat

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def visible_to(self, user: access.Person) -> SubstitutionQuerySet:
        """Return the substitutes of the own seats, and all of them for who prepares the meeting."""
        keepers = access.in_own_time(user, "answer.see", "meeting__begins", path="seat__workspace")
        return self.filter(keepers | models.Q(seat__in=seats_of(user).values("pk")))

    def standing(self) -> SubstitutionQuerySet:
        """Return those that were not withdrawn, in the order in which they were named."""
        return self.filter(withdrawn_at__isnull=True).order_by("named_at", "pk")

    def confirmed(self) -> SubstitutionQuerySet:
        """Return those that hold: not withdrawn, and no proposal any more."""
        return self.standing().filter(confirmed_at__isnull=False)


def seats_of(user: access.Person) -> models.QuerySet[Seat]:
    """Return the seats on which `user` sits at this moment."""
    sitting = models.Q(memberships__user=user.pk, memberships__user__isnull=False)
    return Seat.objects.filter(at_moment(), at_moment(prefix="memberships__") & sitting).order_by()


class Substitution(models.Model):
    """Somebody who comes for a seat. Until it is confirmed (a calendar proposed it) nobody sees anything more."""

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="substitutions")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(
        "meetings.AgendaItem", null=True, blank=True, on_delete=models.CASCADE, related_name="substitutions"
    )
    name = models.CharField(_("naam"), max_length=120)
    email = models.EmailField(_("e-mailadres"))
    admission = models.ForeignKey(Admission, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[SubstitutionQuerySet] = SubstitutionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vervanging")
        verbose_name_plural = _("vervangingen")
        ordering = ["named_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=models.Q(withdrawn_at__isnull=True, item__isnull=True),
                name="meetings_substitution_one_per_meeting",
            ),
            models.UniqueConstraint(
                fields=["seat", "item"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="meetings_substitution_one_per_item",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace

    @property
    def is_proposal(self) -> bool:
        """Tell whether somebody still has to confirm it."""
        return self.confirmed_at is None
