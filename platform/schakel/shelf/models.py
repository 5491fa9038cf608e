"""A standing paper and its versions: the file of each is a Paper, which stays readable when a newer one comes."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.directory.models import Organisation
from schakel.files.models import Paper
from schakel.workspaces import access
from schakel.workspaces.models import Seat, WorkspacePage


class StandingPaperQuerySet(models.QuerySet["StandingPaper"]):
    def visible_to(self, user: access.Person) -> StandingPaperQuerySet:
        """Return what stands on the shelves of the workspaces of `user`, once a version is out of quarantine."""
        readable = Paper.objects.visible_to(user).standing()
        shown = StandingVersion.objects.filter(standing=models.OuterRef("pk"), paper__in=readable)
        return self.filter(access.in_own_workspaces(user, "standing.see"), models.Exists(shown))


class StandingPaper(models.Model):
    """Something that holds until it is renewed: a mandate, a working method, a letter."""

    class Kind(models.TextChoices):
        MANDATE = "mandate", _("Mandaat")
        METHOD = "method", _("Werkwijze")
        LETTER = "letter", _("Brief")
        OTHER = "other", _("Ander stuk")

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="standing_papers")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(_("titel"), max_length=160)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="standing_papers"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="standing_papers"
    )
    subject = models.CharField(_("onderwerp"), max_length=80, blank=True)
    summary = models.TextField(_("in het kort"), max_length=600, blank=True)
    told_roles = models.JSONField(default=list, blank=True)
    told_seats = models.ManyToManyField(Seat, blank=True, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[StandingPaperQuerySet] = StandingPaperQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("vast stuk")
        verbose_name_plural = _("vaste stukken")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("standing", args=[self.pk])


class StandingVersionQuerySet(models.QuerySet["StandingVersion"]):
    def visible_to(self, user: access.Person) -> StandingVersionQuerySet:
        """Return the versions of which `user` may open the file."""
        readable = Paper.objects.visible_to(user).standing()
        own = access.in_own_workspaces(user, "standing.see", "standing__workspace")
        return self.filter(own, paper__in=readable)


class StandingVersion(models.Model):
    """One version; it goes with its file."""

    standing = models.ForeignKey(StandingPaper, on_delete=models.CASCADE, related_name="versions")
    paper = models.OneToOneField(Paper, on_delete=models.CASCADE, related_name="standing_version")
    number = models.PositiveSmallIntegerField(_("versie"))
    dated = models.DateField(_("datum"))
    note = models.CharField(_("wat is er anders"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[StandingVersionQuerySet] = StandingVersionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("versie van een vast stuk")
        verbose_name_plural = _("versies van vaste stukken")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["standing", "number"], name="shelf_version_one_per_number")]

    def __str__(self) -> str:
        return f"{self.standing} ({self.number})"

    @property
    def workspace(self) -> WorkspacePage:
        return self.standing.workspace
