"""Change or cancel one meeting, the rest of its series, or all; and what each calendar hears of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.timezone import localtime
from icalendar import Calendar

from meetings import ics
from meetings.actions import meeting as meetings
from meetings.actions import planning, series
from meetings.models import MeetingPage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.calendars import events

YEAR = timezone.localdate().year + 1
# the clock changes on the last Sundays of March and October: both lie between these days
DAYS = [date(YEAR, 3, 9), date(YEAR, 6, 8), date(YEAR, 9, 14), date(YEAR, 12, 14)]


@pytest.fixture
def year(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> list[MeetingPage]:
    made = series.plan(som, title="SOM", place="Utrecht", begins=time(13, 30), length=120, days=DAYS, by=aisha.who)
    sent()
    return list(made.meetings)


def sent() -> list[dict[str, str]]:
    """Let the mail leave; return each event that chloe got since the last time, read to the letter."""
    cast.work()
    found = []
    for message in mail.outbox:
        if message.to != ["chloe@schakel.example"]:
            continue
        whole: EmailMessage = message.message()  # type: ignore[assignment]
        parts = {part.get_content_type(): part for part in whole.walk()}
        file = parts["application/ics"].get_payload(decode=True)
        [event] = events(file)  # type: ignore[arg-type]
        assert Calendar.from_ical(file).walk("VEVENT")[0]["uid"] == event["UID"]
        assert parts["text/calendar"].get_param("method") == event["METHOD"]
        assert parts["text/calendar"].get_payload(decode=True).replace(b"\r\n", b"\n") == file.replace(b"\r\n", b"\n")  # type: ignore[union-attr]
        assert "aisha@" not in file.decode().replace("\r\n ", "")  # nobody gets the address of another
        found.append(event)
    mail.outbox.clear()
    return found


def brief(event: dict[str, str]) -> tuple[str, str, str, str]:
    return (event["METHOD"], event["SEQUENCE"], event["DTSTART;TZID=Europe/Amsterdam"], event["STATUS"])


def moved(meeting: MeetingPage, days: int = 0, at: time = time(13, 30), place: str = "Utrecht") -> dict[str, Any]:
    day = localtime(meeting.begins).date() + timedelta(days=days)
    begins = timezone.make_aware(datetime.combine(day, at))
    return {"title": meeting.title, "begins": begins, "ends": begins + timedelta(hours=2), "place": place}


def on(day: date, at: str) -> str:
    return f"{day:%Y%m%d}T{at}00"


def test_the_invitation_says_this_and_no_more(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    page = meetings.plan(som, title="Over Fatima", **times(), place="Zaal 1; 2, 3", by=aisha.who)
    planning.invite(page, by=aisha.who)
    planning.invite(page, by=aisha.who)
    [event] = sent()
    uid = str(MeetingPage.objects.get().uid)
    assert {name: value for name, value in event.items() if name != "DTSTAMP"} == {
        "METHOD": "REQUEST",
        "UID": uid,
        "SEQUENCE": "0",
        "DTSTART;TZID=Europe/Amsterdam": on(DAYS[0], "1330"),
        "DTEND;TZID=Europe/Amsterdam": on(DAYS[0], "1530"),
        "SUMMARY": "Vergadering Strategisch Overleg Mensenhandel",
        "LOCATION": "Zaal 1\\; 2\\, 3",
        "URL": f"{settings.BASE_URL}/vergaderingen/{page.pk}/",
        "CLASS": "CONFIDENTIAL",
        "STATUS": "CONFIRMED",
        "ORGANIZER;CN=Schakel": "mailto:antwoord@schakel.example",
        "ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE": (
            "mailto:chloe@schakel.example"
        ),
    }


def times() -> dict[str, Any]:
    begins = timezone.make_aware(datetime.combine(DAYS[0], time(13, 30)))
    return {"begins": begins, "ends": begins + timedelta(hours=2)}


def test_inviting_again_reaches_who_came_later(year: list[MeetingPage], aisha: cast.Person, bram: cast.Person) -> None:
    for _turn in range(2):
        assert aisha.posts("meeting_invite", year[0].pk).status_code == 302
    cast.work()
    assert [message.to for message in mail.outbox] == [["bram@schakel.example"]]
    assert mail.outbox[0].subject == "Uitnodiging voor een vergadering"


def test_one_that_moves_keeps_its_uid(year: list[MeetingPage], aisha: cast.Person) -> None:
    second = year[1]
    for _turn in range(2):  # the same change again is no change
        series.change(second, scope="one", **moved(second, days=2 if _turn == 0 else 0), by=aisha.who)
    [event] = sent()
    assert brief(event) == ("REQUEST", "1", on(DAYS[1] + timedelta(days=2), "1330"), "CONFIRMED")
    assert event["UID"] == str(second.uid)
    series.change(second, scope="one", **moved(second, place="Zwolle"), by=aisha.who)
    assert [(each["SEQUENCE"], each["LOCATION"]) for each in sent()] == [("2", "Zwolle")]


@pytest.mark.parametrize(("scope", "reached"), [("later", [2, 3]), ("all", [0, 1, 2, 3])])
def test_a_changed_series_ends_the_old_entries_and_starts_new_ones(
    year: list[MeetingPage], aisha: cast.Person, scope: str, reached: list[int]
) -> None:
    before = {str(page.uid): DAYS[place] for place, page in enumerate(year)}
    series.change(year[2], scope=scope, **moved(year[2], days=1, at=time(10)), by=aisha.who)
    heard = sent()
    over = {event["UID"]: brief(event) for event in heard if event["METHOD"] == "CANCEL"}
    assert over == {
        uid: ("CANCEL", "1", on(day, "1330"), "CANCELLED") for uid, day in before.items() if DAYS.index(day) in reached
    }
    fresh = {brief(event) for event in heard if event["METHOD"] == "REQUEST"}
    assert fresh == {("REQUEST", "0", on(DAYS[place] + timedelta(days=1), "1000"), "CONFIRMED") for place in reached}
    assert not {event["UID"] for event in heard if event["METHOD"] == "REQUEST"} & set(before)
    now = [localtime(page.begins) for page in MeetingPage.objects.order_by("begins")]
    assert [moment.hour for moment in now] == [10 if place in reached else 13 for place in range(4)]
    series.change(MeetingPage.objects.get(pk=year[2].pk), scope=scope, **moved(year[2], at=time(10)), by=aisha.who)
    assert sent() == []  # the same change again is no change


def test_another_title_is_nothing_to_a_calendar(year: list[MeetingPage], aisha: cast.Person) -> None:
    series.change(year[0], scope="all", **{**moved(year[0]), "title": "Overleg"}, by=aisha.who)
    assert {page.title for page in MeetingPage.objects.all()} == {"Overleg"}
    assert sent() == []


@pytest.mark.parametrize(("scope", "gone"), [("one", [1]), ("later", [1, 2, 3]), ("all", [0, 1, 2, 3])])
def test_cancelling_reaches_these(
    year: list[MeetingPage], aisha: cast.Person, chloe: cast.Person, scope: str, gone: list[int]
) -> None:
    for _turn in range(2):
        assert aisha.posts("meeting_cancel", year[1].pk, scope=scope, reason="De zaal is dicht.").status_code == 302
    assert sorted(brief(event) for event in sent()) == [
        ("CANCEL", "1", on(DAYS[place], "1330"), "CANCELLED") for place in gone
    ]
    page = chloe.gets(MeetingPage.objects.get(pk=year[1].pk).url).content.decode()
    assert "Deze vergadering gaat niet door." in page
    assert "De zaal is dicht." in page
    assert MeetingPage.objects.to_come().count() == 4 - len(gone)
    shown = chloe.gets("meetings", year[1].workspace.pk).content.decode()
    assert shown.count("Gaat niet door") == len(gone)
    assert "STATUS:CANCELLED" in ics.calendar(MeetingPage.objects.get(pk=year[1].pk)).decode()


def test_a_cancelled_meeting_is_not_the_next_and_cannot_begin(
    year: list[MeetingPage], aisha: cast.Person, chloe: cast.Person
) -> None:
    planning.cancel(year[0], reason="Te weinig leden.", by=aisha.who)
    assert f'<a href="{year[0].url}">' not in chloe.gets("/werkruimtes/som/").content.decode()
    for verb in (
        lambda: meetings.start(year[0], by=aisha.who),
        lambda: planning.change(year[0], **moved(year[0], days=3), by=aisha.who),
        lambda: planning.invite(year[0], by=aisha.who),
    ):
        with pytest.raises(ValidationError, match="gaat niet door"):
            verb()


def test_the_past_stays(som: WorkspacePage, aisha: cast.Person) -> None:
    begins = timezone.now() - timedelta(days=2)
    page = meetings.plan(som, title="Toen", begins=begins, ends=begins + timedelta(hours=1), by=aisha.who)
    for verb in (
        lambda: planning.change(page, **moved(page, days=9), by=aisha.who),
        lambda: planning.cancel(page, reason="Toch niet", by=aisha.who),
        lambda: planning.invite(page, by=aisha.who),
    ):
        with pytest.raises(ValidationError, match="al geweest"):
            verb()
    with pytest.raises(ValidationError, match="reeks"):
        series.cancel(page, scope="all", reason="Toch niet", by=aisha.who)


def test_who_left_or_was_turned_off_hears_nothing(
    year: list[MeetingPage], aisha: cast.Person, chloe: cast.Person
) -> None:
    planning.cancel(year[0], reason="Te weinig leden.", by=aisha.who)
    chloe.who.memberships.update(until=timezone.now())  # after the mails were queued, before they left
    assert sent() == []


def test_the_editor_moves_it_too_and_the_secretary_then_tells(year: list[MeetingPage], aisha: cast.Person) -> None:
    page = MeetingPage.objects.get(pk=year[0].pk)
    page.place = "Zwolle"
    page.save_revision(user=aisha.who).publish(user=aisha.who, skip_permission_checks=True)
    assert sent() == []  # publishing shows, verbs decide
    assert "Gewijzigde uitnodiging sturen" in aisha.gets(page.url).content.decode()
    assert aisha.posts("meeting_invite", page.pk).status_code == 302
    assert [(event["SEQUENCE"], event["LOCATION"]) for event in sent()] == [("1", "Zwolle")]


def test_a_draft_over_the_meeting_stays_a_draft(year: list[MeetingPage], aisha: cast.Person) -> None:
    page = MeetingPage.objects.get(pk=year[0].pk)
    page.intro = "Nog niet af."
    page.save_revision(user=aisha.who)
    planning.change(page, **moved(page, place="Zwolle"), by=aisha.who)
    live = MeetingPage.objects.get(pk=page.pk)
    assert (live.place, live.intro) == ("Zwolle", "")
    draft = live.get_latest_revision_as_object()
    assert (draft.place, draft.intro) == ("Zwolle", "Nog niet af.")


def test_a_change_on_the_screen(year: list[MeetingPage], aisha: cast.Person) -> None:
    told = {"title": "SOM", "day": f"{YEAR}-03-10", "begins": "09:00", "ends": "08:00", "place": "Ede", "scope": "one"}
    assert "eindigt voordat zij begint" in aisha.posts("meeting_change", year[0].pk, **told).content.decode()
    assert aisha.posts("meeting_change", year[0].pk, **{**told, "ends": "11:00"}).status_code == 302
    assert [(brief(event)[2], event["LOCATION"]) for event in sent()] == [(on(date(YEAR, 3, 10), "0900"), "Ede")]


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("bram", 403), ("chloe", 403), ("esra", 404), ("nobody", 302)]
)
def test_only_the_secretary_changes(year: list[MeetingPage], name: str, status: int) -> None:
    person = cast.person(name)
    for route in ("meeting_change", "meeting_cancel"):
        assert person.gets(route, year[0].pk).status_code == status
    assert person.posts("meeting_invite", year[0].pk).status_code == (302 if status == 200 else status)


def test_the_night_of_the_clock_is_an_hour_longer_and_every_reader_agrees(
    som: WorkspacePage, aisha: cast.Person
) -> None:
    """The last Sunday of October: from half past one until half past three is three hours."""
    last = date(YEAR, 10, 31) - timedelta(days=(date(YEAR, 10, 31).weekday() + 1) % 7)
    begins = timezone.make_aware(datetime.combine(last, time(1, 30))).astimezone(UTC)
    page = meetings.plan(som, title="Nacht", begins=begins, ends=begins + timedelta(hours=3), by=aisha.who)
    document = ics.calendar(page)
    [event] = events(document)
    assert event["DTSTART;TZID=Europe/Amsterdam"] == on(last, "0130")
    assert event["DTEND;TZID=Europe/Amsterdam"] == on(last, "0330")
    read = Calendar.from_ical(document).walk("VEVENT")[0]
    assert read.decoded("dtend").astimezone(UTC) - read.decoded("dtstart").astimezone(UTC) == timedelta(hours=3)
    zone = document.decode()
    assert "TZID:Europe/Amsterdam" in zone
    for rule in ("BEGIN:STANDARD", "BEGIN:DAYLIGHT", "TZOFFSETTO:+0100", "TZOFFSETTO:+0200"):
        assert rule in zone
