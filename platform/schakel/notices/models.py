"""What people are told of: something that happened to a row, how each wants to hear of it, and what each was told."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schakel.mail.models import OutgoingMail


def fresh_key() -> str:
    return uuid.uuid4().hex


class Notice(models.Model):
    """One thing to tell; the unique key makes that it is told once. To whom it goes is asked when it is sent."""

    kind = models.CharField(max_length=60)
    reference = models.PositiveBigIntegerField()
    key = models.CharField(max_length=120, unique=True, default=fresh_key)
    by = models.PositiveBigIntegerField(null=True, blank=True)  # the account that did it, which need not be told
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("bericht")
        verbose_name_plural = _("berichten")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Pace(models.TextChoices):
    """How often somebody wants mail."""

    AT_ONCE = "at_once", _("Meteen")
    DAILY = "daily", _("Elke dag één e-mail")
    WEEKLY = "weekly", _("Elke maandag één e-mail")
    OFF = "off", _("Geen e-mail")


class Preference(models.Model):
    """How often a person wants mail about one workspace, or about what belongs to none; without a row: at once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    workspace = models.ForeignKey(
        "workspaces.WorkspacePage", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    pace = models.CharField(_("hoe vaak"), max_length=8, choices=Pace.choices)

    class Meta:
        verbose_name = _("voorkeur voor berichten")
        verbose_name_plural = _("voorkeuren voor berichten")
        constraints = [
            models.UniqueConstraint(fields=["user", "workspace"], name="notices_preference_one_per_workspace"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(workspace__isnull=True), name="notices_preference_one_without_workspace"
            ),
        ]

    def __str__(self) -> str:
        return self.get_pace_display()


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def due(self, moment: object) -> ReceiptQuerySet:
        """Return what waits for a digest whose time has come."""
        return self.filter(due__lte=moment, mail__isnull=True)


class Receipt(models.Model):
    """That one person is told of one notice: in a digest when it is `due`, on the own page in any case."""

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="receipts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    due = models.DateTimeField(null=True, blank=True)
    mail = models.ForeignKey(OutgoingMail, null=True, blank=True, on_delete=models.SET_NULL, related_name="receipts")

    objects: ClassVar[ReceiptQuerySet] = ReceiptQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ontvangen bericht")
        verbose_name_plural = _("ontvangen berichten")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["notice", "user"], name="notices_receipt_one_per_person")]
        indexes = [models.Index(fields=["due"], condition=Q(mail__isnull=True), name="notices_receipt_waiting")]

    def __str__(self) -> str:
        return f"{self.user}: {self.notice}"
