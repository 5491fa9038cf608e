"""Polls under the names of django-polls: ask, one vote per person, close, and the result in minutes and register."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from meetings.actions import attendance, minutes, polls
from meetings.attendance_list import places
from meetings.models import AgendaItem, Decision, MeetingPage, MinutesPage, Poll, Vote
from schakel.guard.models import Release
from tests import cast

LEADERS, VOTERS = {"aisha", "bram"}, {"bram", "chloe"}
CAST = ["aisha", "bram", "chloe", "quirine", "rachid", "esra", "nobody"]


@pytest.fixture
def poll(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> Poll:
    return polls.ask(meeting, question="Steunt u het voorstel?", choices=["Voor", "Tegen"], item=item, by=aisha.who)


def choose(poll: Poll, text: str, person: cast.Person) -> None:
    polls.vote(poll, poll.choices.get(choice_text=text), by=person.who)


# verb → who may, and whether it is refused with a sentence in each state
VERBS: dict[str, tuple[set[str], dict[str, bool]]] = {
    "poll_vote": (VOTERS, {"open": False, "closed": True}),
    "poll_close": (LEADERS, {"open": False, "closed": False}),
    "poll_note": ({"aisha"}, {"open": True, "closed": False}),
}


def test_every_verb_in_every_state_by_every_role(poll: Poll, draft: MinutesPage) -> None:
    everybody = {name: cast.person(name).logged_in() for name in CAST}
    choice = poll.choices.get(choice_text="Voor")
    for verb, (may, refuses) in VERBS.items():
        for state, refused in refuses.items():
            for name, person in everybody.items():
                with transaction.atomic():
                    if state == "closed":
                        polls.close(poll, by=everybody["aisha"].who)
                    answer = person.posts(verb, poll.pk, choice=choice.pk)
                    cell, status = f"{verb} of what is {state} by {name}", answer.status_code
                    if name in may:
                        words = person.gets("poll", poll.pk).content.decode() + answer.content.decode()
                        assert ("Deze stemming is gesloten" in words or "Sluit eerst" in words) == refused, cell
                    else:
                        assert status == {"esra": 404, "nobody": 302}.get(name, 403), cell
                    held = Poll.objects.get(pk=poll.pk)
                    closes = verb == "poll_close" and name in may
                    assert held.state == ("closed" if closes else state), cell
                    transaction.set_rollback(True)
                poll.refresh_from_db()


def test_asking_is_for_chair_and_secretary(meeting: MeetingPage, everybody: dict[str, cast.Person]) -> None:
    for name, status in {**dict.fromkeys(CAST, 403), "aisha": 302, "bram": 302, "esra": 404, "nobody": 302}.items():
        words = {"question": f"Vraag {CAST.index(name)}", "choices": "Voor\r\nTegen\r\n", "key": uuid.uuid4()}
        for _ in range(2):  # pressed twice, it is asked once
            assert everybody[name].posts("polls", meeting.pk, **words).status_code == status
    assert {poll.question for poll in Poll.objects.all()} == {"Vraag 0", "Vraag 1"}


@pytest.mark.parametrize("choices", ["", "Voor", "Voor\nvoor", "\n".join(map(str, range(11)))])
def test_choices_make_sense_and_nothing_typed_is_lost(meeting: MeetingPage, aisha: cast.Person, choices: str) -> None:
    answer = aisha.posts("polls", meeting.pk, question="Een lange vraag?", choices=choices, key=uuid.uuid4())
    assert answer.status_code == 200
    assert "Een lange vraag?" in answer.content.decode()
    assert not Poll.objects.exists()


def test_the_guard_reads_the_question(meeting: MeetingPage, aisha: cast.Person) -> None:
    with pytest.raises(ValidationError):
        polls.ask(meeting, question="Het BSN is 123456782?", choices=["Ja", "Nee"], by=aisha.who)
    assert not Poll.objects.exists()
    assert not Release.objects.exists()


def test_one_vote_per_person_that_may_change_until_the_closing(
    poll: Poll, chloe: cast.Person, bram: cast.Person, aisha: cast.Person
) -> None:
    for text in ("Tegen", "Voor", "Voor"):
        choose(poll, text, chloe)
    choose(poll, "Tegen", bram)
    assert Vote.objects.filter(voter=chloe.who).count() == 1
    before = aisha.gets("poll", poll.pk).content.decode()
    assert "2 van 2 stemden" in before
    assert "Uitslag van" not in before
    polls.close(poll, by=aisha.who)
    assert poll.result == [("Voor", 1), ("Tegen", 1)]
    assert "Uitslag van" in chloe.gets("poll", poll.pk).content.decode()
    with pytest.raises(ValidationError, match="gesloten"):
        choose(poll, "Tegen", chloe)


def test_the_database_takes_one_vote_per_person(poll: Poll, chloe: cast.Person) -> None:
    choose(poll, "Voor", chloe)
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(poll=poll, choice=poll.choices.last(), voter=chloe.who)


def test_a_choice_of_another_poll_is_refused(poll: Poll, meeting: MeetingPage, chloe: cast.Person) -> None:
    other = polls.ask(meeting, question="Iets anders?", choices=["Ja", "Nee"], by=None)
    with pytest.raises(ValidationError, match="hoort niet"):
        polls.vote(poll, other.choices.get(choice_text="Ja"), by=chloe.who)
    assert chloe.posts("poll_vote", poll.pk, choice=other.choices.first().pk).status_code == 200
    assert not Vote.objects.exists()


def test_a_substitute_votes_for_a_seat_that_is_substituted(
    poll: Poll, meeting: MeetingPage, quirine: cast.Person, chloe: cast.Person, aisha: cast.Person
) -> None:
    with pytest.raises(PermissionDenied):
        choose(poll, "Voor", quirine)
    fier = next(place.seat for place in places(meeting) if str(place.seat) == "Fier")
    attendance.record(meeting, {fier: ("substituted", "Quirine (verzonnen)")}, by=aisha.who)
    choose(poll, "Voor", quirine)
    with pytest.raises(PermissionDenied):
        choose(poll, "Tegen", chloe)


def test_who_may_vote_is_told_without_a_word_of_it(poll: Poll, chloe: cast.Person) -> None:
    cast.work()
    mails = [message for message in mail.outbox if f"/stemmingen/{poll.pk}/" in message.body]
    assert {address for message in mails for address in message.to} == {
        "bram@schakel.example", "chloe@schakel.example",
    }  # fmt: skip
    assert not any("voorstel" in message.body for message in mails)


def test_the_result_stands_in_the_minutes_and_in_the_register(
    poll: Poll, draft: MinutesPage, attended: MeetingPage, aisha: cast.Person, chloe: cast.Person, bram: cast.Person
) -> None:
    choose(poll, "Voor", chloe)
    choose(poll, "Voor", bram)
    polls.close(poll, by=aisha.who)
    for _ in range(2):
        aisha.posts("poll_note", poll.pk)
    page = minutes.adopt(minutes.circulate(draft, by=aisha.who), by=aisha.who, without_meeting="Zo is afgesproken.")
    decision = Decision.objects.get(poll=poll)
    assert decision.votes == [["Voor", 2], ["Tegen", 0]]
    for where in (page.url, "/besluiten/", f"/besluiten/{decision.pk}/"):
        assert "Voor 2, Tegen 0" in chloe.gets(where).content.decode(), where
    assert minutes.verify(page)
    Decision.objects.filter(pk=decision.pk).update(votes=[["Voor", 0], ["Tegen", 2]])
    assert not minutes.verify(page)


def test_minutes_with_an_open_poll_are_not_adopted(
    poll: Poll, circulated: MinutesPage, attended: MeetingPage, aisha: cast.Person
) -> None:
    with pytest.raises(ValidationError, match="stemming"):
        minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.")
    assert not Decision.objects.exists()
    polls.close(poll, by=aisha.who)
    assert minutes.adopt(circulated, by=aisha.who, without_meeting="Zo is afgesproken.").status == "adopted"


@pytest.mark.parametrize("verb", ["ask", "vote", "close"])
def test_nothing_changes_once_the_minutes_are_adopted(
    adopted: MinutesPage, meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person, verb: str
) -> None:
    poll = Poll.objects.create(meeting=meeting, question="Te laat?")
    choice: Any = poll.choices.create(choice_text="Ja")
    acts = {
        "ask": lambda: polls.ask(meeting, question="Nog iets?", choices=["Ja", "Nee"], by=aisha.who),
        "vote": lambda: polls.vote(poll, choice, by=chloe.who),
        "close": lambda: polls.close(poll, by=aisha.who),
    }
    with pytest.raises(ValidationError, match="vastgesteld"):
        acts[verb]()
