"""What each seat fills in before the round: successes, trends and bottlenecks."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.workspaces import access
from schakel.workspaces.models import Membership, Seat

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class RoundAnswerQuerySet(models.QuerySet["RoundAnswer"]):
    def visible_to(self, user: access.Person) -> RoundAnswerQuerySet:
        """Return what was sent for the meetings that `user` may see, and what own seats are still writing."""
        from meetings.models.meeting import MeetingPage  # the page names this module's rows

        own = Membership.objects.current().filter(user=user.pk).values("seat")
        shown = models.Q(state=RoundAnswer.State.SENT) | models.Q(seat__in=own)
        return self.filter(shown, meeting__in=MeetingPage.objects.visible_to(user))

    def sent(self) -> RoundAnswerQuerySet:
        """Return what was sent, by organisation."""
        rows = self.filter(state=RoundAnswer.State.SENT).select_related("seat__organisation")
        return rows.order_by("seat__organisation__name", "pk")


class RoundAnswer(models.Model):
    """The answer of one seat to the round of one meeting; those who share the seat share the answer."""

    class State(models.TextChoices):
        DRAFT = "draft", _("nog niet verstuurd")
        SENT = "sent", _("verstuurd")

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="round_answers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="round_answers")
    successes = models.TextField(_("successen"), blank=True, max_length=4000)
    trends = models.TextField(_("trends"), blank=True, max_length=4000)
    bottlenecks = models.TextField(_("knelpunten"), blank=True, max_length=4000)
    state = models.CharField(max_length=5, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    key = models.UUIDField(default=uuid.uuid4, editable=False)

    objects: ClassVar[RoundAnswerQuerySet] = RoundAnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("antwoord op de ronde")
        verbose_name_plural = _("antwoorden op de ronde")
        ordering = ["seat__organisation__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="meetings_round_one_per_seat")]

    def __str__(self) -> str:
        return str(self.seat)

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The three parts with their labels, those that are empty left out."""
        named = (_("Successen"), self.successes), (_("Trends"), self.trends), (_("Knelpunten"), self.bottlenecks)
        return [(str(label), text) for label, text in named if text]

    @property
    def hindrances(self) -> list[str]:
        """The bottlenecks one by one: each line of text is one."""
        return [line.strip(" -•\t") for line in self.bottlenecks.splitlines() if line.strip(" -•\t")]
