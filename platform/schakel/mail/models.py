"""The outbox: to whom, which kind of mail, about what. Never a text: that is made at the moment of sending."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def fresh_key() -> str:
    return uuid.uuid4().hex


class OutgoingMail(models.Model):
    """One mail to one address. The unique key makes a repeated act send once."""

    class State(models.TextChoices):
        DUE = "due", _("wacht op verzending")
        SENT = "sent", _("verzonden")
        DROPPED = "dropped", _("niet meer nodig")
        FAILED = "failed", _("mislukt")

    kind = models.CharField(max_length=60)
    to = models.EmailField()
    reference = models.PositiveBigIntegerField(null=True, blank=True)
    key = models.CharField(max_length=120, unique=True, default=fresh_key)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True, blank=True)
    next_try = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("uitgaande e-mail")
        verbose_name_plural = _("uitgaande e-mails")
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to}"
