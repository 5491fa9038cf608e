"""The jobs of all parts, and doing those that are due: each once, however many clocks run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from schakel.clock.models import Turn

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """Something to do every so often. It is short: what takes time it gives to the worker."""

    name: str
    every: timedelta
    do: Callable[[], object]


JOBS: dict[str, Job] = {}


def register(name: str, *, every: timedelta, do: Callable[[], object]) -> None:
    """Have `do` called about every so often, as long as a clock runs. It must bear to be called twice or late."""
    if name in JOBS:
        raise ImproperlyConfigured(f"The job {name!r} is registered twice.")
    JOBS[name] = Job(name, every, do)


def do_what_is_due(now: datetime | None = None) -> list[str]:
    """Do each job whose time has come; return their names. One that fails is logged and comes back at its next turn."""
    moment, done = now or timezone.now(), []
    for job in JOBS.values():
        if not _take(job, moment):
            continue
        try:
            job.do()
        except Exception:
            logger.exception("The job %s failed", job.name)
        done.append(job.name)
    return done


def _take(job: Job, moment: datetime) -> bool:
    """Take the turn of `job` by compare-and-swap: of two clocks one gets it."""
    turn, _ = Turn.objects.get_or_create(name=job.name, defaults={"due": moment})
    mine = Turn.objects.filter(pk=turn.pk, due=turn.due, due__lte=moment)
    return bool(mine.update(due=moment + job.every))
