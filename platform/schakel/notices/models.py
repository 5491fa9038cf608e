"""Something that people should know: what kind, and about which row. To whom it goes is asked when it is sent."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def fresh_key() -> str:
    return uuid.uuid4().hex


class Notice(models.Model):
    """One thing to tell; the unique key makes that it is told once."""

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
