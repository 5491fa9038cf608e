"""Who sits in which workspace, for whom, in which role, and for how long."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.dated import Dated, DatedQuerySet, day_of, shares
from schakel.directory.models import Organisation
from schakel.workspaces.roles import Role

if TYPE_CHECKING:
    from schakel.workspaces.models.pages import WorkspacePage


class Seat(Dated):
    """The place of one organisation in one workspace. Without an organisation its holder is not known (yet)."""

    workspace = models.ForeignKey("workspaces.WorkspacePage", on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="seats"
    )
    note = models.CharField(_("toelichting"), max_length=200, blank=True)

    objects = DatedQuerySet["Seat"].as_manager()

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("zetel")
        verbose_name_plural = _("zetels")
        ordering = ["organisation__name", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "organisation"],
                condition=models.Q(until__isnull=True),
                name="workspaces_seat_one_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.note or _("lege zetel"))


class MembershipQuerySet(DatedQuerySet["Membership"]):
    def on(self, day: date, workspace: WorkspacePage, *, known: datetime | None = None) -> MembershipQuerySet:
        """Return who sat in `workspace` at any moment of `day`; with `known`, as it was recorded at that moment.

        A membership counts as far as its seat lasted. What was corrected later stands in `Correction`.
        """
        period = day_of(day)
        here = self.filter(shares(period, "seat__"), seat__workspace=workspace)
        if known is None:
            found = here.filter(_while_seated(), shares(period))
        else:
            former = Correction.objects.filter(
                _while_seated("membership__seat__"),
                shares(period),
                membership=models.OuterRef("pk"),
                recorded_at__lte=known,
                corrected_at__gt=known,
            )
            present = _while_seated() & shares(period) & models.Q(recorded_at__lte=known)
            found = here.filter(present | models.Exists(former))
        return found.select_related("user", "seat__organisation").order_by(
            "seat__organisation__name", "seat", "user__name", "pk"
        )

    def sitting(
        self, organisation: Organisation, workspace: WorkspacePage, day: date, *, known: datetime | None = None
    ) -> MembershipQuerySet:
        """Return who sat for `organisation` in `workspace` on `day`; with `known`, as was recorded at that moment."""
        return self.on(day, workspace, known=known).filter(seat__organisation=organisation)


def _while_seated(seat: str = "seat__") -> models.Q:
    """Return the condition that a membership and its seat have some moment in common."""
    open_seat, open_row = models.Q(**{f"{seat}until__isnull": True}), models.Q(until__isnull=True)
    return (open_seat | models.Q(**{f"{seat}until__gt": models.F("since")})) & (
        open_row | models.Q(until__gt=models.F(f"{seat}since"))
    )


class Membership(Dated):
    """Who takes a seat, in which role, from when until when."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices, default=Role.MEMBER)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("lidmaatschap")
        verbose_name_plural = _("lidmaatschappen")
        indexes = [models.Index(fields=["user", "since", "until"])]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} ({self.seat})"


class Correction(Dated):
    """What was recorded of a membership until it was corrected. Nobody's rights follow from it."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="corrections")
    recorded_at = models.DateTimeField()
    corrected_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta(Dated.Meta):
        abstract = False
        verbose_name = _("verbetering")
        verbose_name_plural = _("verbeteringen")

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.since} – {self.until}"
