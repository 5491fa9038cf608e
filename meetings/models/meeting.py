"""A meeting: its prose and its dates on a page, its agenda and attendance in rows."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

from meetings import reading
from meetings.models.factual import FactualPage
from schakel.workspaces import access
from schakel.workspaces.models import JudgedTester

if TYPE_CHECKING:
    from meetings.models.minutes import MinutesPage
    from schakel.accounts.models import User


SUBMISSIONS = timedelta(days=10)


class MeetingTester(JudgedTester):
    """What Wagtail may do with a meeting: what members have seen neither disappears nor goes dark."""

    page: MeetingPage

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        known = self.page.first_published_at is not None or self.page.page_papers.exists()
        return not known and bool(super().can_delete(ignore_bulk))

    def can_unpublish(self) -> bool:
        minutes = self.page.minutes
        shown = self.page.in_session or (minutes is not None and minutes.status != minutes.Status.DRAFT)
        return not shown and bool(super().can_unpublish())

    def can_publish_subpage(self) -> bool:
        return False  # minutes are circulated, not published


class MeetingQuerySet(PageQuerySet):
    def visible_to(self, user: access.Person) -> MeetingQuerySet:
        """Return the meetings that `user` may see: live ones, and drafts for who writes them."""
        live = access.own_pages(user, "meeting.see", "begins") & models.Q(live=True)
        return self.filter(live | access.own_pages(user, "meeting.edit"))

    def to_come(self, moment: datetime | None = None) -> MeetingQuerySet:
        """Return the meetings that take place and have not ended at `moment`, the nearest first."""
        return self.ahead(moment).taking_place()

    def ahead(self, moment: datetime | None = None) -> MeetingQuerySet:
        """Return the meetings that have not ended at `moment`, with those that were cancelled, the nearest first."""
        return self.filter(ends__gte=moment or timezone.now()).order_by("begins", "pk")

    def taking_place(self) -> MeetingQuerySet:
        """Return the meetings that were not cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def past(self, moment: datetime | None = None) -> MeetingQuerySet:
        """Return the meetings that have ended at `moment`, the latest first."""
        return self.filter(ends__lt=moment or timezone.now()).order_by("-begins", "-pk")


class HeadQuerySet(MeetingQuerySet):
    def visible_to(self, user: access.Person) -> MeetingQuerySet:
        """Return the meetings of which `user` may see when and where they are: guests of one item too."""
        in_part = models.Q(pk__in=access.visited_pages(user, "meeting.see", in_part=True), live=True)
        own = MeetingPage.objects.visible_to(user).order_by().values("pk")
        return self.filter(in_part | models.Q(pk__in=own))


class MeetingPage(FactualPage):
    """A meeting of one workspace."""

    begins = models.DateTimeField(_("begint"))
    ends = models.DateTimeField(_("eindigt"))
    place = models.CharField(_("plaats"), max_length=200, blank=True)
    intro = models.TextField(_("inleiding"), blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    in_session = models.BooleanField(default=False, editable=False)
    submissions_close = models.DateTimeField(null=True, blank=True, editable=False)
    current_item = models.ForeignKey(
        "meetings.AgendaItem", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    # planning: what calendars know of it, and whether it takes place
    series = models.ForeignKey(
        "meetings.MeetingSeries", null=True, blank=True, editable=False, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    sequence = models.PositiveIntegerField(default=0, editable=False)  # rises by one with each change (RFC 5545)
    stamped_at = models.DateTimeField(default=timezone.now, editable=False)  # when it was last changed
    invited_sequence = models.PositiveIntegerField(null=True, editable=False)  # what the invitations last said
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.TextField(blank=True, editable=False)

    objects: ClassVar[PageManager] = PageManager.from_queryset(MeetingQuerySet)()
    heads: ClassVar[PageManager] = PageManager.from_queryset(HeadQuerySet)()

    facts = (
        "uid", "in_session", "current_item",
        "series", "sequence", "stamped_at", "invited_sequence", "cancelled_at", "cancel_reason",
        "submissions_close",
    )  # fmt: skip
    right_to_see = "meeting.see"
    tester = MeetingTester
    parent_page_types: ClassVar[list[str]] = ["workspaces.WorkspacePage"]
    subpage_types: ClassVar[list[str]] = ["meetings.MinutesPage"]
    template = "meetings/meeting.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("begins"), FieldPanel("ends"), FieldPanel("place")], _("Wanneer en waar")),
        FieldPanel("intro"),
    ]

    class Meta:
        verbose_name = _("vergadering")
        verbose_name_plural = _("vergaderingen")

    def clean(self) -> None:
        super().clean()
        if self.begins and self.ends and self.ends <= self.begins:
            raise ValidationError({"ends": gettext("De vergadering eindigt voordat zij begint.")})

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        """Save the prose; another time or place, from whatever screen, is another entry in calendars."""
        moved = self.pk is not None and options.get("update_fields") is None and self._moved()
        super().save(*args, **options)
        if moved:
            self.stamp()

    def _moved(self) -> bool:
        before = MeetingPage.objects.filter(pk=self.pk).values_list("begins", "ends", "place").first()
        return before is not None and before != (self.begins, self.ends, self.place)

    def stamp(self, **facts: Any) -> None:
        """Raise the sequence by one and write `facts` along: calendars take the higher number for the newer."""
        told = {"sequence": models.F("sequence") + 1, "stamped_at": timezone.now(), **facts}
        MeetingPage.objects.filter(pk=self.pk).update(**told)
        self.refresh_from_db(fields=list(told))

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_over(self) -> bool:
        return self.ends <= timezone.now()

    @property
    def invitation_is_old(self) -> bool:
        """Tell whether calendars know of an earlier time or place than the page."""
        return self.invited_sequence is not None and self.invited_sequence < self.sequence

    @cached_property
    def minutes(self) -> MinutesPage | None:
        """The minutes of this meeting, in whatever state."""
        from meetings.models.minutes import MinutesPage  # the minutes know their meeting

        found: MinutesPage | None = MinutesPage.objects.child_of(self).first()
        return found

    @property
    def moment(self) -> datetime:
        return self.begins

    @property
    def submissions_until(self) -> datetime:
        """Until when members submit items in time: the moment that was chosen, or some days before."""
        return self.submissions_close or self.begins - SUBMISSIONS

    @property
    def takes_submissions(self) -> bool:
        """Tell whether items can still be submitted, be it late: the meeting has not begun."""
        return self.live and not self.is_cancelled and not self.in_session and self.begins > timezone.now()

    @property
    def is_frozen(self) -> bool:  # type: ignore[override]
        """Tell whether the minutes were adopted: then nothing of this meeting changes any more."""
        return self.minutes is not None and self.minutes.is_frozen

    @property
    def minutes_planned(self) -> int:
        """How long the meeting takes, in minutes."""
        return int((self.ends - self.begins).total_seconds() // 60)

    def is_visible_to(self, user: User) -> bool:
        if not self.live:
            return access.may(user, "meeting.edit", self)
        return super().is_visible_to(user)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **reading.of_meeting(self, request)}
