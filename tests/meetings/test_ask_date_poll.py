"""A date poll: asked, answered on a phone, and chosen in one act."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings import polled
from meetings.actions import datepolls
from meetings.models import DateAnswer, DatePoll, MeetingPage
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.test_show_meeting import questions


def moment(days: int) -> datetime:
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)


@pytest.fixture
def poll(som: WorkspacePage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person) -> DatePoll:
    return datepolls.ask(
        som, title="Extra overleg", place="Utrecht", length=90, moments=[moment(14), moment(15), moment(16)],
        closes_at=moment(7), by=aisha.who,
    )  # fmt: skip


def said(poll: DatePoll, *values: str) -> dict[str, str]:
    return {f"option_{option.pk}": value for option, value in zip(poll.options.all(), values, strict=False)}


def test_the_secretary_asks_once(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    told = {"title": "Extra overleg", "length": "90", "closes_at": f"{moment(7):%Y-%m-%dT%H:%M}",
            "moment": [f"{moment(days):%Y-%m-%dT%H:%M}" for days in (14, 15)] + [""],
            "shown": " ".join(moment(days).isoformat() for days in (14, 15)), "key": str(uuid.uuid4())}  # fmt: skip
    for _turn in range(2):
        assert aisha.posts("datepoll_ask", som.pk, **told).status_code == 302
    assert DatePoll.objects.get().options.count() == 2
    cast.work()
    [message] = mail.outbox  # who asks is not told
    assert message.to == ["chloe@schakel.example"]
    assert "Extra overleg" not in message.body


def test_what_stands_in_the_way_is_said_before_it_is_sent(som: WorkspacePage, aisha: cast.Person) -> None:
    year = timezone.localdate().year + 1
    told = {"title": "Extra", "length": "90", "closes_at": f"{moment(7):%Y-%m-%dT%H:%M}", "key": str(uuid.uuid4()),
            "moment": [f"{year}-12-25T10:00", f"{year}-11-30T10:00"]}  # fmt: skip
    first = aisha.posts("datepoll_ask", som.pk, **told).content.decode()
    assert "Feestdag: Eerste kerstdag" in first
    assert not DatePoll.objects.exists()
    shown = first.partition('name="shown" value="')[2].partition('"')[0]
    assert aisha.posts("datepoll_ask", som.pk, **told, shown=shown).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"moments": [moment(14)]}, "minstens 2"),
        ({"moments": [moment(days) for days in range(10, 40)]}, "hoogstens 20"),
        ({"closes_at": moment(-1)}, "dat nog komt"),
        ({"closes_at": moment(20)}, "vóór de eerste"),
        ({"title": "BSN 123456782"}, "te herkennen"),
    ],
)
def test_it_refuses(som: WorkspacePage, aisha: cast.Person, changes: dict[str, Any], sentence: str) -> None:
    told = {"title": "Extra", "length": 60, "moments": [moment(14), moment(15)], "closes_at": moment(7)}
    with pytest.raises(ValidationError, match=sentence):
        datepolls.ask(som, **{**told, **changes}, by=aisha.who)
    assert not DatePoll.objects.exists()


def test_members_answer_and_change_their_mind(poll: DatePoll, chloe: cast.Person, aisha: cast.Person) -> None:
    assert "Extra overleg" in chloe.gets("/overzicht/").content.decode()
    assert (
        chloe.posts("datepoll", poll.pk, **said(poll, "yes", "no")).status_code == 200
    )  # one is open: nothing is kept
    assert not DateAnswer.objects.exists()
    for values in (("yes", "no", "no"), ("ifneedbe", "yes", "no")):
        assert chloe.posts("datepoll", poll.pk, **said(poll, *values)).status_code == 302
    assert [answer.value for answer in DateAnswer.objects.order_by("option__begins")] == ["ifneedbe", "yes", "no"]
    shown = aisha.gets("datepoll", poll.pk).content.decode()
    assert shown.count("past het beste") == 1
    assert "2 personen hebben nog niet geantwoord" in shown
    assert "Wanneer kunt u?" not in chloe.gets("/overzicht/").content.decode()


def test_choosing_makes_the_meeting_invites_and_closes(poll: DatePoll, aisha: cast.Person, chloe: cast.Person) -> None:
    cast.work()
    mail.outbox.clear()
    option = poll.options.all()[1]
    for _turn in range(2):
        assert aisha.posts("datepoll_choose", poll.pk, option=option.pk).status_code == 302
    made = MeetingPage.objects.get()
    assert (made.begins, made.ends, made.title, made.place) == (option.begins, option.ends, "Extra overleg", "Utrecht")
    cast.work()
    assert sorted(message.to[0].partition("@")[0] for message in mail.outbox) == ["aisha", "bram", "chloe"]
    assert made.url in chloe.gets("datepoll", poll.pk).content.decode()
    assert "gesloten" in chloe.posts("datepoll", poll.pk, **said(poll, "yes", "yes", "yes")).content.decode()
    for verb in (
        lambda: datepolls.choose(poll.options.all()[0], by=aisha.who),
        lambda: datepolls.withdraw(poll, by=aisha.who),
    ):
        with pytest.raises(ValidationError):
            verb()
    assert MeetingPage.objects.count() == 1


def test_after_the_last_moment_nobody_answers_and_the_secretary_still_chooses(
    poll: DatePoll, aisha: cast.Person, chloe: cast.Person
) -> None:
    DatePoll.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    answer = chloe.posts("datepoll", poll.pk, **said(poll, "yes", "yes", "yes")).content.decode()
    assert "U kunt niet meer antwoorden" in answer
    assert not DateAnswer.objects.exists()
    assert datepolls.choose(poll.options.all()[0], by=aisha.who).live


def test_who_did_not_answer_is_reminded_once(poll: DatePoll, bram: cast.Person, chloe: cast.Person) -> None:
    cast.work()
    mail.outbox.clear()
    chloe.posts("datepoll", poll.pk, **said(poll, "yes", "yes", "no"))
    polled.remind()  # it lasts long yet
    DatePoll.objects.update(asked_at=timezone.now() - timedelta(days=6), closes_at=timezone.now() + timedelta(days=1))
    for _turn in range(2):
        polled.remind()
    cast.work()
    assert sorted(message.to[0].partition("@")[0] for message in mail.outbox) == ["aisha", "bram"]


@pytest.mark.parametrize(
    ("name", "sees", "answers", "decides"),
    [
        ("aisha", 200, 302, 302),
        ("bram", 200, 302, 403),
        ("chloe", 200, 302, 403),
        ("quirine", 200, 302, 403),
        ("rachid", 200, 403, 403),
        ("esra", 404, 404, 404),
        ("oscar", 404, 404, 404),
        ("karel", 404, 404, 404),
        ("nobody", 302, 302, 302),
    ],
)
def test_who_may_what(poll: DatePoll, name: str, sees: int, answers: int, decides: int) -> None:
    person = cast.person(name)
    assert person.gets("datepoll", poll.pk).status_code == sees
    assert person.posts("datepoll", poll.pk, **said(poll, "yes", "yes", "yes")).status_code == answers
    assert person.posts("datepoll_withdraw", poll.pk).status_code == decides


def test_it_asks_as_much_for_many_as_for_few(poll: DatePoll, aisha: cast.Person) -> None:
    few = questions(aisha, f"/vergaderingen/datumprikker/{poll.pk}/")
    for place in range(6):
        user = cast.account(f"lid{place}")
        cast.seat("som", "Fier").memberships.create(user=user, role="member")
        datepolls.answer(poll, dict.fromkeys(poll.options.all(), "yes"), by=user)
    assert questions(aisha, f"/vergaderingen/datumprikker/{poll.pk}/") == few
