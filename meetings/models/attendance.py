"""Who was there, seat by seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.workspaces import access
from schakel.workspaces.models import Seat

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: access.Person) -> AttendanceQuerySet:
        """Return the attendance at the meetings that `user` may see."""
        from meetings.models.meeting import MeetingPage  # the page names this module's rows

        return self.filter(meeting__in=MeetingPage.objects.visible_to(user))


class ItemAttendanceQuerySet(models.QuerySet["ItemAttendance"]):
    def visible_to(self, user: access.Person) -> ItemAttendanceQuerySet:
        """Return who took a seat at an item of the meetings that `user` may see."""
        from meetings.models.meeting import MeetingPage  # the page names this module's rows

        return self.filter(item__meeting__in=MeetingPage.objects.visible_to(user))


class Attendance(models.Model):
    """Whether the holder of one seat was at one meeting."""

    class State(models.TextChoices):
        PRESENT = "present", _("aanwezig")
        SUBSTITUTED = "substituted", _("vervanger aanwezig")
        NOTICE = "absent_with_notice", _("afgemeld")
        ABSENT = "absent", _("afwezig")

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    state = models.CharField(_("aanwezigheid"), max_length=20, choices=State.choices)
    substitute = models.CharField(_("naam van de vervanger"), max_length=120, blank=True)

    objects: ClassVar[AttendanceQuerySet] = AttendanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("aanwezigheid")
        verbose_name_plural = _("aanwezigheid")
        ordering = ["seat__organisation__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="meetings_attendance_one_per_seat")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_state_display()}"

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace


class ItemAttendance(models.Model):
    """Who took the place of one seat at one item of the agenda."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("meetings.AgendaItem", on_delete=models.CASCADE, related_name="substitutes")
    substitute = models.CharField(_("naam van de vervanger"), max_length=120)

    objects: ClassVar[ItemAttendanceQuerySet] = ItemAttendanceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vervanging bij een punt")
        verbose_name_plural = _("vervangingen bij punten")
        ordering = ["item__position", "item", "seat"]
        constraints = [models.UniqueConstraint(fields=["seat", "item"], name="meetings_itemattendance_one_per_seat")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.substitute}"

    @property
    def workspace(self) -> WorkspacePage:
        return self.item.workspace
