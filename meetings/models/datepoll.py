"""A date poll: when can everybody come? Its outcome becomes a meeting."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

if TYPE_CHECKING:
    from schakel.accounts.models import User


class DatePollQuerySet(models.QuerySet["DatePoll"]):
    def visible_to(self, user: access.Person) -> DatePollQuerySet:
        """Return the polls of the own bodies: those asked, or still open, in the part of the past that `user` sees."""
        return self.filter(access.in_own_time(user, "datepoll.see", "asked_at", "closes_at"))

    def open(self) -> DatePollQuerySet:
        """Return the polls that can be answered at this moment."""
        return self.filter(status=DatePoll.Status.ASKED, closes_at__gt=timezone.now())

    def undecided(self) -> DatePollQuerySet:
        """Return the polls of which no date was chosen yet."""
        return self.filter(status=DatePoll.Status.ASKED)

    def waiting_for(self, user: User) -> DatePollQuerySet:
        """Return the open polls that `user` may answer and has not."""
        mine = self.visible_to(user).filter(access.in_own_workspaces(user, "datepoll.answer")).open()
        return mine.exclude(pk__in=DateAnswer.objects.filter(user=user).values("option__poll"))


class DatePoll(models.Model):
    """A question to the members of one body, with some moments to choose from."""

    class Status(models.TextChoices):
        ASKED = "asked", _("gevraagd")
        CHOSEN = "chosen", _("datum gekozen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="date_polls")
    title = models.CharField(_("titel van de vergadering"), max_length=200)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    length = models.PositiveSmallIntegerField(_("minuten"))
    asked_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField(_("antwoorden tot"))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    meeting = models.ForeignKey(
        "meetings.MeetingPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="date_polls"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[DatePollQuerySet] = DatePollQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("datumprikker")
        verbose_name_plural = _("datumprikkers")
        ordering = ["closes_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Tell whether members can answer at this moment."""
        return self.status == self.Status.ASKED and self.closes_at > timezone.now()


class DateOption(models.Model):
    """One moment to choose."""

    poll = models.ForeignKey(DatePoll, on_delete=models.CASCADE, related_name="options")
    begins = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        verbose_name = _("mogelijke datum")
        verbose_name_plural = _("mogelijke data")
        ordering = ["begins", "pk"]
        constraints = [models.UniqueConstraint(fields=["poll", "begins"], name="meetings_dateoption_once_per_poll")]

    def __str__(self) -> str:
        return f"{self.begins:%Y-%m-%d %H:%M}"


class DateAnswer(models.Model):
    """What one person answered to one moment."""

    class Value(models.TextChoices):
        YES = "yes", _("ja")
        IF_NEED_BE = "ifneedbe", _("als het moet")
        NO = "no", _("nee")

    option = models.ForeignKey(DateOption, on_delete=models.CASCADE, related_name="answers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="date_answers")
    value = models.CharField(_("antwoord"), max_length=10, choices=Value.choices)

    class Meta:
        verbose_name = _("antwoord op een datum")
        verbose_name_plural = _("antwoorden op data")
        constraints = [models.UniqueConstraint(fields=["option", "user"], name="meetings_dateanswer_one_per_person")]

    def __str__(self) -> str:
        return self.get_value_display()
