"""The figures of a round: per question the n answers, and what they say of all N municipalities.

Estimates presume that who answered is left to chance: a random sample without replacement of the frame, with the
finite population correction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import isnan
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from surveys import frames
from surveys.kinds import Figure, kind_of
from surveys.models import SurveyPage
from surveys.questionnaire import Question, Questionnaire

if TYPE_CHECKING:
    from surveys.analysis import Estimate, SurveyDesign

FEW_VALUES = 12  # a number with at most so many different answers is drawn as well, answer by answer

Json = dict[str, Any]


@dataclass(frozen=True)
class Stand:
    """All figures over `n` submissions, the last of which is `newest`, and of which moment they are."""

    n: int
    population: int
    data: list[Json]
    at: datetime
    newest: int = 0


def compute(survey: SurveyPage) -> Stand:
    """Compute the figures over all submissions."""
    from surveys.analysis import SurveyDesign

    form, at, population = survey.form, timezone.now(), frames.population(survey)
    newest = frames.newest(survey)  # before the answers: what comes in between makes these figures old, never wrong
    data = frames.submissions(survey, form)
    if data.empty:
        return Stand(0, population, [], at, newest)
    design = SurveyDesign(data, population=max(population, len(data)))
    found = figures(form, design)
    return Stand(len(data), population, found if population else [_bare(each) for each in found], at, newest)


def figures(form: Questionnaire, design: SurveyDesign) -> list[Json]:
    """Return for each question its figures as plain JSON: name, figure, n, and what belongs to its kind."""
    return [_figure(question, design) for question in form.questions.values() if question.is_asked]


def _figure(question: Question, design: SurveyDesign) -> Json:
    name, figure = question.name, kind_of(question).figure
    answered = int(design.data[name].notna().sum())
    found: Json = {"name": name, "figure": str(figure), "n": answered, "rows": []}
    if not answered or figure is Figure.COUNT:
        return found
    choices = [choice.name for choice in question.choices]
    if figure is Figure.SHARES:
        found["rows"] = _rows(design.shares(name, choices))
    elif figure is Figure.TICKS:
        found["rows"] = _rows(design.ticked(name, choices))
    else:
        found |= _number(name, design)
    return found


def _bare(figure: Json) -> Json:
    """Return a figure without what it would say of others: of a public survey nobody knows who could have answered."""
    bare = {name: _bare(value) if isinstance(value, dict) else value for name, value in figure.items()}
    bare |= {name: None for name in ("se", "low", "high") if name in figure}
    return bare | {"rows": [_bare(row) for row in figure["rows"]]} if figure.get("rows") else bare


def _number(name: str, design: SurveyDesign) -> Json:
    values = design.data[name].dropna()
    low, middle, high = (float(values.quantile(share)) for share in (0.25, 0.5, 0.75))
    levels = sorted(values.unique())
    few = len(levels) <= FEW_VALUES and all(level.is_integer() for level in levels)
    return {
        "mean": _plain(design.mean(name)),
        "quartiles": [low, middle, high],
        "rows": _rows({f"{level:g}": found for level, found in design.shares(name, levels).items()}) if few else [],
    }


def _rows(estimates: Any) -> list[Json]:
    return [{"choice": choice, **_plain(found), "count": _count(found)} for choice, found in estimates.items()]


def _count(found: Estimate) -> int:
    """Return how many gave this answer: without weights the share times n, which is whole."""
    return round(found.value * found.n) if found.n else 0


def _plain(found: Estimate) -> Json:
    numbers = {"value": found.value, "se": found.se, "low": found.low, "high": found.high}
    return {name: None if isnan(number) else number for name, number in numbers.items()} | {"n": found.n}
