"""The rounds as a list: how many municipalities each asks and how many submitted, in a constant number of questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from schakel.directory.models import FrameEntry
from surveys.models import Response, SurveyPage


@dataclass(frozen=True)
class Row:
    """One round with its response so far."""

    survey: SurveyPage
    submitted: int
    population: int

    @property
    def percent(self) -> int:
        return round(100 * self.submitted / self.population) if self.population else 0

    @property
    def state(self) -> str:
        """One of: draft, over, open, waiting (for its first day)."""
        if not self.survey.opened_at:
            return "draft"
        if self.survey.is_over:
            return "over"
        return "open" if self.survey.is_open else "waiting"


def rows(rounds: Iterable[SurveyPage]) -> list[Row]:
    """Return the rounds, the newest year first."""
    found = sorted(rounds, key=lambda each: (-each.year, each.title))
    sent = Response.objects.filter(survey__in=found).counting().values_list("survey").annotate(Count("pk"))
    frames = FrameEntry.objects.filter(year__in={each.year for each in found}).values_list("year").annotate(Count("pk"))
    submitted, population = dict(sent.order_by()), dict(frames.order_by())
    return [
        Row(each, submitted.get(each.pk, 0), 0 if each.is_public else population.get(each.year, 0)) for each in found
    ]
