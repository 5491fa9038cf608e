"""What travels: the words that one body puts to another, and the answer that comes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import AgendaItem
from meetings.models.field_reports import RIGHT, FieldReport, ReportKind, Theme
from meetings.models.register import Decision
from schakel.tlp import USUAL, Tlp
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

SOON = timedelta(days=14)


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def visible_to(self, user: access.Person) -> EscalationQuerySet:
        """Return what the bodies of `user` put forward, and what was put to them and arrived there."""
        return self.filter(self._sent(user) | self._received(user))

    def received_by(self, user: access.Person) -> EscalationQuerySet:
        """Return what was put to the bodies of `user` and may be seen there."""
        return self.filter(self._received(user))

    def _sent(self, user: access.Person) -> models.Q:
        return access.in_own_time(user, RIGHT, "worded_at", path="from_workspace")

    def _received(self, user: access.Person) -> models.Q:
        """Once it is on an agenda the members see it, before that who may receive it; drafts stay at home."""
        arrived = models.Q(state__in=Escalation.ARRIVED)
        members = access.in_own_time(user, RIGHT, "escalated_at", "accepted_at", path="to_workspace")
        leaders = access.in_own_workspaces(user, "fieldreport.receive", "to_workspace")
        return arrived & (leaders | (members & models.Q(accepted_at__isnull=False)))

    def under_way(self) -> EscalationQuerySet:
        """Return what waits for an answer, the nearest day first."""
        return self.filter(state__in=Escalation.WAITING).order_by("due", "pk")

    def late(self, day: date | None = None) -> EscalationQuerySet:
        """Return what should have been answered before `day` (today), the longest first."""
        return self.under_way().filter(due__lt=day or timezone.localdate())

    def with_all(self) -> EscalationQuerySet:
        rows = self.select_related("from_workspace", "to_workspace", "report__reporter", "item__meeting", "of")
        return rows.order_by("-worded_at", "-pk")


class Escalation(models.Model):
    """One step up: own words, from one body to another. `of` is the step before it."""

    class State(models.TextChoices):
        WORDED = "worded", _("verwoord")
        APPROVED = "approved", _("goedgekeurd")
        PUT = "put", _("voorgelegd")
        ACCEPTED = "accepted", _("op de agenda")
        RETURNED = "returned", _("teruggestuurd")
        DECLINED = "declined", _("afgewezen met reden")
        ANSWERED = "answered", _("beantwoord")
        HOME = "home", _("thuis")

    DRAFT = (State.WORDED, State.APPROVED, State.RETURNED)
    ARRIVED = (State.PUT, State.ACCEPTED, State.DECLINED, State.ANSWERED, State.HOME)
    WAITING = (State.PUT, State.ACCEPTED)
    DONE = (State.DECLINED, State.ANSWERED)

    report = models.ForeignKey(FieldReport, on_delete=models.PROTECT, related_name="escalations")
    of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="onwards")
    from_workspace = models.ForeignKey(WorkspacePage, on_delete=models.PROTECT, related_name="+")
    to_workspace = models.ForeignKey(WorkspacePage, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=10, choices=ReportKind.choices)
    theme = models.CharField(_("thema"), max_length=12, choices=Theme.choices)
    many = models.PositiveSmallIntegerField(_("hoe vaak gemeld"), default=1)
    title = models.CharField(_("titel"), max_length=160)
    wording = models.TextField(_("verwoording"), max_length=4000)
    tlp = models.CharField(_("wie mag dit weten"), max_length=12, choices=Tlp.choices, default=USUAL)
    revision = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WORDED)
    worded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    worded_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    due = models.DateField(_("antwoord uiterlijk"), null=True, blank=True)
    reason = models.TextField(_("reden"), blank=True, max_length=1000)  # why it was returned or declined
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="escalations")
    answer = models.TextField(_("antwoord"), blank=True, max_length=4000)
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="escalations")
    answered_at = models.DateTimeField(null=True, blank=True)  # also when it was declined
    home_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[EscalationQuerySet] = EscalationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("voorgelegd knelpunt")
        verbose_name_plural = _("voorgelegde knelpunten")
        ordering = ["-worded_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def workspace(self) -> WorkspacePage:
        """The body that it was put to: there it is found and read."""
        return self.to_workspace

    @property
    def is_late(self) -> bool:
        return self.state in self.WAITING and self.due is not None and self.due < timezone.localdate()

    @property
    def waits(self) -> bool:
        """Tell whether the other body still has to answer."""
        return self.state in self.WAITING

    @property
    def is_draft(self) -> bool:
        """Tell whether it has not left its own body, or came back to be worded better."""
        return self.state in self.DRAFT

    @property
    def was_declined(self) -> bool:
        """Tell whether the other body answered with a reason why it will not deal with it."""
        return self.answered_at is not None and not self.answer

    @property
    def told(self) -> str:
        """What came back: the answer, or the reason."""
        return self.answer or self.reason


ABOVE = {"task-force": (), "som": ("task-force",)}  # every other body: both


def next_levels(workspace: WorkspacePage) -> models.QuerySet[WorkspacePage]:
    """Return the bodies to which `workspace` can put something: the SOM and the Task Force, never itself or below."""
    slugs = ABOVE.get(workspace.slug, ("som", "task-force"))
    rows: models.QuerySet[WorkspacePage] = WorkspacePage.objects.filter(slug__in=slugs).order_by("path")
    return rows
