"""Each person says per workspace how often mail may come: at once, in a digest, or not at all."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from schakel.notices import digests, paces
from schakel.notices.models import Pace, Receipt
from schakel.notices.telling import tell
from schakel.workspaces.models import WorkspacePage
from tests import cast

WEEK = timedelta(days=8)


def chooses(person: cast.Person, som: WorkspacePage, pace: str) -> None:
    answer = person.posts("notices", **{f"pace_{som.pk}": pace, "pace_other": "at_once"})
    assert answer.status_code == 302


def mailed(person: cast.Person) -> list[str]:
    return [str(letter.body) for letter in mail.outbox if letter.to == [person.who.email]]


@pytest.mark.parametrize(
    ("pace", "moment", "digest"),
    [
        ("daily", "2026-11-25 06:59", "2026-11-25 07:00"),
        ("daily", "2026-11-25 07:00", "2026-11-26 07:00"),
        ("daily", "2027-03-27 23:30", "2027-03-28 07:00"),  # the night is an hour shorter
        ("daily", "2026-10-24 12:00", "2026-10-25 07:00"),  # and an hour longer
        ("weekly", "2026-11-25 12:00", "2026-11-30 07:00"),
        ("weekly", "2026-11-30 06:00", "2026-11-30 07:00"),  # a Monday
        ("weekly", "2026-11-30 08:00", "2026-12-07 07:00"),
    ],
)
def test_a_digest_goes_in_the_morning(pace: str, moment: str, digest: str) -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    due = paces.due(Pace(pace), datetime.fromisoformat(moment).replace(tzinfo=amsterdam))
    assert due == datetime.fromisoformat(digest).replace(tzinfo=amsterdam)


def test_who_wants_a_digest_gets_one_mail_with_all_of_it(
    concerned: set[int], som: WorkspacePage, chloe: cast.Person, aisha: cast.Person
) -> None:
    chooses(chloe, som, "daily")
    for number in range(3):
        tell("trial", som, key=f"trial:{number}", by=aisha.who)
    cast.work()
    assert mailed(chloe) == []
    later = timezone.now() + timedelta(days=1, hours=1)
    assert [digests.send_due(later), digests.send_due(later)] == [1, 0]
    cast.work()
    [body] = mailed(chloe)
    assert body.count("Er is iets veranderd.") == 3
    assert som.title not in body


def test_off_means_off_also_for_what_was_on_its_way(
    concerned: set[int], som: WorkspacePage, chloe: cast.Person, aisha: cast.Person
) -> None:
    chooses(chloe, som, "weekly")
    tell("trial", som, by=aisha.who)
    cast.work()
    digests.send_due(timezone.now() + WEEK)  # stands in the outbox
    chooses(chloe, som, "off")
    tell("trial", som, by=aisha.who)
    cast.work()
    assert mailed(chloe) == []


def test_who_left_is_in_no_digest(
    concerned: set[int], som: WorkspacePage, chloe: cast.Person, aisha: cast.Person
) -> None:
    chooses(chloe, som, "daily")
    tell("trial", som, by=aisha.who)
    cast.work()
    concerned.discard(chloe.who.pk)
    digests.send_due(timezone.now() + WEEK)
    cast.work()
    assert mailed(chloe) == []


def test_the_page_shows_what_one_was_told_and_what_one_chose(
    concerned: set[int], som: WorkspacePage, chloe: cast.Person, aisha: cast.Person
) -> None:
    chooses(chloe, som, "off")
    tell("trial", som, by=aisha.who)
    cast.work()
    page = chloe.gets("notices").content.decode()
    assert "Proef in de werkruimte" in page
    assert '<option value="off" selected>' in page
    assert "Proef in de werkruimte" not in aisha.gets("notices").content.decode()


def test_a_workspace_of_others_cannot_be_chosen(som: WorkspacePage, esra: cast.Person, chloe: cast.Person) -> None:
    esra.posts(
        "notices", **{f"pace_{som.pk}": "off", f"pace_{cast.workspace('task-force').pk}": "off", "pace_other": "off"}
    )
    assert not paces.is_off(esra.who, som.pk)
    assert som.title not in esra.gets("notices").content.decode()


def test_the_page_asks_as_often_for_many_notices(concerned: set[int], som: WorkspacePage, chloe: cast.Person) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert chloe.gets("notices").status_code == 200
        return len(queries)

    chloe.gets("notices")
    tell("trial", som)
    cast.work()
    few = asked()
    for _ in range(20):
        tell("trial", som)
    cast.work()
    assert Receipt.objects.filter(user=chloe.who).count() == 21
    assert asked() == few
