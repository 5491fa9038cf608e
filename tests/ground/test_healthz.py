from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from schakel.mail import outbox
from tests import cast


def enqueued(minutes_ago: int) -> None:
    outbox.enqueue("account.unknown_account", to="iemand@schakel.example")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=minutes_ago))


def test_it_is_well_without_work(nobody: cast.Person) -> None:
    answer = nobody.gets("healthz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "trouble": ""})


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (4, 200), (6, 503)])
def test_a_job_that_waits_too_long_is_told(nobody: cast.Person, minutes: int, status: int) -> None:
    enqueued(minutes)
    assert nobody.gets("healthz").status_code == status


def test_a_job_that_was_done_is_no_trouble(nobody: cast.Person) -> None:
    enqueued(6)
    cast.work()
    assert nobody.gets("healthz").status_code == 200
