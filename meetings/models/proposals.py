"""What members want to have on an agenda: it waits for the secretary, who takes, merges or returns it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import AgendaItem
from schakel.files.models import Paper
from schakel.tlp import USUAL, Tlp
from schakel.workspaces import access

if TYPE_CHECKING:
    from schakel.accounts.models import User
    from schakel.workspaces.models import WorkspacePage

Kind = AgendaItem.Kind
PROPOSABLE = [Kind.INFORMATION, Kind.DISCUSSION, Kind.DECISION]


class ProposedItemQuerySet(models.QuerySet["ProposedItem"]):
    def visible_to(self, user: access.Person) -> ProposedItemQuerySet:
        """Return what `user` submitted, and all of it for who decides on the agenda."""
        from meetings.models.meeting import MeetingPage  # the page names this module's rows

        meetings = MeetingPage.objects.visible_to(user)
        weighed = meetings.filter(access.own_pages(user, "proposal.see"))
        return self.filter(models.Q(meeting__in=meetings, submitted_by=user.pk) | models.Q(meeting__in=weighed))

    def waiting(self) -> ProposedItemQuerySet:
        """Return what nobody answered yet, the oldest first."""
        return self.filter(state=ProposedItem.State.SUBMITTED).order_by("at", "pk")


class ProposedItem(models.Model):
    """An item that a member proposes for the agenda of one meeting."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", _("wacht op de secretaris")
        TAKEN = "taken", _("staat op de agenda")
        MERGED = "merged", _("samengevoegd met een ander punt")
        RETURNED = "returned", _("teruggestuurd")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="proposals")
    title = models.CharField(_("titel"), max_length=200)
    kind = models.CharField(
        _("soort"), max_length=20, choices=[(kind.value, kind.label) for kind in PROPOSABLE], default=Kind.DISCUSSION
    )
    aim = models.CharField(_("doel"), max_length=200, blank=True)
    explanation = models.TextField(_("toelichting"), blank=True, max_length=2000)
    duration = models.PositiveSmallIntegerField(_("minuten"), default=10)
    tlp = models.CharField(_("wie mag dit weten"), max_length=12, choices=Tlp.choices, default=USUAL)
    papers = models.ManyToManyField(Paper, blank=True, related_name="proposals")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposed_items")
    at = models.DateTimeField(default=timezone.now)
    late = models.BooleanField(_("te laat ingediend"), default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    answer = models.TextField(_("antwoord"), blank=True, max_length=1000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[ProposedItemQuerySet] = ProposedItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("voorstel voor de agenda")
        verbose_name_plural = _("voorstellen voor de agenda")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace

    @property
    def waits(self) -> bool:
        """Tell whether nobody answered it yet."""
        return self.state == self.State.SUBMITTED

    @property
    def brings(self) -> User:
        """Who brings the item in: the owner, or who submitted it."""
        return self.owner or self.submitted_by
