"""Questions that are used again, and which question of a former round asked the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surveys.models.rounds import SurveyPage


class LibraryItem(models.Model):
    """A question, or a block of questions, with its choice lists, in canonical form."""

    title = models.CharField(_("naam"), max_length=160)
    canonical = models.JSONField()
    sha256 = models.CharField(max_length=64, unique=True)
    source = models.ForeignKey(SurveyPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class Equivalence(models.Model):
    """A question of a round asks what a question of an earlier round asked.

    `choices` maps names of the earlier answers to those of now, where they differ; an answer that it does not name
    and that is not on offer now has no equal.
    """

    survey = models.ForeignKey(SurveyPage, on_delete=models.CASCADE, related_name="equivalences")
    question = models.CharField(max_length=200)
    earlier = models.ForeignKey(SurveyPage, on_delete=models.PROTECT, related_name="+")
    earlier_question = models.CharField(max_length=200)
    choices = models.JSONField(default=dict, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "question", "earlier"], name="surveys_equivalence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.question} = {self.earlier}: {self.earlier_question}"
