"""Two people press the button in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from meetings.actions import agenda, attendance, minutes
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import Decision, MeetingPage, MinutesPage
from schakel.notices.models import Notice
from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*verbs: Callable[[], Any]) -> None:
    """Do all of `verbs` in the same moment, each with a connection of its own."""
    start = Barrier(len(verbs))

    def go(verb: Callable[[], Any]) -> None:
        start.wait()
        try:
            verb()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as pool:
        list(pool.map(go, verbs))


def ready(aisha: cast.Person, bram: cast.Person, soon: Any, title: str) -> MinutesPage:
    held = meetings.plan(cast.workspace("som"), title=title, begins=soon, ends=soon + timedelta(hours=1), by=aisha.who)
    item = agenda.add_item(held, title="Punt", by=aisha.who)
    body = [("decision", {"item": item, "text": f"Besluit {n}"}) for n in range(3)]
    page = minutes.circulate(minutes.write(held, body=body, by=aisha.who), by=aisha.who)
    attendance.record(held, {place.seat: "present" for place in places(held)}, by=aisha.who)
    return page


def test_the_same_minutes_are_adopted_once(aisha: cast.Person, bram: cast.Person, soon: Any) -> None:
    page = ready(aisha, bram, soon, "Eerste")
    at_once(
        lambda: minutes.adopt(page, by=aisha.user, without_meeting="Zo is afgesproken."),
        lambda: minutes.adopt(page, by=bram.user, without_meeting="Zo is afgesproken."),
    )
    assert Decision.objects.count() == 3
    assert Notice.objects.filter(kind="minutes.adopted").count() == 1
    assert minutes.verify(page)


def test_two_sets_of_minutes_do_not_share_a_number(aisha: cast.Person, bram: cast.Person, soon: Any) -> None:
    pages = [ready(aisha, bram, soon, title) for title in ("Eerste", "Tweede")]
    at_once(
        *(lambda page=page: minutes.adopt(page, by=aisha.user, without_meeting="Zo is afgesproken.") for page in pages)
    )
    assert sorted(Decision.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert all(minutes.verify(page) for page in pages)


def test_the_agenda_does_not_change_under_the_hands_of_who_adopts(
    aisha: cast.Person, bram: cast.Person, soon: Any
) -> None:
    page = ready(aisha, bram, soon, "Eerste")
    item = MeetingPage.objects.get().items.get()

    def late() -> None:
        with suppress(ValidationError):  # whoever comes second is refused
            agenda.change_item(item, title="Anders", by=aisha.user)

    at_once(lambda: minutes.adopt(page, by=bram.user, without_meeting="Zo is afgesproken."), late)
    assert minutes.verify(page)
