"""What minutes leave behind when they are adopted: decisions and action points, numbered per workspace and year."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import AgendaItem
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from schakel.directory.models import Organisation
from schakel.tlp import Tlp, highest
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage


class Numbered(models.Model):
    """A row with a number of its own within its workspace and year, made from one block of the minutes."""

    letter: ClassVar[str] = ""

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(MeetingPage, on_delete=models.PROTECT, related_name="%(class)ss")
    minutes = models.ForeignKey(MinutesPage, on_delete=models.PROTECT, related_name="%(class)ss")
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    block = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveSmallIntegerField()
    text = models.TextField(_("tekst"))

    class Meta:
        abstract = True
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "year", "serial"], name="meetings_%(class)s_one_per_number"),
            models.UniqueConstraint(fields=["minutes", "block"], name="meetings_%(class)s_one_per_block"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.text}"

    @property
    def number(self) -> str:
        """The number by which everybody cites it: "B 2019-03"."""
        return f"{self.letter} {self.year}-{self.serial:02d}"

    @property
    def mark(self) -> Tlp:
        """The mark of what it comes from: its point of the agenda and the minutes themselves."""
        return highest([self.minutes.tlp, self.agenda_item.mark if self.agenda_item else ""])

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the minutes."""
        return f"{self.letter.lower()}{self.year}-{self.serial:02d}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: access.Person) -> DecisionQuerySet:
        """Return the decisions of the workspaces of `user`, of the part of their past that `user` sees."""
        return self.filter(access.in_own_time(user, "decision.see", "meeting__begins"))


class Decision(Numbered):
    """A decision that stands in adopted minutes."""

    letter = "B"
    review_on = models.DateField(_("opnieuw bekijken"), null=True, blank=True)
    below_quorum = models.BooleanField(_("genomen zonder quorum"), default=False)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Numbered.Meta):
        abstract = False
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")


class ActionPointQuerySet(models.QuerySet["ActionPoint"]):
    def visible_to(self, user: access.Person) -> ActionPointQuerySet:
        """Return the action points of the workspaces of `user` in own time, and always what `user` promised there."""
        promised = access.in_own_workspaces(user, "action.see") & models.Q(owner=user.pk)
        return self.filter(access.in_own_time(user, "action.see", "meeting__begins") | promised)

    def open(self) -> ActionPointQuerySet:
        """Return what still has to be done, the oldest first."""
        return self.filter(done_at__isnull=True).order_by("due", "pk")


class ActionPoint(Numbered):
    """What somebody promised to do, and by when."""

    letter = "A"
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="action_points")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(_("af op"))
    done_at = models.DateTimeField(_("afgerond"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[ActionPointQuerySet] = ActionPointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Numbered.Meta):
        abstract = False
        verbose_name = _("actiepunt")
        verbose_name_plural = _("actiepunten")

    @property
    def is_late(self) -> bool:
        """Tell whether the day has passed and it is not done."""
        return self.done_at is None and self.due < self._today()

    @property
    def days_late(self) -> int:
        return (self._today() - self.due).days

    @staticmethod
    def _today() -> date:
        return timezone.localdate()
