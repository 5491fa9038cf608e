"""Keep the figures of a round: after a submission the worker computes them, so that no page has to."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from surveys import frames, results
from surveys.models import Response, ResultSnapshot, SurveyPage


def stand(survey: SurveyPage) -> results.Stand:
    """Return the figures over all submissions of this moment: those that the worker stored, or else computed now."""
    now = {"n": Response.objects.filter(survey=survey).counting().count(), "newest": frames.newest(survey)}
    kept = ResultSnapshot.objects.filter(survey=survey, population=frames.population(survey), **now).first()
    return results.Stand(kept.n, kept.population, kept.data, kept.at, kept.newest) if kept else results.compute(survey)


def store(survey: SurveyPage) -> ResultSnapshot:
    """Compute the figures and keep them, in place of the former ones."""
    made = results.compute(survey)
    with transaction.atomic():
        ResultSnapshot.objects.filter(survey=survey).delete()
        return ResultSnapshot.objects.create(survey=survey, **asdict(made))


@task(backend="background")
def renew(survey_pk: int) -> int:
    """Store the figures over all submissions of a round; return how many there were."""
    return store(SurveyPage.objects.get(pk=survey_pk)).n


def ask(survey_pk: int) -> None:
    """Let the worker renew the figures, once for all submissions that came before it starts."""
    arguments = {"args": [survey_pk], "kwargs": {}}
    waiting = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=renew.module_path, args_kwargs=arguments
    )
    if not waiting.exists():
        renew.enqueue(survey_pk)
