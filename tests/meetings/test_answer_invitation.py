"""Members say whether they come; the secretary sees a table; the attendance list starts from it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings.actions import answers, attendance, substitution
from meetings.models import Answer, Attendance, MeetingPage
from tests import cast
from tests.meetings.test_show_meeting import questions


def test_it_works(meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person) -> None:
    assert "Komt u? Geef antwoord" in chloe.gets("/overzicht/").content.decode()
    for _ in range(2):
        assert chloe.posts("answer", meeting.pk, answer="no").status_code == 302
    assert Answer.objects.get().answer == "no"
    assert "<b>nee, ik kom niet</b>" in chloe.gets(meeting.url).content.decode()
    assert "Komt u? Geef antwoord" not in chloe.gets("/overzicht/").content.decode()
    assert "<b>nee, ik kom niet</b>" in aisha.gets("meeting_answers", meeting.pk).content.decode()


def test_it_can_be_changed_until_the_meeting_is_over(meeting: MeetingPage, chloe: cast.Person) -> None:
    for answer in ("yes", "no", "yes"):
        answers.give(meeting, answer=answer, by=chloe.who)
    assert Answer.objects.get().answer == "yes"
    past = timezone.now() - timedelta(minutes=1)
    MeetingPage.objects.filter(pk=meeting.pk).update(begins=past - timedelta(hours=1), ends=past)
    assert "al voorbij" in chloe.posts("answer", meeting.pk, answer="no").content.decode()
    assert "Komt u?</h2>" not in chloe.gets(meeting.url).content.decode()
    assert Answer.objects.get().answer == "yes"


@pytest.mark.parametrize(
    ("name", "code", "table"),
    [
        ("aisha", 302, 200), ("bram", 302, 200), ("chloe", 302, 403), ("quirine", 302, 403), ("rachid", 302, 403),
        ("oscar", 404, 404), ("esra", 404, 404), ("dirk", 404, 404), ("karel", 404, 404), ("nobody", 302, 302),
    ],
)  # fmt: skip
def test_who_may_answer_and_who_sees_all_answers(meeting: MeetingPage, name: str, code: int, table: int) -> None:
    who = cast.person(name)
    assert who.posts("answer", meeting.pk, answer="yes").status_code == code
    assert who.gets("meeting_answers", meeting.pk).status_code == table
    assert Answer.objects.exists() == (code == 302 and name != "nobody")


@pytest.mark.parametrize("answer", ["maybe", "misschien", "", "substitute"])
def test_the_buttons_know_two_answers(meeting: MeetingPage, chloe: cast.Person, answer: str) -> None:
    assert chloe.posts("answer", meeting.pk, answer=answer).status_code == 200
    assert not Answer.objects.exists()


def test_who_has_no_seat_that_day_cannot_answer(meeting: MeetingPage, oscar: cast.Person) -> None:
    with pytest.raises(ValidationError, match="geen zetel"):
        answers.give(meeting, answer="yes", by=oscar.who)


def test_the_attendance_list_starts_from_the_answers_and_is_no_fact(
    meeting: MeetingPage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person, rachid: cast.Person
) -> None:
    answers.give(meeting, answer="yes", by=bram.who)
    answers.give(meeting, answer="no", by=rachid.who)
    substitution.name(
        meeting, cast.seat("som", "Fier"), email="dirk@schakel.example", called="Dirk (verzonnen)", by=chloe.who
    )
    shown = aisha.gets("attendance", meeting.pk).content.decode()
    assert "Voorgevuld met de antwoorden" in shown
    for chosen in ("present", "absent_with_notice", "substituted"):
        assert f'<option value="{chosen}" selected>' in shown
    assert 'value="Dirk (verzonnen)"' in shown
    assert not Attendance.objects.exists()
    attendance.record(meeting, {cast.seat("som", "CoMensha"): "absent"}, by=aisha.who)
    assert '<option value="absent" selected>' in aisha.gets("attendance", meeting.pk).content.decode()


def test_a_standing_substitute_who_comes_alone_is_expected_as_one(
    meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person, quirine: cast.Person
) -> None:
    answers.give(meeting, answer="no", by=chloe.who)
    answers.give(meeting, answer="yes", by=quirine.who)
    shown = aisha.gets("attendance", meeting.pk).content.decode()
    assert '<option value="substituted" selected>' in shown
    assert 'value="Quirine (verzonnen)"' in shown


def test_the_table_asks_as_much_for_many_seats_as_for_few(
    meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    few = questions(aisha, f"/vergaderingen/{meeting.pk}/antwoorden/")
    for n in range(8):
        seat = cast.seat("som", f"Organisatie {n}")
        person = cast.account(f"lid{n}")
        person.memberships.create(seat=seat, role="member")
        answers.give(meeting, answer="yes", by=person)
        substitution.name(meeting, seat, email=f"v{n}@schakel.example", called=f"Vervanger {n}", by=aisha.who)
    assert questions(aisha, f"/vergaderingen/{meeting.pk}/antwoorden/") == few
