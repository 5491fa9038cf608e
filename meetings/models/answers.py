"""What somebody answered to the invitation for a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.workspaces import access
from schakel.workspaces.models import Seat

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, user: access.Person) -> AnswerQuerySet:
        """Return one's own answers, and all of them for who prepares the meeting."""
        keepers = access.in_own_time(user, "answer.see", "meeting__begins", path="seat__workspace")
        return self.filter(keepers | models.Q(person=user.pk, person__isnull=False))


class Answer(models.Model):
    """Whether one person comes to one meeting, for one seat. The newest answer counts."""

    class Kind(models.TextChoices):
        YES = "yes", _("ja, ik kom")
        NO = "no", _("nee, ik kom niet")
        SUBSTITUTE = "substitute", _("er komt een vervanger")
        MAYBE = "maybe", _("misschien")

    class Heard(models.TextChoices):
        PLATFORM = "platform", _("op Schakel")
        CALENDAR = "calendar", _("uit de eigen agenda")

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="answers")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(_("antwoord"), max_length=10, choices=Kind.choices)
    heard = models.CharField(max_length=10, choices=Heard.choices, default=Heard.PLATFORM)
    stamp = models.DateTimeField(default=timezone.now)  # when it was given: DTSTAMP of a reply from a calendar
    sequence = models.PositiveIntegerField(default=0)  # which version of the invitation a calendar replied to

    objects: ClassVar[AnswerQuerySet] = AnswerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("antwoord op een uitnodiging")
        verbose_name_plural = _("antwoorden op uitnodigingen")
        ordering = ["stamp", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat", "person"], name="meetings_answer_one_per_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.answer}"

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace
