"""The address under which somebody's own calendar fetches the meetings: one for each person, and revocable."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from schakel import links

PURPOSE = "calendar"


class CalendarFeed(models.Model):
    """Whether a person has such an address, and which: a higher generation makes the older ones worthless."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    generation = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")

    def __str__(self) -> str:
        return f"{self.pk}: {self.generation}"

    @property
    def token(self) -> str:
        return links.token(PURPOSE, self.pk, self.generation)


def feed_of(token: str) -> CalendarFeed | None:
    """Return the feed that `token` opens, of somebody who may log in; None when it opens nothing."""
    found = CalendarFeed.objects.select_related("user").filter(pk=links.claimed(token) or 0).first()
    if found is None or not links.holds(token, PURPOSE, found.pk, found.generation):
        return None
    return found if found.is_open and found.user.is_active else None
