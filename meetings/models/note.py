"""Private notes on agenda items and papers: for who wrote them, and for nobody else."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import secrecy
from schakel.files.models import Paper
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage


class LockedText(models.TextField):  # type: ignore[type-arg]
    """A text that is kept encrypted. Who reads the row as data, for the export of the own data, gets it opened."""

    def value_from_object(self, obj: models.Model) -> str:
        return str(obj.text)  # type: ignore[attr-defined]


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: access.Person) -> NoteQuerySet:
        """Return the notes that `user` wrote: no role sees those of another."""
        return self.filter(user=user.pk, user__isnull=False)

    def with_places(self) -> NoteQuerySet:
        """Return the notes with what their lists show of the place that they are at."""
        return self.select_related("meeting", "item", "paper", "workspace").order_by("page", "made", "pk")


class Note(models.Model):
    """A note at an item or at a paper, `page` of it. It outlives both, and every new version of the paper.

    `version` is the SHA-256 of the paper as it was when the note was written.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    workspace = models.ForeignKey(WorkspacePage, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(
        "meetings.MeetingPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    item = models.ForeignKey("meetings.AgendaItem", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    page = models.PositiveIntegerField(null=True, blank=True)
    version = models.CharField(max_length=64, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    locked = LockedText(db_column="text")
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)

    objects: ClassVar[NoteQuerySet] = NoteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = gettext_lazy("notitie")
        verbose_name_plural = gettext_lazy("notities")
        ordering = ["made", "pk"]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def text(self) -> str:
        """What was written; without its key, a sentence that says so."""
        try:
            return secrecy.unlock(self.locked, self.user_id)
        except secrecy.Unreadable:
            return _("Deze notitie is nu niet te lezen: de sleutel ontbreekt.")

    @text.setter
    def text(self, words: str) -> None:
        self.locked = secrecy.lock(words, self.user_id)

    @property
    def is_of_earlier_version(self) -> bool:
        """Tell whether the paper was replaced since."""
        return self.paper is not None and bool(self.version) and self.version != self.paper.sha256

    @property
    def has_lost_its_place(self) -> bool:
        """Tell whether the item or the paper that it was at is no longer there."""
        return self.item_id is None and self.paper_id is None

    @property
    def place(self) -> str:
        """The address of the screen that it stands on."""
        if self.paper_id:
            return reverse("paper_notes", args=[self.paper_id])
        if self.meeting_id and self.item_id:
            return reverse("meeting_notes", args=[self.meeting_id]) + f"#punt-{self.item_id}"
        return reverse("own_notes")
