"""What a member proposes to change in minutes that go round, and what the secretary answered."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.minutes import MinutesPage
from schakel.workspaces import access

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, user: access.Person) -> CorrectionQuerySet:
        """Return the corrections on minutes that `user` may see."""
        return self.filter(minutes__in=MinutesPage.objects.visible_to(user))

    def waiting(self) -> CorrectionQuerySet:
        """Return those that nobody answered yet, the oldest first."""
        return self.filter(state=Correction.State.SENT).order_by("at", "pk")


class Correction(models.Model):
    """One correction on one paragraph. `stood` is that paragraph as it was: by it the paragraph is found again."""

    class State(models.TextChoices):
        SENT = "sent", _("wacht op antwoord")
        TAKEN = "taken", _("overgenomen")
        REFUSED = "refused", _("niet overgenomen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    minutes = models.ForeignKey(MinutesPage, on_delete=models.CASCADE, related_name="corrections")
    block = models.UUIDField()
    paragraph = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    stood = models.TextField()
    quoted = models.CharField(_("woorden die niet kloppen"), max_length=500, blank=True)
    text = models.TextField(_("correctie"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="corrections")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("stand"), max_length=10, choices=State.choices, default=State.SENT)
    answer = models.TextField(_("antwoord"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[CorrectionQuerySet] = CorrectionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("correctie")
        verbose_name_plural = _("correcties")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def workspace(self) -> WorkspacePage:
        return self.minutes.workspace

    @property
    def anchor(self) -> str:
        """Where it stands on the page of the minutes."""
        return f"correctie-{self.pk}"

    @property
    def waits(self) -> bool:
        return self.state == self.State.SENT
