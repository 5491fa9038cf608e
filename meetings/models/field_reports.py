"""What members report from the field: a success, a trend or a bottleneck. Its words never leave the own body."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.directory.models import Organisation, Region
from schakel.tlp import USUAL, Tlp
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

RIGHT = "fieldreport.see"


class ReportKind(models.TextChoices):
    SUCCESS = "success", _("Succes")
    TREND = "trend", _("Trend")
    BOTTLENECK = "bottleneck", _("Knelpunt")


class Theme(models.TextChoices):
    SHELTER = "shelter", _("Opvang en doorstroom")
    POLICE = "police", _("Aangifte en politie")
    MINORS = "minors", _("Minderjarigen en loverboys")
    LABOUR = "labour", _("Arbeidsuitbuiting")
    CRIME = "crime", _("Criminele uitbuiting")
    COORDINATION = "coordination", _("Zorgcoördinatie")
    RESIDENCE = "residence", _("Verblijf en inkomen")
    INFORMATION = "information", _("Gegevens delen")
    OTHER = "other", _("Iets anders")


class FieldReportQuerySet(models.QuerySet["FieldReport"]):
    def visible_to(self, user: access.Person) -> FieldReportQuerySet:
        """Return the reports of the bodies of `user`, of the part of their past that `user` sees; no other body's."""
        return self.filter(access.in_own_time(user, RIGHT, "at"))

    def with_all(self) -> FieldReportQuerySet:
        """Return the reports that stand by themselves, with what a list tells of each; the newest first."""
        rows = self.exclude(state=FieldReport.State.MERGED).annotate(joined=models.Count("merged"))
        return rows.select_related("workspace", "region", "reporter", "organisation").order_by("-at", "-pk")

    def of(self, user: access.Person) -> FieldReportQuerySet:
        """Return what `user` reported and is not closed."""
        return self.filter(reporter=user.pk).exclude(state=FieldReport.State.CLOSED)


class FieldReport(models.Model):
    """One report, in the words of who reported it. What goes up are the words of an `Escalation`, never these."""

    class State(models.TextChoices):
        REPORTED = "reported", _("gemeld")
        MERGED = "merged", _("samengevoegd")
        WORDED = "worded", _("verwoord")
        APPROVED = "approved", _("goedgekeurd")
        ESCALATED = "escalated", _("voorgelegd")
        ANSWERED = "answered", _("beantwoord")
        HOME = "home", _("thuis")
        CLOSED = "closed", _("afgesloten")

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.PROTECT, related_name="field_reports")
    kind = models.CharField(_("soort"), max_length=10, choices=ReportKind.choices)
    theme = models.CharField(_("thema"), max_length=12, choices=Theme.choices, default=Theme.OTHER)
    title = models.CharField(_("titel"), max_length=160)
    text = models.TextField(_("wat u ziet"), max_length=4000)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField(_("van"), null=True, blank=True)  # the first day of a month
    until = models.DateField(_("tot en met"), null=True, blank=True)
    tlp = models.CharField(_("wie mag dit weten"), max_length=12, choices=Tlp.choices, default=USUAL)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="field_reports")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.REPORTED)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    reason = models.TextField(_("reden"), blank=True, max_length=1000)  # why it was refused at home
    closed_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[FieldReportQuerySet] = FieldReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("succes, trend of knelpunt")
        verbose_name_plural = _("successen, trends en knelpunten")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def many(self) -> int:
        """How many reports it stands for: itself and those that were merged with it."""
        joined: int | None = getattr(self, "joined", None)
        return 1 + (self.merged.count() if joined is None else joined)

    @property
    def period(self) -> tuple[date | None, date | None]:
        """From which month to which it was seen."""
        return self.since, self.until

    @property
    def was_refused(self) -> bool:
        """Tell whether its own body closed it with a reason instead of putting it forward."""
        return self.state == self.State.CLOSED and bool(self.reason)
