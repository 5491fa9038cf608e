"""A series: the meetings of a body that were planned together, and the entries in calendars that a change ended."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.workspaces import access
from schakel.workspaces.models import Seat, WorkspacePage

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage, MeetingQuerySet


class MeetingSeriesQuerySet(models.QuerySet["MeetingSeries"]):
    def visible_to(self, user: access.Person) -> MeetingSeriesQuerySet:
        """Return the series of the workspaces in which `user` plans meetings."""
        return self.filter(access.in_own_workspaces(user, "meeting.edit"))


class MeetingSeries(models.Model):
    """What meetings that were planned together have in common. Without chosen seats everybody takes part."""

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="series")
    title = models.CharField(_("titel"), max_length=200)
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    begins = models.TimeField(_("begint om"))
    length = models.PositiveSmallIntegerField(_("minuten"))
    items = models.JSONField(default=list, blank=True)  # what stands on each agenda: title, kind, duration
    seats = models.ManyToManyField(Seat, blank=True, related_name="series")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[MeetingSeriesQuerySet] = MeetingSeriesQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("reeks vergaderingen")
        verbose_name_plural = _("reeksen vergaderingen")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def meetings(self) -> MeetingQuerySet:
        """Its meetings, the earliest first."""
        from meetings.models.meeting import MeetingPage  # the meeting points at its series

        own: MeetingQuerySet = MeetingPage.objects.filter(series=self).order_by("begins", "pk")
        return own

    def to_come(self, since: datetime | None = None) -> MeetingQuerySet:
        """Return its meetings that begin from `since` on (from now without one) and take place."""
        now = timezone.now()
        return self.meetings.filter(begins__gte=max(since or now, now)).taking_place()


class FormerEntryQuerySet(models.QuerySet["FormerEntry"]):
    def visible_to(self, user: access.Person) -> FormerEntryQuerySet:
        """Return the ended entries of the meetings that `user` may see."""
        from meetings.models.meeting import MeetingPage  # the meeting points at its series

        return self.filter(meeting__in=MeetingPage.objects.visible_to(user))


class FormerEntry(models.Model):
    """The entry in calendars that a meeting had before its series changed; it was cancelled under its old UID."""

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="former_entries")
    uid = models.UUIDField(unique=True)
    sequence = models.PositiveIntegerField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[FormerEntryQuerySet] = FormerEntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vervallen afspraak")
        verbose_name_plural = _("vervallen afspraken")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.uid}"

    @property
    def workspace(self) -> WorkspacePage:
        meeting: MeetingPage = self.meeting
        return meeting.workspace
