"""Before a meeting each seat fills in the round; the answers are the paper of its item and stand in the minutes."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from meetings import round_table
from meetings.actions import agenda, minutes
from meetings.actions import meeting as meetings
from meetings.actions import round_table as verbs
from meetings.models import AgendaItem, MeetingPage, RoundAnswer
from schakel.workspaces.models import Membership
from tests import cast

WORDS = {"successes": "Meer plekken", "trends": "Meer via het internet", "bottlenecks": "Te weinig tolken\n- Wachttijd"}


@pytest.fixture
def item(meeting: MeetingPage, aisha: cast.Person) -> AgendaItem:
    return agenda.add_item(meeting, title="Ronde langs de leden", kind="round", tlp="amber", by=aisha.who)


def seat_of(person: cast.Person) -> int:
    return Membership.objects.get(user=person.who).seat_id


def form_of(person: cast.Person, meeting: MeetingPage) -> dict[str, str]:
    """Return what the form of this person holds, as a browser would send it."""
    shown = person.gets("round_fill", meeting.pk).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(seat|revision|key)" value="([^"]*)">', shown))
    assert set(hidden) == {"seat", "revision", "key"}
    return hidden


def test_a_seat_saves_sends_and_all_read_it(
    meeting: MeetingPage, item: AgendaItem, chloe: cast.Person, bram: cast.Person
) -> None:
    assert "Beschrijf geen zaak en geen persoon" in chloe.gets("round_fill", meeting.pk).content.decode()
    chloe.posts("round_fill", meeting.pk, **WORDS, **form_of(chloe, meeting))
    assert "Te weinig tolken" not in bram.gets("round", meeting.pk).content.decode()
    assert "Te weinig tolken" in chloe.gets("round_fill", meeting.pk).content.decode()
    assert chloe.posts("round_fill", meeting.pk, **WORDS, **form_of(chloe, meeting), send="on").status_code == 302
    shown = bram.gets("round", meeting.pk).content.decode()
    assert "Fier" in shown
    assert "Te weinig tolken" in shown
    assert "TLP:AMBER" in shown
    assert f'href="/vergaderingen/{meeting.pk}/ronde/"' in bram.gets(meeting.url).content.decode()


def test_a_form_sent_twice_is_kept_once(meeting: MeetingPage, item: AgendaItem, chloe: cast.Person) -> None:
    form = form_of(chloe, meeting)
    for _ in range(2):
        assert chloe.posts("round_fill", meeting.pk, **WORDS, **form).status_code == 302
    assert RoundAnswer.objects.get().revision == 1


def test_two_of_one_seat_do_not_overwrite_each_other(
    meeting: MeetingPage, item: AgendaItem, chloe: cast.Person, quirine: cast.Person
) -> None:
    hers, his = form_of(chloe, meeting), form_of(quirine, meeting)
    chloe.posts("round_fill", meeting.pk, **WORDS, **hers)
    answer = quirine.posts("round_fill", meeting.pk, **{**WORDS, "trends": "Iets heel anders"}, **his)
    shown = answer.content.decode()
    assert "heeft intussen iets opgeslagen" in shown
    assert "Iets heel anders" in shown  # nothing typed is lost
    assert "Meer via het internet" in shown
    assert RoundAnswer.objects.get().trends == "Meer via het internet"
    assert 'name="revision" value="1"' in shown
    read = {**his, "revision": "1"}
    quirine.posts("round_fill", meeting.pk, **{**WORDS, "trends": "Iets heel anders"}, **read)
    assert RoundAnswer.objects.get().trends == "Iets heel anders"


def test_a_case_does_not_come_in(meeting: MeetingPage, item: AgendaItem, chloe: cast.Person) -> None:
    for name in ("successes", "trends", "bottlenecks"):
        words = {**WORDS, name: "Het gaat om 123456782."}
        answer = chloe.posts("round_fill", meeting.pk, **words, **form_of(chloe, meeting))
        assert "burgerservicenummer" in answer.content.decode()
        assert "Het gaat om 123456782." in answer.content.decode()
    assert not RoundAnswer.objects.exists()


def test_it_closes_when_the_meeting_begins(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    form = form_of(aisha, meeting)
    meetings.start(meeting, by=aisha.who)
    answer = aisha.posts("round_fill", meeting.pk, **WORDS, **form)
    assert "De ronde is gesloten" in answer.content.decode()
    assert "Te weinig tolken" in answer.content.decode()
    assert not RoundAnswer.objects.exists()
    assert "De ronde is gesloten" in aisha.gets("round_fill", meeting.pk).content.decode()


def test_an_empty_answer_is_not_sent(meeting: MeetingPage, item: AgendaItem, chloe: cast.Person) -> None:
    answer = chloe.posts("round_fill", meeting.pk, **form_of(chloe, meeting), send="on")
    assert "Vul ten minste één vak in" in answer.content.decode()


def test_who_has_no_seat_there_answers_nothing(
    meeting: MeetingPage,
    item: AgendaItem,
    chloe: cast.Person,
    rachid: cast.Person,
    esra: cast.Person,
    bram: cast.Person,
) -> None:
    assert rachid.gets("round_fill", meeting.pk).status_code == 403
    assert esra.gets("round_fill", meeting.pk).status_code == 404
    assert esra.gets("round", meeting.pk).status_code == 404
    form = {**form_of(bram, meeting), "seat": seat_of(chloe)}
    assert bram.posts("round_fill", meeting.pk, **WORDS, **form).status_code == 404
    with pytest.raises(PermissionDenied):
        verbs.save(meeting, Membership.objects.get(user=chloe.who).seat, **WORDS, by=bram.who)


def test_without_a_round_on_the_agenda_there_is_none(meeting: MeetingPage, chloe: cast.Person) -> None:
    with pytest.raises(ValidationError, match="gesloten"):
        verbs.save(meeting, Membership.objects.get(user=chloe.who).seat, **WORDS, by=chloe.who)
    assert "Ronde invullen" not in chloe.gets(meeting.url).content.decode()


def test_seats_that_said_nothing_are_reminded(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, bram: cast.Person, chloe: cast.Person
) -> None:
    def told() -> list[str]:
        mail.outbox.clear()
        verbs.remind()
        verbs.remind()  # the clock may come twice
        cast.work()
        return sorted(letter.to[0] for letter in mail.outbox)

    assert told() == sorted(person.who.email for person in (aisha, bram, chloe))
    assert told() == []
    verbs.save(meeting, Membership.objects.get(user=chloe.who).seat, **WORDS, send=True, key=uuid.uuid4(), by=chloe.who)
    MeetingPage.objects.filter(pk=meeting.pk).update(begins=timezone.now() + timedelta(days=2))
    assert told() == sorted(person.who.email for person in (aisha, bram))
    assert all("tolken" not in letter.body for letter in mail.outbox)


def test_the_answers_stand_in_the_draft_minutes(
    meeting: MeetingPage, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    assert round_table.round_blocks(meeting) == []
    words = {**WORDS, "trends": "<b>Meer</b> & anders"}
    verbs.save(meeting, Membership.objects.get(user=chloe.who).seat, **words, send=True, by=chloe.who)
    page = minutes.write(meeting, body=round_table.round_blocks(meeting), by=aisha.who)
    minutes.circulate(page, by=aisha.who)
    shown = chloe.gets(page.url).content.decode()
    assert "Fier" in shown
    assert "<li>Te weinig tolken</li><li>Wachttijd</li>" in shown
    assert "&lt;b&gt;Meer&lt;/b&gt; &amp; anders" in shown


def test_another_part_can_do_something_with_a_bottleneck(
    monkeypatch: pytest.MonkeyPatch, meeting: MeetingPage, item: AgendaItem, chloe: cast.Person
) -> None:
    answer = verbs.save(meeting, Membership.objects.get(user=chloe.who).seat, **WORDS, send=True, by=chloe.who)
    monkeypatch.setattr(round_table, "ONWARDS", [lambda row, place, text, user: ("Melden", f"/x/{row.pk}/{place}/")])
    shown = chloe.gets("round", meeting.pk).content.decode()
    assert f'href="/x/{answer.pk}/1/"' in shown
    monkeypatch.setattr(round_table, "ONWARDS", [])
    assert "Melden" not in chloe.gets("round", meeting.pk).content.decode()
