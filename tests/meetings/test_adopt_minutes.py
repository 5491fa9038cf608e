from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from meetings.actions import attendance, minutes, points
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import ActionPoint, AgendaItem, Attendance, Decision, MeetingPage, MinutesPage
from schakel.notices.models import Notice
from schakel.push.models import Announcement
from tests import cast


def test_it_works(circulated: MinutesPage, attended: MeetingPage, bram: cast.Person, chloe: cast.Person) -> None:
    seen = minutes.mark(circulated)
    answer = bram.posts("minutes_adopt", attended.pk, seen=seen, without_meeting="Zo is afgesproken.")
    assert answer.status_code == 302
    shown = chloe.gets(circulated.url).content.decode()
    assert "Vastgesteld" in shown
    assert "B 2" in shown
    assert "Cijfers aanleveren" in shown


def test_decisions_and_action_points_become_rows(adopted: MinutesPage, item: AgendaItem, chloe: cast.Person) -> None:
    decision, point = Decision.objects.get(), ActionPoint.objects.get()
    assert (decision.serial, decision.agenda_item, decision.minutes) == (1, item, adopted)
    assert (point.owner, str(point.organisation), point.serial) == (chloe.user, "Fier", 1)


def test_pressing_twice_adopts_once(circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person) -> None:
    seen = minutes.mark(circulated)
    for _ in range(2):
        assert (
            aisha.posts("minutes_adopt", attended.pk, seen=seen, without_meeting="Zo is afgesproken.").status_code
            == 302
        )
    assert Decision.objects.count() == ActionPoint.objects.count() == 1
    assert Notice.objects.filter(kind="minutes.adopted").count() == 1
    assert Announcement.objects.filter(kind="minutes.adopted").count() == 1


def test_the_hash_holds(adopted: MinutesPage, chloe: cast.Person) -> None:
    assert len(adopted.fingerprint) == 64
    assert minutes.verify(adopted)
    assert "klopt</h1>" in chloe.gets("minutes_verify", adopted.meeting.pk).content.decode()


def test_finishing_an_action_point_does_not_break_the_hash(adopted: MinutesPage, chloe: cast.Person) -> None:
    points.done(ActionPoint.objects.get(), by=chloe.who)
    assert minutes.verify(adopted)


