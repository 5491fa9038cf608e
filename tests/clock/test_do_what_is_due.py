"""The clock does each job at its time, once, and goes on when one fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from schakel.clock import jobs

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a job of every hour did; there are no others."""
    told: list[str] = []
    monkeypatch.setattr(jobs, "JOBS", {})
    jobs.register("hourly", every=HOUR, do=lambda: told.append("hourly"))
    return told


def test_a_job_is_done_once_in_its_time(done: list[str]) -> None:
    now = timezone.now()
    assert jobs.do_what_is_due(now) == ["hourly"]
    assert jobs.do_what_is_due(now + timedelta(minutes=59)) == []
    assert jobs.do_what_is_due(now + HOUR) == ["hourly"]
    assert done == ["hourly", "hourly"]


def test_a_job_that_was_missed_for_a_week_is_done_once(done: list[str]) -> None:
    now = timezone.now()
    jobs.do_what_is_due(now)
    jobs.do_what_is_due(now + timedelta(days=7))
    assert jobs.do_what_is_due(now + timedelta(days=7, minutes=1)) == []
    assert len(done) == 2


def test_a_job_that_fails_stops_no_other(done: list[str]) -> None:
    jobs.JOBS.clear()
    jobs.register("broken", every=HOUR, do=lambda: 1 / 0)
    jobs.register("whole", every=HOUR, do=lambda: done.append("whole"))
    assert jobs.do_what_is_due() == ["broken", "whole"]
    assert done == ["whole"]


def test_a_name_is_taken_once(done: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured):
        jobs.register("hourly", every=HOUR, do=lambda: None)
