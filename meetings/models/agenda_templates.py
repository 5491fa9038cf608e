"""What an agenda begins with: templates of a workspace, and what once came onto an agenda by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import AgendaItem
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage


class AgendaTemplateQuerySet(models.QuerySet["AgendaTemplate"]):
    def visible_to(self, user: access.Person) -> AgendaTemplateQuerySet:
        """Return the templates of the workspaces where `user` makes the agenda."""
        return self.filter(access.in_own_workspaces(user, "agenda.edit"))


class AgendaTemplate(models.Model):
    """Items under a name; each of `items` holds title, kind, aim, duration, tlp and owner_text. Papers never."""

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="agenda_templates")
    name = models.CharField(_("naam van het sjabloon"), max_length=80)
    items = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[AgendaTemplateQuerySet] = AgendaTemplateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("agendasjabloon")
        verbose_name_plural = _("agendasjablonen")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["workspace", "name"], name="meetings_template_one_per_name")]

    def __str__(self) -> str:
        return self.name


class BroughtSubject(models.Model):
    """Something that once came onto an agenda by itself: it comes there once, also when it was taken off since."""

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="brought")
    subject = models.CharField(max_length=80)
    item = models.ForeignKey(AgendaItem, null=True, on_delete=models.SET_NULL, related_name="brought")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vanzelf op de agenda")
        verbose_name_plural = _("vanzelf op de agenda")
        constraints = [models.UniqueConstraint(fields=["meeting", "subject"], name="meetings_brought_once")]

    def __str__(self) -> str:
        return self.subject
