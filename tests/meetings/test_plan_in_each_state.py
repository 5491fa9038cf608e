"""Every verb of planning in every state of a meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.actions import attendance, minutes, planning
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import MeetingPage
from schakel.accounts.models import User
from tests import cast

Way = Callable[[MeetingPage, User], object]


def over(page: MeetingPage, by: User) -> None:
    moment = timezone.now() - timedelta(days=1)
    MeetingPage.objects.filter(pk=page.pk).update(begins=moment, ends=moment + timedelta(hours=1))


def sealed(page: MeetingPage, by: User) -> None:
    attendance.record(page, {place.seat: "present" for place in places(page)}, by=by)
    text = [("text", "<p>Er was niets.</p>")]
    minutes.adopt(
        minutes.circulate(minutes.write(page, body=text, by=by), by=by), by=by, without_meeting="Zo is afgesproken."
    )


def moved(page: MeetingPage, by: User) -> None:
    begins = page.begins + timedelta(days=1)
    planning.change(page, title=page.title, begins=begins, ends=begins + timedelta(hours=1), by=by)


STATES: dict[str, Way | None] = {
    "draft": None,
    "planned": lambda page, by: None,
    "invited": lambda page, by: planning.invite(page, by=by),
    "in session": lambda page, by: meetings.start(page, by=by),
    "over": over,
    "cancelled": lambda page, by: planning.cancel(page, reason="Ziek", by=by),
    "sealed": sealed,
}
VERBS: dict[str, Way] = {
    "invite": lambda page, by: planning.invite(page, by=by),
    "change": moved,
    "cancel": lambda page, by: planning.cancel(page, reason="Ziek", by=by),
    "start": lambda page, by: meetings.start(page, by=by),
}
# state → what each verb of VERBS answers, in their order: "" when it does what it says
TABLE = {
    "draft": ["concept", "", "", "concept"],
    "planned": ["", "", "", ""],
    "invited": ["", "", "", ""],  # inviting again sends nothing
    "in session": ["bezig", "bezig", "bezig", ""],  # starting again goes on where it is
    "over": ["al geweest", "al geweest", "al geweest", ""],  # held late, or opened to note who was there
    "cancelled": ["gaat niet door", "gaat niet door", "", "gaat niet door"],  # cancelling again changes nothing
    "sealed": ["vastgesteld"] * 4,
}


@pytest.mark.parametrize("state", STATES)
def test_the_table_holds(state: str, aisha: cast.Person, chloe: cast.Person) -> None:
    said = []
    for place, verb in enumerate(VERBS.values()):
        begins = timezone.now() + timedelta(days=9 + place)
        told = {"title": f"Overleg {place}", "begins": begins, "ends": begins + timedelta(hours=1)}
        way = STATES[state]
        page = meetings.plan(cast.workspace("som"), **told, publish=way is not None, by=aisha.who)
        if way is not None:
            way(page, aisha.who)
        page = MeetingPage.objects.get(pk=page.pk)
        try:
            verb(page, aisha.who)
        except ValidationError as refusal:
            said.append(" ".join(refusal.messages))
        else:
            said.append("")
    expected = TABLE[state]
    assert [bool(words) for words in said] == [bool(words) for words in expected], said
    assert all(words in sentence for words, sentence in zip(expected, said, strict=True)), said
