"""A question of a meeting that its members vote on, under the names of django-polls (decision 3)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import AgendaItem
from schakel.tlp import Tlp, highest
from schakel.workspaces import access
from schakel.workspaces.models import Seat

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class PollQuerySet(models.QuerySet["Poll"]):
    def visible_to(self, user: access.Person) -> PollQuerySet:
        """Return the polls of the meetings that `user` may see."""
        from meetings.models.meeting import MeetingPage  # the page points at its agenda

        return self.filter(meeting__in=MeetingPage.objects.visible_to(user))

    def open(self) -> PollQuerySet:
        return self.filter(state=Poll.State.OPEN)

    def closed(self) -> PollQuerySet:
        return self.filter(state=Poll.State.CLOSED)


class Poll(models.Model):
    """One question. It is open from the asking on; what was counted at its closing stays."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("gesloten")

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="polls")
    agenda_item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.PROTECT, related_name="polls", verbose_name=_("agendapunt")
    )
    question = models.CharField(_("vraag"), max_length=300)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    voters = models.PositiveSmallIntegerField(_("stemgerechtigden"), default=0)  # counted at the closing
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[PollQuerySet] = PollQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("stemming")
        verbose_name_plural = _("stemmingen")
        ordering = ["opened_at", "pk"]

    def __str__(self) -> str:
        return self.question

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def mark(self) -> Tlp:
        """The mark of the point of the agenda that it belongs to."""
        return highest([self.agenda_item.mark if self.agenda_item else ""])

    @property
    def result(self) -> list[tuple[str, int]]:
        """What was counted at the closing, for each choice; nothing as long as it is open."""
        if self.is_open:
            return []
        return [(choice.choice_text, choice.votes) for choice in self.choices.all()]


class Choice(models.Model):
    """One of the answers to a poll; `votes` is counted at its closing."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="choices")
    choice_text = models.CharField(_("keuze"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    votes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("keuze")
        verbose_name_plural = _("keuzes")
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "choice_text"], name="meetings_choice_once_in_a_poll")]

    def __str__(self) -> str:
        return self.choice_text


class Vote(models.Model):
    """What one person chose. It is shown to that person alone; others see what was counted."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="cast_votes")
    choice = models.ForeignKey(Choice, on_delete=models.CASCADE, related_name="cast_votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="poll_votes")
    seat = models.ForeignKey(Seat, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("stem")
        verbose_name_plural = _("stemmen")
        constraints = [models.UniqueConstraint(fields=["poll", "voter"], name="meetings_vote_one_per_person")]

    def __str__(self) -> str:
        return f"{self.poll_id} {self.voter_id}"

    @property
    def workspace(self) -> WorkspacePage:
        return self.poll.workspace
