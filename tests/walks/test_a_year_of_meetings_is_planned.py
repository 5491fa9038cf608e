"""A year is planned in one screen, and every calendar stays true: the walk of a series, a date poll and a feed."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from django.utils.timezone import localtime

from meetings.models import MeetingPage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.calendars import events


def posted() -> list[tuple[str, str]]:
    """Let the mail leave; return who got which method since the last time."""
    cast.work()
    found = [
        (message.to[0].partition("@")[0], events(content)[0]["METHOD"])
        for message in mail.outbox
        for _name, content, _kind in message.attachments
    ]
    mail.outbox.clear()
    return sorted(found)


def test_a_year_of_meetings(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person, nobody: cast.Person) -> None:
    year = timezone.localdate().year + 1

    # the secretary chooses a rhythm, looks at the dates and presses one button
    asked = {"title": "Kwartaaloverleg", "every": "month-3", "which": "2", "weekday": "1", "begins": "13:30",
             "length": "120", "since": f"{year}-03-01", "until": f"{year}-12-31", "items": ["opening"]}  # fmt: skip
    days = re.findall(r'name="day" value="([\d-]+)"', aisha.gets("series_plan", som.pk, data=asked).content.decode())
    keep = [str(place) for place in range(len(days))]
    told = {**asked, "key": str(uuid.uuid4()), "shown": " ".join(days), "day": days, "keep": keep}
    aisha.posts("series_plan", som.pk, **told)
    first, second, third, _fourth = MeetingPage.objects.child_of(som).order_by("begins")
    assert posted() == [("aisha", "REQUEST")] * 4 + [("chloe", "REQUEST")] * 4

    # a member has all of it in the own calendar, by an address of her own
    chloe.posts("my_calendar_renew")
    [feed] = re.findall(r"<code>https?://[^/]+([^<]+)</code>", chloe.gets("my_calendar").content.decode())
    assert [event["STATUS"] for event in events(nobody.gets(feed).content)] == ["CONFIRMED"] * 4

    # one moves, the rest of the year moves, one is off
    day = {"day": f"{localtime(first.begins) + timedelta(days=1):%Y-%m-%d}", "begins": "10:00", "ends": "12:00"}
    aisha.posts("meeting_change", first.pk, title="Kwartaaloverleg", scope="one", **day)
    assert posted() == [("aisha", "REQUEST"), ("chloe", "REQUEST")]
    day = {"day": f"{localtime(third.begins):%Y-%m-%d}", "begins": "09:00", "ends": "11:00"}
    aisha.posts("meeting_change", third.pk, title="Kwartaaloverleg", scope="later", **day)
    assert posted() == sorted((who, method) for who in ("aisha", "chloe") for method in ("CANCEL", "REQUEST") * 2)
    aisha.posts("meeting_cancel", second.pk, scope="one", reason="Te weinig leden.")
    assert posted() == [("aisha", "CANCEL"), ("chloe", "CANCEL")]
    told_now = [(event["DTSTART;TZID=Europe/Amsterdam"][9:], event["STATUS"]) for event in
                events(nobody.gets(feed).content)]  # fmt: skip
    assert told_now == [
        ("100000", "CONFIRMED"), ("133000", "CANCELLED"), ("090000", "CONFIRMED"), ("090000", "CONFIRMED"),
    ]  # fmt: skip

    # another day instead: members say when, the secretary chooses, the meeting is there
    moments = [localtime(second.begins) + timedelta(days=number) for number in (7, 8)]
    asked = {"title": "Inhaaloverleg", "length": "60", "closes_at": f"{moments[0] - timedelta(days=9):%Y-%m-%dT%H:%M}",
             "moment": [f"{moment:%Y-%m-%dT%H:%M}" for moment in moments], "key": str(uuid.uuid4()),
             "shown": " ".join(moment.isoformat() for moment in moments)}  # fmt: skip
    aisha.posts("datepoll_ask", som.pk, **asked)
    [poll] = re.findall(r"/vergaderingen/datumprikker/(\d+)/", chloe.gets("/overzicht/").content.decode())[:1]
    options = re.findall(r'name="(option_\d+)"', chloe.gets("datepoll", poll).content.decode())
    chloe.posts("datepoll", poll, **dict.fromkeys(options, "yes"))
    aisha.posts("datepoll_choose", poll, option=options[-1].removeprefix("option_"))
    assert ("chloe", "REQUEST") in posted()
    assert len(events(nobody.gets(feed).content)) == 5

    # and when she takes her address back, there is nothing any more
    chloe.posts("my_calendar_revoke")
    assert nobody.gets(feed).status_code == 404
