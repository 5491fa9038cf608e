"""The figures of a round as they stood at a moment, so that a page need not compute them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from surveys.models.rounds import SurveyPage


class ResultSnapshot(models.Model):
    """Figures over `n` submissions, of which `newest` is the last; `data` is what `surveys.results.figures` returns."""

    survey = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="snapshots")
    n = models.PositiveIntegerField()
    newest = models.PositiveBigIntegerField(default=0)  # a key: one that replaces another leaves n as it was
    population = models.PositiveIntegerField()
    data = models.JSONField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "n", "newest"], name="surveys_snapshot_one_per_stand")]

    def __str__(self) -> str:
        return f"{self.survey}: n = {self.n}"
