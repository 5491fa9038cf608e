"""What the worker does with papers in quarantine."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from schakel.files.models import Paper

PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(minutes=15)


@task(backend="background")
def check(pk: int, attempt: int = 0) -> str:
    """Have one paper scanned; without an answer it is asked again, with growing pauses and without end."""
    from schakel.files import papers  # papers enqueues this task

    paper = Paper.objects.filter(pk=pk, state=Paper.State.CHECKING).first()
    if paper is None:
        return "nothing to check"
    if papers.scan(paper):
        return "checked"
    pause = min(PAUSE * 2 ** min(attempt, 10), LONGEST_PAUSE)
    check.using(run_after=timezone.now() + pause).enqueue(pk, attempt + 1)
    return "again later"
