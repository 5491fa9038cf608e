"""When each job is due: a row for each, which the first clock that comes by takes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Turn(models.Model):
    """The next time that the job of this name is due."""

    name = models.CharField(max_length=60, unique=True)
    due = models.DateTimeField()

    class Meta:
        verbose_name = _("beurt")
        verbose_name_plural = _("beurten")

    def __str__(self) -> str:
        return f"{self.name}: {self.due:%Y-%m-%d %H:%M}"
