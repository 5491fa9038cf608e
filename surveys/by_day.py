"""How the response of a round grew day by day since it opened, beside that of the former round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from schakel.directory.models import FrameEntry
from surveys.models import Submission, SurveyPage

MOST = 400  # days that a figure shows


@dataclass(frozen=True)
class Course:
    """One round: its first day, and per day since how many municipalities had sent in."""

    title: str
    start: date
    counts: tuple[int, ...]
    total: int

    @property
    def shares(self) -> list[float]:
        return [min(count / self.total, 1.0) if self.total else 0.0 for count in self.counts]


@dataclass(frozen=True)
class Day:
    """One day of the table: the number of the day, its date, and what each round had by then (None: it was over)."""

    number: int
    day: date
    ours: int | None
    theirs: int | None


def courses(survey: SurveyPage) -> list[Course]:
    """Return the course of this round and, when it follows one, of the former; nothing before it is open."""
    rounds = [survey, survey.previous_round] if survey.previous_round_id else [survey]
    return [_course(each) for each in rounds if each and each.opened_at]


def _course(survey: SurveyPage) -> Course:
    # who sends in again after reopening answered on the first day all the same
    first = Submission.objects.filter(response__survey=survey, number=1).order_by()
    sent = dict(first.annotate(day=TruncDate("at")).values_list("day").annotate(Count("pk")))
    opened = timezone.localdate(survey.opened_at)
    start = min([opened, *sent])  # answers of elsewhere that were read in may be older than the page
    end = timezone.localdate()
    if survey.closes_at:
        end = min(end, timezone.localdate(survey.closes_at))
    days = min((max([end, start, *sent]) - start).days, MOST)
    counts, so_far = [], 0
    for number in range(days + 1):
        so_far += sent.get(start + timedelta(days=number), 0)
        counts.append(so_far)
    return Course(survey.title, start, tuple(counts), FrameEntry.objects.filter(year=survey.year).count())


def table(found: list[Course]) -> list[Day]:
    """Return the days on which something came in, the first and the last; the figure shows the same numbers."""
    ours, theirs = found[0], found[1] if len(found) > 1 else None
    last = max(len(each.counts) for each in found) - 1
    shown = {0, len(ours.counts) - 1, last}
    for each in found:
        shown |= {day for day in range(1, len(each.counts)) if each.counts[day] != each.counts[day - 1]}
    return [
        Day(number, ours.start + timedelta(days=number), _at(ours, number), _at(theirs, number))
        for number in sorted(shown)
    ]


def _at(course: Course | None, number: int) -> int | None:
    return course.counts[number] if course and number < len(course.counts) else None