TAMPERED: dict[str, Callable[[MinutesPage], Any]] = {
    "an attendance row": lambda page: Attendance.objects.first() and Attendance.objects.update(state="absent"),
    "a missing attendance row": lambda page: Attendance.objects.all()[:1].get().delete(),
    "the frozen attendance": lambda page: MinutesPage.objects.update(attendance_snapshot=[]),
    "a decision": lambda page: Decision.objects.update(text="Iets anders."),
    "the number of a decision": lambda page: Decision.objects.update(serial=9),
    "the day of an action point": lambda page: ActionPoint.objects.update(due="2030-01-01"),
    "the owner of an action point": lambda page: ActionPoint.objects.update(owner=page.adopted_by),
    "an agenda item": lambda page: AgendaItem.objects.update(title="Iets anders"),
    "the text": lambda page: MinutesPage.objects.update(body=[]),
    "the day of the meeting": lambda page: MeetingPage.objects.update(begins=page.meeting.ends),
    "who adopted": lambda page: MinutesPage.objects.update(adopted_by=ActionPoint.objects.get().owner),
    "the hash": lambda page: MinutesPage.objects.update(fingerprint="0" * 64),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_is_tampered_with_shows(adopted: MinutesPage, what: str, chloe: cast.Person) -> None:
    TAMPERED[what](adopted)
    assert not minutes.verify(adopted)
    assert "klopt niet</h1>" in chloe.gets("minutes_verify", adopted.meeting.pk).content.decode()


def test_a_paper_that_disappears_shows(
    circulated: MinutesPage, item: AgendaItem, attended: MeetingPage, aisha: cast.Person, bram: cast.Person
) -> None:
    from meetings.actions import agenda
    from tests.meetings.files import pdf

    agenda.add_paper(item, pdf(), by=aisha.who)
    page = minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    item.papers.clear()
    assert not minutes.verify(page)


def test_it_mails_the_members_and_nobody_else(adopted: MinutesPage, esra: cast.Person, mailoutbox: list[Any]) -> None:
    cast.work()
    about = [mail for mail in mailoutbox if "vastgesteld." in mail.body]
    assert {mail.to[0] for mail in about if "conceptnotulen" not in mail.body} == {
        "bram@schakel.example",
        "chloe@schakel.example",
    }
    assert "aangifte" not in "".join(mail.subject + mail.body for mail in mailoutbox)


def test_who_left_meanwhile_gets_no_mail(adopted: MinutesPage, chloe: cast.Person, mailoutbox: list[Any]) -> None:
    chloe.who.memberships.all().delete()
    cast.work()
    assert "chloe@schakel.example" not in {mail.to[0] for mail in mailoutbox}


def test_it_asks_to_circulate_first(draft: MinutesPage, attended: MeetingPage, aisha: cast.Person) -> None:
    with pytest.raises(ValidationError, match="eerst als concept rond"):
        minutes.adopt(draft, by=aisha.who, without_meeting="Zo is afgesproken.")


def test_it_asks_for_the_attendance_first(circulated: MinutesPage, aisha: cast.Person) -> None:
    with pytest.raises(ValidationError, match=r"aanwezigheid in van: CoMensha, Fier"):
        minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    assert (
        "Dit kan nog niet"
        in aisha.posts("minutes_adopt", circulated.meeting.pk, seen=minutes.mark(circulated)).content.decode()
    )


def test_it_waits_until_the_meeting_is_closed(
    circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person
) -> None:
    meetings.start(attended, by=aisha.who)
    with pytest.raises(ValidationError, match="nog bezig"):
        minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")


def test_a_refusal_leaves_nothing_behind(
    circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    chloe.who.memberships.all().delete()  # the owner of the action point is no member any more
    with pytest.raises(ValidationError, match="actiepunt: Deze persoon hoort niet bij deze werkruimte"):
        minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    circulated.refresh_from_db()
    assert circulated.status == "circulated"
    assert not Decision.objects.exists()
    assert not circulated.fingerprint


def test_a_text_that_changed_meanwhile_is_not_adopted_unread(
    circulated: MinutesPage, attended: MeetingPage, item: AgendaItem, aisha: cast.Person
) -> None:
    seen = minutes.mark(circulated)
    minutes.write(attended, body=[("text", "<p>Heel iets anders.</p>")], by=aisha.who)
    answer = aisha.posts("minutes_adopt", attended.pk, seen=seen, without_meeting="Zo is afgesproken.")
    assert "intussen gewijzigd" in answer.content.decode()
    assert not Decision.objects.exists()


def test_the_chair_does_not_adopt_what_only_the_secretariat_read(
    circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person, bram: cast.Person
) -> None:
    minutes.write(attended, body=[("text", "<p>Nog niet rondgestuurd.</p>")], by=aisha.who)
    with pytest.raises(ValidationError, match="nieuwere tekst"):
        minutes.adopt(circulated, by=bram.who, without_meeting="Zo is afgesproken.")
    assert "Nog niet rondgestuurd" not in bram.gets("minutes_adopt", attended.pk).content.decode()


def test_the_secretary_adopts_the_newest_text(
    circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    minutes.write(attended, body=[("text", "<p>Met de correcties erin.</p>")], by=aisha.who)
    page = minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    assert "Met de correcties erin" in chloe.gets(page.url).content.decode()
    assert page.version == 2


@pytest.mark.parametrize(
    ("name", "status"), [("aisha", 200), ("bram", 200), ("chloe", 403), ("esra", 404), ("dirk", 404), ("nobody", 302)]
)
@pytest.mark.parametrize("route", ["minutes_adopt", "minutes_circulate", "minutes_withhold"])
def test_only_chair_and_secretary_get_the_buttons(circulated: MinutesPage, route: str, name: str, status: int) -> None:
    assert cast.person(name).gets(route, circulated.meeting.pk).status_code == status


def test_the_names_are_frozen_with_it(adopted: MinutesPage, chloe: cast.Person, bram: cast.Person) -> None:
    chloe.who.memberships.all().delete()
    assert "Chloe (verzonnen) (Fier)" in bram.gets(adopted.url).content.decode()


def test_the_attendance_stays_as_it_was(adopted: MinutesPage, aisha: cast.Person) -> None:
    seat = places(adopted.meeting)[0].seat
    with pytest.raises(ValidationError, match="vastgesteld"):
        attendance.record(adopted.meeting, {seat: "absent"}, by=aisha.who)
