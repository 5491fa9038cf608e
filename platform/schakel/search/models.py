"""The index: what can be found, its text piece by piece, and in which thing of which workspace each stem stands."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from schakel import registries
from schakel.tlp import Tlp
from schakel.workspaces import access


class EntryQuerySet(models.QuerySet["Entry"]):
    def visible_to(self, user: access.Person) -> EntryQuerySet:
        """Return what may be found by `user`: of the own workspaces, and of the part of their past that `user` sees.

        What stands on a page that went dark is not found, whatever the index still has.
        """
        timeless = access.in_own_workspaces(user, "workspace.see") & models.Q(moment__isnull=True)
        shown = models.Q(page__isnull=True) | ~models.Q(page__in=Page.objects.filter(live=False).values("pk"))
        return self.filter(timeless | access.in_own_time(user, "workspace.see", "moment")).filter(shown)


class Entry(models.Model):
    """One thing that can be found. With `page` it is found as long as that page shows."""

    class Unit(models.TextChoices):
        """What the numbers of its pieces count."""

        NONE = "", ""
        PAGE = "page", "page"
        SLIDE = "slide", "slide"
        SHEET = "sheet", "sheet"

    workspace = models.ForeignKey("workspaces.WorkspacePage", on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject = models.PositiveBigIntegerField()
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=300)
    unit = models.CharField(max_length=6, choices=Unit.choices, blank=True)
    tlp = models.CharField(max_length=12, choices=Tlp.choices, blank=True)
    at = models.DateTimeField(default=timezone.now)
    year = models.PositiveSmallIntegerField(default=0)
    moment = models.DateTimeField(null=True, blank=True)  # when that was which it tells of; none for all times
    digest = models.CharField(max_length=64, blank=True)  # of what was indexed: the same is not written again
    is_read = models.BooleanField(default=True)  # a file waits here for the worker

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_type", "subject"], name="search_entry_one_per_thing")]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_name(self) -> str:
        """What the reader calls this kind of thing."""
        return registries.searchables.named(self.kind)

    @property
    def thing(self) -> Any:
        """The thing itself. Raises ObjectDoesNotExist when it is gone."""
        model: Any = self.content_type.model_class()
        return model._default_manager.get(pk=self.subject)


class Piece(models.Model):
    """A page, slide or sheet of an entry with its text; a thing without such parts is one piece, number 0."""

    entry = models.ForeignKey(
        Entry, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="pieces"
    )
    place = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "place"], name="search_piece_one_per_place")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.place}"


class Posting(models.Model):
    """A stem that stands in an entry: in its title, in these pieces. The key is the index in which it is looked up.

    The workspace comes second, so that a question reads nothing of workspaces of others, not even to count it.
    """

    pk = models.CompositePrimaryKey("stem", "workspace_id", "entry_id", "heading")
    stem = models.CharField(max_length=60)
    workspace = models.ForeignKey(
        "workspaces.WorkspacePage", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    entry = models.ForeignKey(Entry, on_delete=models.DO_NOTHING, db_constraint=False, related_name="postings")
    heading = models.BooleanField()
    places = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.stem}: {self.entry_id}"
