"""Papers: confidential files with a storage and a view of their own."""

from __future__ import annotations

import unicodedata
import uuid
from pathlib import PurePath
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from schakel import registries
from schakel.files.cleaned import in_words
from schakel.tlp import Tlp
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

LONGEST_NAME = 100


def private_storage() -> Storage:
    return storages["private"]


def silent_name(paper: Paper, filename: str) -> str:
    """Return a name on disk that tells nothing of the content."""
    return f"{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


def _is_plain(letter: str) -> bool:
    """Tell whether a letter may stand in the name of a file: no path, no control sign, nothing that turns the text."""
    return unicodedata.category(letter)[0] in "LMNPSZ" and letter not in '/\\:*?"<>|%;'


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: access.Person) -> PaperQuerySet:
        """Return the papers that `user` may open: with a draft page only those who may add papers there.

        A paper of a page is of the time of that page; a standing paper is for all who are a member now.
        """
        standing = access.in_own_workspaces(user, "paper.see") & models.Q(page__isnull=True)
        moments = registries.page_moments.under("page")
        shown = access.in_own_time(user, "paper.see", *moments) & models.Q(page__live=True)
        guests = self._for_guests(user) & models.Q(page__live=True)
        return self.checked(user).filter(standing | shown | guests | access.in_own_workspaces(user, "paper.add"))

    @staticmethod
    def _for_guests(user: access.Person) -> models.Q:
        """Return the condition that a paper is of a page, or of a part of one, that `user` is a guest of."""
        condition = models.Q(page__in=access.visited_pages(user, "paper.see"))
        parts = access.visited_parts(user, "paper.see")
        for way in registries.page_papers.ways if parts else ():
            with_these = Paper.objects.filter(**{f"{way}__in": parts}).order_by()
            condition |= models.Q(pk__in=with_these.values("pk"))
        return condition

    def checked(self, user: access.Person) -> PaperQuerySet:
        """Return the papers that are out of quarantine and offered to all, and those that `user` put there.

        One that is held waits for who weighs it: only they and its uploader see it.
        """
        own = models.Q(by=user.pk, by__isnull=False)
        free = models.Q(held=False) | access.in_own_workspaces(user, "paper.weigh") | own
        return self.filter(free, models.Q(state=Paper.State.READY) | own)

    def standing(self) -> PaperQuerySet:
        """Return the standing papers of a workspace: mandate, working methods, letters."""
        return self.filter(page__isnull=True)


class Paper(models.Model):
    """A file for the members of one workspace; with `page` it belongs to that page and shows when the page does."""

    Tlp = Tlp

    class State(models.TextChoices):
        CHECKING = "checking", _("wordt gecontroleerd")
        READY = "ready", _("beschikbaar")

    workspace = models.ForeignKey(WorkspacePage, on_delete=models.PROTECT, related_name="papers")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.PROTECT, related_name="page_papers")
    title = models.CharField(_("titel"), max_length=160)
    file = models.FileField(_("bestand"), storage=private_storage, upload_to=silent_name, max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    held = models.BooleanField(default=False)
    traces = models.JSONField(default=list, blank=True)
    tlp = models.CharField(_("TLP-merk"), max_length=12, choices=Tlp.choices, default=Tlp.AMBER)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager[Paper]] = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("stuk")
        verbose_name_plural = _("stukken")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_shown_inline(self) -> bool:
        """Tell whether a browser shows it by itself: a PDF or a picture, both made anew when they came in."""
        return self.media_type == "application/pdf" or self.media_type.startswith("image/")

    @property
    def removed(self) -> str:
        """What was taken out of the file, in words."""
        return in_words(self.traces)

    @property
    def remaining(self) -> str:
        """What is still in the file though one does not see it, in words."""
        return in_words(self.traces, remaining=True)

    @property
    def download_name(self) -> str:
        """The name under which it is kept by who downloads it: from its title, never what its maker called it."""
        title = "".join(letter if _is_plain(letter) else " " for letter in self.title)
        return f"{' '.join(title.split()).strip('. ')[:LONGEST_NAME].strip() or 'stuk'}.{self.kind.lower()}"

    @property
    def kind(self) -> str:
        """What the reader calls this sort of file."""
        return PurePath(self.file.name or "").suffix.lstrip(".").upper()
