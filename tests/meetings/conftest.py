"""A meeting of the SOM in each stage of its life: planned, with minutes in draft, circulated, adopted."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from meetings.actions import agenda, attendance, minutes
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel.workspaces.models import WorkspacePage
from tests import cast


@pytest.fixture
def soon() -> datetime:
    return timezone.localtime().replace(hour=13, minute=30, second=0, microsecond=0) + timedelta(days=7)


@pytest.fixture
def meeting(
    som: WorkspacePage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person, soon: datetime
) -> MeetingPage:
    return meetings.plan(
        som,
        title="Tweede vergadering",
        slug="tweede",
        begins=soon,
        ends=soon + timedelta(minutes=60),
        place="Amersfoort",
        by=aisha.who,
    )


@pytest.fixture
def item(meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person) -> AgendaItem:
    return agenda.add_item(meeting, title="Wachttijd bij aangifte", kind="decision", owner=chloe.who, by=aisha.who)


@pytest.fixture
def draft(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person, soon: datetime
) -> MinutesPage:
    body = [
        ("discussion", {"item": item, "text": "<p>De leden wachten op <b>cijfers</b>.</p>"}),
        ("decision", {"item": item, "text": "Het SOM vraagt om cijfers.", "review_on": soon.date()}),
        ("action", {"item": item, "text": "Cijfers aanleveren", "owner": chloe.who, "due": soon.date()}),
    ]
    return minutes.write(meeting, body=body, by=aisha.who)


@pytest.fixture
def circulated(draft: MinutesPage, aisha: cast.Person) -> MinutesPage:
    return minutes.circulate(draft, by=aisha.who)


@pytest.fixture
def attended(meeting: MeetingPage, aisha: cast.Person) -> MeetingPage:
    attendance.record(meeting, {place.seat: "present" for place in places(meeting)}, by=aisha.who)
    return meeting


@pytest.fixture
def adopted(circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person) -> MinutesPage:
    return minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
