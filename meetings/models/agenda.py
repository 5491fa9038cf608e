"""The agenda of a meeting: rows in an order, each with its time."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel.files.models import Paper
from schakel.tlp import USUAL, Tlp, highest
from schakel.workspaces import access

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage
    from schakel.workspaces.models import WorkspacePage


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: access.Person) -> AgendaItemQuerySet:
        """Return the items of the meetings that `user` may see, and those that `user` is a guest of."""
        from meetings.models.meeting import MeetingPage  # the page points at its current item

        visited = models.Q(pk__in=access.visited_parts(user, "meeting.see"), meeting__live=True)
        return self.filter(models.Q(meeting__in=MeetingPage.objects.visible_to(user)) | visited)

    def in_order(self) -> AgendaItemQuerySet:
        """Return the items as the agenda shows them, with what it shows of each."""
        return (
            self.order_by("position", "pk")
            .select_related("owner")
            .prefetch_related("papers", models.Prefetch("proposals", queryset=_merged(), to_attr="joined"))
        )


def _merged() -> models.QuerySet[models.Model]:
    from meetings.models.proposals import ProposedItem  # a proposal becomes an item

    return ProposedItem.objects.filter(state=ProposedItem.State.MERGED).select_related("submitted_by")


class AgendaItem(models.Model):
    """One point of an agenda. Its number follows from its place; a pause has none."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("Vaststellen")
        MINUTES = "minutes", _("Notulen vaststellen")
        ACTIONS = "actions", _("Actiepunten")
        INFORMATION = "information", _("Ter kennisname")
        DISCUSSION = "discussion", _("Bespreken")
        DECISION = "decision", _("Besluiten")
        ROUND = "round", _("Ronde")
        FIELD_REPORT = "field_report", _("Succes, trend of knelpunt")
        PAUSE = "pause", _("Pauze")
        CLOSING = "closing", _("Rondvraag en sluiting")

    meeting = models.ForeignKey("meetings.MeetingPage", on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("titel"), max_length=200)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices, default=Kind.DISCUSSION)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agenda_items",
        verbose_name=_("wie brengt het in"),
    )
    owner_text = models.CharField(
        _("of iemand anders"), max_length=120, blank=True, help_text=_("Bijvoorbeeld: alle leden, of een gast.")
    )
    aim = models.CharField(_("doel"), max_length=200, blank=True)
    explanation = models.TextField(_("toelichting"), blank=True, max_length=6000)
    late = models.BooleanField(_("te laat ingediend"), default=False, editable=False)
    carried_over = models.BooleanField(_("doorgeschoven"), default=False, editable=False)
    duration = models.PositiveSmallIntegerField(_("minuten"), default=10)
    tlp = models.CharField(_("wie mag dit weten"), max_length=12, choices=Tlp.choices, default=USUAL)
    papers = models.ManyToManyField(Paper, blank=True, related_name="agenda_items")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[AgendaItemQuerySet] = AgendaItemQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("agendapunt")
        verbose_name_plural = _("agendapunten")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def workspace(self) -> WorkspacePage:
        return self.meeting.workspace

    @property
    def mark(self) -> Tlp:
        """The mark of the item with its papers: the strictest of them."""
        return highest([self.tlp, *(paper.tlp for paper in self.papers.all())])

    @property
    def brought_by(self) -> str:
        """Who brings the item in, in words."""
        names = [str(self.owner) if self.owner else self.owner_text]
        names += [str(each.brings) for each in getattr(self, "joined", ())]
        return ", ".join(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True)
class Line:
    """An item of the agenda with its number (0 for a pause) and its time."""

    item: AgendaItem
    number: int
    begins: datetime
    ends: datetime

    @property
    def is_pause(self) -> bool:
        return self.item.kind == AgendaItem.Kind.PAUSE

    @property
    def title(self) -> str:
        """The title behind its number: "5. Eerste ervaringen"."""
        return f"{self.number}. {self.item.title}" if self.number else self.item.title


def timeline(meeting: MeetingPage) -> list[Line]:
    """Return the agenda of `meeting` with a number and a time for each item, from its beginning on."""
    lines: list[Line] = []
    number, moment = 0, meeting.begins
    for item in meeting.items.in_order():
        counted = item.kind != AgendaItem.Kind.PAUSE
        number += counted
        ends = moment + timedelta(minutes=item.duration)
        lines.append(Line(item, number if counted else 0, moment, ends))
        moment = ends
    return lines


def mark_of(lines: list[Line], own: str = "") -> Tlp:
    """Return the strictest mark of an agenda and of what tells of it, whose `own` mark is; a pause tells nothing."""
    return highest([own, *(line.item.mark for line in lines if not line.is_pause)])
