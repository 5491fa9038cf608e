"""What minutes leave behind when they are adopted: decisions and action points, numbered per workspace and year."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Left, Length
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import AgendaItem
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.polls import Poll
from meetings.models.reviews import Outcome
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
    def visible_to(self, user: access.Person) -> Self:
        """Return the decisions of the workspaces of `user`, of the part of their past that `user` sees."""
        return self.filter(access.in_own_time(user, "decision.see", "meeting__begins"))

    def to_review(self, day: date | None = None) -> Self:
        """Return the decisions that have to be looked at again on `day` (today) or before it, the longest first."""
        last = day or timezone.localdate()
        first = models.Q(reviewed_at__isnull=True, review_on__lte=last)
        again = models.Q(reviewed_at__isnull=False, review_next__lte=last)
        rows = self.filter(first | again).exclude(standing=Outcome.WITHDRAWN)
        return rows.order_by(Coalesce("review_next", "review_on"), "pk")

    def with_all(self) -> Self:
        """Return the decisions with what a list tells of each: body, meeting, minutes and the marks of the item."""
        rows = self.select_related("workspace", "meeting", "minutes", "agenda_item", "poll")
        return rows.prefetch_related("agenda_item__papers")


class Decision(Numbered):
    """A decision that stands in adopted minutes. What reviews made of it stands beside what was sealed."""

    letter = "B"
    review_on = models.DateField(_("opnieuw bekijken"), null=True, blank=True)
    below_quorum = models.BooleanField(_("genomen zonder quorum"), default=False)
    # slice register: on what it rests, how it was voted on, and what later reviews made of it
    basis = models.TextField(_("grond"), blank=True)
    poll = models.ForeignKey(Poll, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    votes = models.JSONField(_("stemmen"), null=True, blank=True)  # [[choice, count], …] as adopted
    standing = models.CharField(_("herziening"), max_length=12, choices=Outcome.choices, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_next = models.DateField(null=True, blank=True)

    objects: ClassVar[DecisionQuerySet] = DecisionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Numbered.Meta):
        abstract = False
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")

    @property
    def review_due(self) -> date | None:
        """The day on which it is looked at again: as sealed, or as the last review said."""
        return self.review_on if self.reviewed_at is None else self.review_next

    @property
    def must_be_reviewed(self) -> bool:
        """Tell whether the day of its review has come."""
        due = self.review_due
        return due is not None and due <= timezone.localdate() and self.standing != Outcome.WITHDRAWN

    @property
    def told_votes(self) -> str:
        """The votes in words: "Voor 7, tegen 2"."""
        return ", ".join(f"{choice} {count}" for choice, count in self.votes or [])


OPEN = models.Q(done_at__isnull=True, cancelled_at__isnull=True)


class ActionPointQuerySet(models.QuerySet["ActionPoint"]):
    def visible_to(self, user: access.Person) -> Self:
        """Return the action points of the workspaces of `user` in own time, and always what `user` promised there."""
        promised = access.in_own_workspaces(user, "action.see") & models.Q(owner=user.pk)
        return self.filter(access.in_own_time(user, "action.see", "meeting__begins") | promised)

    def open(self) -> Self:
        """Return what still has to be done, the oldest first."""
        return self.filter(OPEN).order_by("due", "pk")

    def late(self, day: date | None = None) -> Self:
        """Return what should have been done before `day` (today) and is not, the oldest first."""
        return self.filter(OPEN, due__lt=day or timezone.localdate()).order_by("due", "pk")

    def adrift(self) -> Self:
        """Return what is open in a body without a meeting to come, and of which nobody said why."""
        coming = MeetingPage.objects.filter(live=True, cancelled_at__isnull=True, ends__gte=timezone.now())
        bodies = coming.annotate(body=Left("path", Length("path") - MeetingPage.steplen)).values("body")
        rows = self.filter(OPEN, kept_open_because="").exclude(workspace__path__in=bodies)
        return rows.order_by("due", "pk")

    def with_all(self) -> Self:
        """Return the action points with what a list tells of each."""
        return self.select_related("workspace", "minutes", "owner", "organisation")


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
    cancelled_at = models.DateTimeField(_("vervallen"), null=True, blank=True)
    kept_open_because = models.TextField(_("waarom het open blijft zonder vergadering"), blank=True)

    objects: ClassVar[ActionPointQuerySet] = ActionPointQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Numbered.Meta):
        abstract = False
        verbose_name = _("actiepunt")
        verbose_name_plural = _("actiepunten")
        indexes = [models.Index(fields=["workspace", "due"], condition=OPEN, name="meetings_open_action_points")]

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.cancelled_at is None

    @property
    def status(self) -> str:
        """How it stands: open, done or cancelled."""
        if self.is_open:
            return "open"
        return "done" if self.done_at else "cancelled"

    @property
    def is_late(self) -> bool:
        """Tell whether the day has passed and it is not done."""
        return self.is_open and self.due < self._today()

    @property
    def days_late(self) -> int:
        return (self._today() - self.due).days

    @staticmethod
    def _today() -> date:
        return timezone.localdate()
