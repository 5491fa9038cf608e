"""A mail that cannot be sent is tried again later, then lies with the administrator; none is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from schakel.mail import dead_letters, outbox
from schakel.mail.models import OutgoingMail
from schakel.mail.tasks import ATTEMPTS, send
from tests import cast

REFUSED = "tests.mail.refusing.RefusingBackend"
State = OutgoingMail.State


@pytest.fixture
def failed(chloe: cast.Person, settings: object) -> OutgoingMail:
    """Return a mail that no server took, however often it was offered."""
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, REFUSED  # type: ignore[attr-defined]
    row = outbox.enqueue("account.password_changed", to=chloe.who.email)
    for _ in range(ATTEMPTS + 2):
        send.call(row.pk)
    settings.EMAIL_BACKEND = usual  # type: ignore[attr-defined]
    row.refresh_from_db()
    return row


def test_it_lies_with_the_administrator_after_five_attempts(failed: OutgoingMail, karel: cast.Person) -> None:
    assert (failed.state, failed.attempts) == (State.FAILED, ATTEMPTS)
    page = karel.gets("mail_failed").content.decode()
    assert failed.to in page
    assert "no server today" in page


def test_it_is_sent_again_once_with_the_same_message_id(failed: OutgoingMail, karel: cast.Person) -> None:
    for _ in range(2):
        assert karel.posts("mail_again", failed.pk).status_code == 302
    cast.work()
    [letter] = mail.outbox
    assert failed.key in letter.extra_headers["Message-ID"]
    assert OutgoingMail.objects.get(pk=failed.pk).state == State.SENT
    assert "Alles is weggegaan" in karel.gets("mail_failed").content.decode()


def test_it_can_be_let_go(failed: OutgoingMail, karel: cast.Person) -> None:
    karel.posts("mail_let_go", failed.pk)
    cast.work()
    assert mail.outbox == []
    assert OutgoingMail.objects.get(pk=failed.pk).state == State.DROPPED


def test_others_learn_of_nothing(failed: OutgoingMail, aisha: cast.Person) -> None:
    assert aisha.gets("mail_failed").status_code == 404
    assert aisha.posts("mail_again", failed.pk).status_code == 404
    assert OutgoingMail.objects.get(pk=failed.pk).state == State.FAILED


def test_a_mail_whose_worker_died_is_planned_again_by_the_clock(chloe: cast.Person) -> None:
    row = outbox.enqueue("account.password_changed", to=chloe.who.email)
    DBTaskResult.objects.all().delete()  # the worker took it and died
    assert dead_letters.wake_stuck() == 0
    assert dead_letters.wake_stuck(timezone.now() + timedelta(hours=1)) == 1
    cast.work()
    assert [letter.to for letter in mail.outbox] == [[row.to]]
