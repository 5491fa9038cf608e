"""The meeting pack of one reader: one PDF with what that reader may see of one meeting."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.files.models import private_storage
from schakel.workspaces import access

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage

STUCK_AFTER = timedelta(minutes=5)
FOLDER = "packs"


def silent_name(pack: MeetingPack, filename: str) -> str:
    """Return a name on disk that tells nothing, in a folder of its own: the sweep of papers looks beside it."""
    return f"{FOLDER}/{uuid.uuid4().hex}.pdf"


class MeetingPackQuerySet(models.QuerySet["MeetingPack"]):
    def visible_to(self, user: access.Person) -> MeetingPackQuerySet:
        """Return the own packs of `user`, of the meetings that they may see."""
        from meetings.models.meeting import MeetingPage  # the page names this module's rows

        return self.filter(user=user.pk, meeting__in=MeetingPage.objects.visible_to(user))


class MeetingPack(models.Model):
    """A pack that somebody asked for. `contents` and `before` hold keys and marks of what is in it, never a text.

    It counts as long as `made_of` is what a new one would be made of; `before` is the version last asked for.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht")
        MAKING = "making", _("wordt gemaakt")
        READY = "ready", _("klaar")
        FAILED = "failed", _("niet gelukt")

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="packs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    progress = models.PositiveSmallIntegerField(default=0)
    asked = models.DateTimeField(default=timezone.now)
    file = models.FileField(storage=private_storage, upload_to=silent_name, max_length=120, blank=True)
    at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    made_of = models.CharField(max_length=64, blank=True)
    contents = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)
    before_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[MeetingPackQuerySet] = MeetingPackQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("stukkenbundel")
        verbose_name_plural = _("stukkenbundels")
        constraints = [models.UniqueConstraint(fields=["meeting", "user"], name="meetings_pack_one_per_reader")]

    def __str__(self) -> str:
        return f"{self.meeting_id}, {self.user_id}: {self.state}"

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace

    @property
    def is_busy(self) -> bool:
        """Tell whether the worker has it, or will; after some minutes nobody believes that any more."""
        waits = self.state in (self.State.QUEUED, self.State.MAKING)
        return waits and self.asked > timezone.now() - STUCK_AFTER

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY and bool(self.file)
