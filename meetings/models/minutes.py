"""Minutes: prose that is drafted, circulated as a concept, adopted and from then on frozen."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Left, Length
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, Revision
from wagtail.query import PageQuerySet

from meetings import blocks, reading
from meetings.editor import MinutesForm
from meetings.models.agenda import mark_of, timeline
from meetings.models.factual import FactualPage
from meetings.models.meeting import MeetingPage
from schakel.tlp import Tlp
from schakel.workspaces import access
from schakel.workspaces.models import JudgedTester

if TYPE_CHECKING:
    from schakel.accounts.models import User


class Status(models.TextChoices):
    """How far minutes have come."""

    DRAFT = "draft", _("in bewerking")
    CIRCULATED = "circulated", _("concept, nog niet vastgesteld")
    ADOPTED = "adopted", _("vastgesteld")
    WITHHELD = "withheld", _("teruggetrokken")


SHOWN = (Status.CIRCULATED, Status.ADOPTED)


class MinutesTester(JudgedTester):
    """What Wagtail may do with minutes that are not adopted: edit them. Showing is done by our verbs alone."""

    page: MinutesPage

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.page.circulated_at is None and bool(super().can_delete(ignore_bulk))


class MinutesQuerySet(PageQuerySet):
    def visible_to(self, user: access.Person) -> MinutesQuerySet:
        """Return the minutes that `user` may see: circulated and adopted ones, and all for who writes them."""
        above = Left(models.OuterRef("path"), Length(models.OuterRef("path")) - Page.steplen)
        own = MeetingPage.objects.filter(access.own_pages(user, "minutes.see", "begins"), path=above)
        shown = models.Q(models.Exists(own), live=True, status__in=SHOWN)
        return self.filter(shown | access.own_pages(user, "minutes.edit"))


class MinutesPage(FactualPage):
    """The minutes of the meeting that this page stands under."""

    Status = Status

    body = StreamField(blocks.stream(), blank=True, verbose_name=_("notulen"))
    status = models.CharField(_("stand"), max_length=12, choices=Status.choices, default=Status.DRAFT, editable=False)
    tlp = models.CharField(_("eigen TLP-merk"), max_length=12, choices=Tlp.choices, blank=True, editable=False)
    circulated_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveSmallIntegerField(default=0, editable=False)
    corrections_until = models.DateTimeField(null=True, blank=True, editable=False)
    adopted_at = models.DateTimeField(null=True, blank=True, editable=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    adopted_in = models.ForeignKey(
        MeetingPage, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    adopted_without = models.TextField(blank=True, editable=False)  # why no meeting adopted it
    attendance_snapshot = models.JSONField(null=True, blank=True, editable=False)
    quorum_snapshot = models.JSONField(null=True, blank=True, editable=False)
    access_snapshot = models.JSONField(null=True, blank=True, editable=False)
    fingerprint = models.CharField(_("controlegetal"), max_length=64, blank=True, editable=False)

    objects: ClassVar[PageManager] = PageManager.from_queryset(MinutesQuerySet)()

    facts = (
        "status",
        "tlp",
        "circulated_at",
        "version",
        "corrections_until",
        "adopted_at",
        "adopted_by",
        "adopted_in",
        "adopted_without",
        "attendance_snapshot",
        "quorum_snapshot",
        "access_snapshot",
        "fingerprint",
    )
    right_to_see = "minutes.see"
    tester = MinutesTester
    parent_page_types: ClassVar[list[str]] = ["meetings.MeetingPage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    base_form_class = MinutesForm
    template = "meetings/minutes.html"
    content_panels: ClassVar[list[Any]] = [FieldPanel("title", classname="title"), FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = []  # minutes stand at …/notulen/ of their meeting

    class Meta:
        verbose_name = _("notulen")
        verbose_name_plural = _("notulen")

    @cached_property
    def meeting(self) -> MeetingPage:
        """The meeting that these are the minutes of."""
        found: MeetingPage = MeetingPage.objects.parent_of(self).get()
        return found

    @property
    def mark(self) -> Tlp:
        """The mark of the minutes: the strictest of their own and those of the agenda that they tell of."""
        return mark_of(timeline(self.meeting), self.tlp)

    @property
    def moment(self) -> datetime:
        return self.meeting.begins

    @property
    def is_frozen(self) -> bool:  # type: ignore[override]
        return self.status == Status.ADOPTED

    @property
    def takes_corrections(self) -> bool:
        """Tell whether the concept goes round and its term for corrections has not passed at this moment."""
        until = self.corrections_until
        return self.status == Status.CIRCULATED and until is not None and timezone.now() < until

    def is_visible_to(self, user: User) -> bool:
        if self.live and self.status in SHOWN:
            return super().is_visible_to(user)
        return access.may(user, "minutes.edit", self)

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        """Save the prose, unless it was adopted meanwhile: whoever loaded the page before that comes too late."""
        self._refuse_when_adopted()
        super().save(*args, **options)

    @transaction.atomic
    def save_revision(self, *args: Any, **options: Any) -> Revision:
        self._refuse_when_adopted()
        return super().save_revision(*args, **options)

    def _refuse_when_adopted(self) -> None:
        if self.pk is None:
            return
        rows = MinutesPage.objects.select_for_update().filter(pk=self.pk).order_by()
        if rows.values_list("status", flat=True).first() == Status.ADOPTED:
            raise PermissionDenied(str(_("Deze notulen zijn vastgesteld. Er kan niets meer veranderen.")))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **reading.of_minutes(self, request)}
