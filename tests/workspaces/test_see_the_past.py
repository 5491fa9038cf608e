"""What a member sees of the past of a workspace: the two rules, for those who join, leave and come back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings import people
from meetings.actions import agenda, attendance, minutes
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import ActionPoint, AgendaItem, Attendance, Decision, MeetingPage, MinutesPage
from schakel.dated import Period
from schakel.files import papers
from schakel.files.models import Paper
from schakel.journal.models import Line
from schakel.search.models import Entry
from schakel.workspaces import access, periods
from schakel.workspaces.models import Membership, Seat, WorkspacePage
from schakel.workspaces.past import SENTENCES, Past
from tests import cast
from tests.files.papers import pdf

HOUR = timedelta(hours=1)
KINDS = {
    "meeting": MeetingPage,
    "item": AgendaItem,
    "attendance": Attendance,
    "minutes": MinutesPage,
    "paper": Paper,
    "decision": Decision,
    "point": ActionPoint,
    "entry": Entry,
}


@dataclass(frozen=True)
class Archive:
    """A meeting at each of some hours, with one of everything; which thing of which kind belongs to which hour."""

    start: datetime
    things: dict[str, dict[int, int]]  # kind → primary key → hour
    promised: set[int]  # action points of chloe
    standing: int

    def at(self, hour: int) -> datetime:
        return self.start + hour * HOUR


HELD = (1, 3, 4, 7)
NOW = 6.5  # on the same scale: three meetings are over, one is to come


@pytest.fixture
def archive(som: WorkspacePage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person) -> Archive:
    Seat.objects.all().update(since=timezone.now() - timedelta(days=900))
    start = timezone.now() - NOW * HOUR
    things: dict[str, dict[int, int]] = {kind: {} for kind in KINDS}
    promised = set()
    for hour in HELD:
        begins = start + hour * HOUR
        held = meetings.plan(som, title=f"Uur {hour}", begins=begins, ends=begins + HOUR / 2, by=aisha.who)
        item = agenda.add_item(held, title="Punt", paper=pdf(), by=aisha.who)
        attendance.record(held, {place.seat: "present" for place in places(held)}, by=aisha.who)
        day = {"item": item, "text": "Cijfers"}
        owned = [("action", {**day, "owner": owner.who, "due": begins.date()}) for owner in (bram, chloe)]
        page = minutes.write(held, body=[("decision", {**day, "review_on": None}), *owned], by=aisha.who)
        minutes.adopt(minutes.circulate(page, by=aisha.who), by=aisha.who, without_meeting="Zo is afgesproken.")
        promised |= set(held.actionpoints.filter(owner=chloe.who).values_list("pk", flat=True))
        found: dict[str, Any] = {
            "meeting": [held], "item": [item], "attendance": held.attendance.all(), "minutes": [page],
            "paper": item.papers.all(), "decision": held.decisions.all(), "point": held.actionpoints.all(),
            "entry": Entry.objects.filter(moment=begins),
        }  # fmt: skip
        for kind, rows in found.items():
            things[kind] |= {row.pk: hour for row in rows}
    shelf = papers.add(som, pdf(pages=2), title="Mandaat", by=aisha.who)
    return Archive(start, things, promised, shelf.pk)


def span(archive: Archive, hours: tuple[int, int | None]) -> dict[str, datetime | None]:
    since, until = hours
    return {"since": archive.at(since), "until": None if until is None else archive.at(until)}


def holds(hours: tuple[int, int | None], moment: float) -> bool:
    return hours[0] <= moment and (hours[1] is None or moment < hours[1])


@st.composite
def spans(draw: st.DrawFn, *, closed: bool = False) -> tuple[int, int | None]:
    since = draw(st.integers(0, 7))
    until = st.integers(since + 1, 9)
    return since, draw(until if closed else st.none() | until)


JOINS = st.tuples(
    st.integers(0, 2), spans(), st.sampled_from(["member", "member", "substitute", "secretary"]), st.none() | spans()
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    past=st.sampled_from(Past),
    seats=st.tuples(spans(), spans(), spans(closed=True)),
    joins=st.lists(JOINS, max_size=4),
)
def test_every_kind_of_thing_follows_the_rule(
    archive: Archive, som: WorkspacePage, chloe: cast.Person, past: Past, seats: Any, joins: Any
) -> None:
    with transaction.atomic():
        Membership.objects.filter(user=chloe.user).delete()
        periods.choose_past(som, past, by=None)
        rows = [
            Seat.objects.create(
                workspace=som, organisation=cast.organisation(f"Plek {number % 2}"), **span(archive, it)
            )
            for number, it in enumerate(seats)
        ]
        history = []
        for number, hours, role, corrected in joins:
            row = Membership.objects.create(user=chloe.user, seat=rows[number], role=role, **span(archive, hours))
            if corrected:
                periods.correct(row, **span(archive, corrected), by=None)
            history.append((seats[number], corrected or hours, role))

        def there(moment: float) -> set[str]:
            return {role for seat, hours, role in history if holds(seat, moment) and holds(hours, moment)}

        member, all_of_it = bool(there(NOW)), past == Past.BEGINNING or "secretary" in there(NOW)
        seen = {hour for hour in HELD if member and (all_of_it or there(hour))}
        person = chloe.who
        assert (som.pk in access.workspaces(person)) == member
        for kind, model in KINDS.items():
            expected = {pk for pk, hour in archive.things[kind].items() if hour in seen}
            if kind == "point" and member:
                expected |= archive.promised
            found = model.objects.visible_to(person).filter(pk__in=archive.things[kind])
            assert set(found.values_list("pk", flat=True)) == expected, kind
        for kind in ("meeting", "minutes"):
            for page in KINDS[kind].objects.filter(pk__in=archive.things[kind]):
                assert page.is_visible_to(person) == (archive.things[kind][page.pk] in seen), page
        assert Paper.objects.visible_to(person).filter(pk=archive.standing).exists() == member
        assert Entry.objects.visible_to(person).filter(moment=None).exists() == member
        transaction.set_rollback(True)


@pytest.fixture
def late(archive: Archive, som: WorkspacePage, chloe: cast.Person) -> cast.Person:
    """Chloe, who joined just before the third meeting, where members see only their own period."""
    Membership.objects.filter(user=chloe.user).update(since=archive.at(4))
    periods.choose_past(som, Past.OWN, by=None)
    return chloe


def test_the_screens_follow_the_rule(archive: Archive, som: WorkspacePage, late: cast.Person) -> None:
    hour = {kind: {at: pk for pk, at in of.items()} for kind, of in archive.things.items()}
    for at, status in ((3, 404), (4, 200)):
        meeting = MeetingPage.objects.get(pk=hour["meeting"][at])
        decision = Decision.objects.get(pk=hour["decision"][at])
        assert late.gets(meeting.url).status_code == status
        assert late.gets(f"{meeting.url}notulen/").status_code == status
        assert late.gets("paper", hour["paper"][at]).status_code == status
        assert late.gets("meeting_ics", meeting.pk).status_code == status
        assert (decision.number in late.gets("decisions", som.pk).content.decode()) == (status == 200)
        assert (meeting.url in late.gets("meetings", som.pk).content.decode()) == (status == 200)
    assert late.gets("paper", archive.standing).status_code == 200
    assert "2 resultaten" not in late.gets("/zoeken/?q=punt").content.decode()


def test_who_is_told_of_minutes_may_read_them(archive: Archive, late: cast.Person, aisha: cast.Person) -> None:
    for pk, hour in archive.things["meeting"].items():
        meeting = MeetingPage.objects.get(pk=pk)
        readers = set(people.readers(meeting))
        assert readers == {user for user in people.members(meeting.workspace) if meeting.is_visible_to(user)}
        assert (late.user in readers) == (hour >= 4)
        assert aisha.user in readers


def test_absent_and_before_my_time_look_alike(archive: Archive, late: cast.Person) -> None:
    first = min(archive.things["paper"])
    assert late.gets("paper", first).content == late.gets("paper", 99_999).content


def test_who_left_sees_nothing_under_either_rule(archive: Archive, som: WorkspacePage, chloe: cast.Person) -> None:
    Membership.objects.filter(user=chloe.user).update(since=archive.at(0), until=archive.at(6))
    for past in Past:
        periods.choose_past(som, past, by=None)
        assert not Paper.objects.visible_to(chloe.who).exists()
        assert not MeetingPage.objects.visible_to(chloe.who).exists()
        assert not Entry.objects.visible_to(chloe.who).exists()


def test_what_was_found_before_there_were_rules_gets_its_moment(archive: Archive) -> None:
    new_since = Entry.objects.filter(kind__in=["meetings.meetingpage", "meetings.agendaitem", "files.paper"])
    new_since._raw_delete(new_since.db)
    told = dict(Entry.objects.values_list("pk", "moment"))
    Entry.objects.update(moment=None)
    import_module("meetings.migrations.0002_entry_moments").date_entries(apps, None)
    assert dict(Entry.objects.values_list("pk", "moment")) == told
    assert len(told) > len(HELD)


def test_the_page_says_the_rule(som: WorkspacePage, chloe: cast.Person) -> None:
    for past in (Past.BEGINNING, Past.OWN):
        periods.choose_past(som, past, by=None)
        assert str(SENTENCES[past]) in chloe.gets(som.url).content.decode()


def test_an_administrator_chooses_it_and_the_journal_knows(som: WorkspacePage, karel: cast.Person) -> None:
    assert karel.gets("pasts").status_code == 200
    for _ in range(2):
        assert karel.posts("past_choose", som.pk, past="own").status_code == 302
    som.refresh_from_db()
    assert som.past == Past.OWN
    [line] = Line.objects.filter(action="workspace.past").order_by("-seq")[:1]
    assert (line.of, line.by, line.data) == (str(som.pk), karel.who.pk, {"past": "own"})


def test_an_unknown_rule_changes_nothing(som: WorkspacePage, karel: cast.Person) -> None:
    karel.posts("past_choose", som.pk, past="never")
    som.refresh_from_db()
    assert som.past == Past.BEGINNING


def test_an_old_draft_does_not_bring_the_old_rule_back(som: WorkspacePage, aisha: cast.Person) -> None:
    draft = som.save_revision(user=aisha.who)
    periods.choose_past(som, Past.OWN, by=None)
    draft.publish(user=aisha.who, skip_permission_checks=True)
    assert WorkspacePage.objects.get(pk=som.pk).past == Past.OWN


@pytest.mark.parametrize("periods_before", [0, 6])
def test_it_asks_as_often_for_a_long_history(
    archive: Archive, som: WorkspacePage, late: cast.Person, django_assert_num_queries: Any, periods_before: int
) -> None:
    seat = late.who.memberships.get().seat
    for hour in range(-periods_before * 2, 0, 2):
        Membership.objects.create(user=late.user, seat=seat, **span(archive, (hour, hour + 1)))
    person = late.who
    with django_assert_num_queries(2):
        assert len(access.workspaces(person)) == 1
        list(MinutesPage.objects.visible_to(person))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((0, None), (2, None), (2, None)),
        ((0, 5), (2, None), (2, 5)),
        ((0, 5), (2, 3), (2, 3)),
        ((0, 2), (2, 3), None),
        ((0, 1), (2, None), None),
        ((4, None), (0, 4), None),
    ],
)
def test_what_periods_share(one: Any, other: Any, shared: Any) -> None:
    def period(hours: tuple[int, int | None]) -> Period:
        start = timezone.make_aware(datetime(2019, 1, 1))  # noqa: DTZ001
        return Period(start + hours[0] * HOUR, None if hours[1] is None else start + hours[1] * HOUR)

    expected = period(shared) if shared else None
    assert period(one).shared_with(period(other)) == period(other).shared_with(period(one)) == expected


def test_a_period_begins_at_its_first_moment_and_ends_before_its_last() -> None:
    since = timezone.now()
    period = Period(since, since + HOUR)
    tick = timedelta(microseconds=1)
    assert [period.holds(moment) for moment in (since - tick, since, since + HOUR - tick, since + HOUR)] == [
        False, True, True, False,
    ]  # fmt: skip
