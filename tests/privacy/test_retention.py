"""What is past its term goes, and nothing else: each rule a day before and a day after, by a clock that is moved."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState

from meetings.actions import meeting
from meetings.models import MeetingPack
from schakel.accounts import people
from schakel.accounts.models import Invitation, User
from schakel.journal.models import Line
from schakel.mail.models import OutgoingMail
from schakel.notices.models import Notice
from schakel.privacy import retention
from schakel.push.models import Announcement
from schakel.workspaces.models import WorkspacePage
from surveys import models as surveys_models
from surveys.actions import responses, rounds
from surveys.models import AnswerEvent, Code, Presence, Response, SurveyPage
from tests import cast
from tests.surveys import small

NOW = timezone.now()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    return lambda moment: monkeypatch.setattr(timezone, "now", lambda: moment)


def mail() -> Any:
    OutgoingMail.objects.create(kind="survey.invitation", to="een@schakel.example", state="sent", created=NOW)
    return OutgoingMail.objects.all()


def announcement() -> Any:
    Announcement.objects.create(workspace=cast.workspace("som"), kind="x", subject=1, created=NOW)
    return Announcement.objects.all()


def notice() -> Any:
    Notice.objects.create(kind="minutes.adopted", reference=1, at=NOW)
    return Notice.objects.all()


def session() -> Any:
    Session.objects.create(session_key="a", session_data="", expire_date=NOW)
    return Session.objects.filter(session_key="a")


def shown_session() -> Any:
    UserSession.objects.create(
        user=cast.account("dirk"), ip="127.0.0.1", session_key="b", user_agent="", created_at=NOW
    )
    return UserSession.objects.all()


def job() -> Any:
    made = DBTaskResult.objects.create(
        id=uuid.uuid4(), args_kwargs={}, task_path="schakel.mail.tasks.send", backend_name="background",
        status="SUCCESSFUL", exception_class_path="", traceback="",
    )  # fmt: skip
    DBTaskResult.objects.filter(pk=made.pk).update(finished_at=NOW)
    return DBTaskResult.objects.all()


def of_editor() -> dict[str, Any]:
    return {"user": cast.account("aisha"), "content_type": ContentType.objects.first(), "object_id": "1"}


def open_editor() -> Any:
    EditingSession.objects.create(**of_editor(), last_seen_at=NOW)
    return EditingSession.objects.all()


def typed() -> Any:
    FormState.objects.create(**of_editor(), data="", last_updated_at=NOW)
    return FormState.objects.all()


def invitation() -> Any:
    made = people.invite("oud@schakel.example", name="Oud (verzonnen)", by=None)
    Invitation.objects.filter(pk=made.pk).update(expires=NOW)
    return Invitation.objects.all()


def account() -> Any:
    made = User.objects.create_user("weg@schakel.example", name="Weg Gegaan (verzonnen)", created=NOW)
    return User.objects.filter(pk=made.pk, email="weg@schakel.example")


def drafts() -> Any:
    ivo = cast.person("ivo")
    survey = rounds.plan(cast.workspace("gemeenten"), title="Proef meting", slug="proef", year=2019, by=ivo.who)
    rounds.ask(survey, small.workbook(), by=ivo.who)
    small.frame(1)
    opened = rounds.open(survey, by=ivo.who)
    owner = cast.municipality().organisation
    response = Response.objects.create(survey=opened, organisation=owner)
    responses.save(response, {"a1": "nee"}, drafts={"b1": "twee"}, by=None)
    SurveyPage.objects.filter(pk=opened.pk).update(closes_at=NOW)
    return AnswerEvent.objects.filter(is_draft=True)


def pack() -> Any:
    aisha = cast.person("aisha").who
    page = meeting.plan(cast.workspace("som"), title="Straks", begins=NOW, ends=NOW + timedelta(hours=1), by=aisha)
    MeetingPack.objects.create(meeting=page, user=aisha, asked=NOW)
    return MeetingPack.objects.all()


def at_work() -> Response:
    ivo = cast.person("ivo")
    survey = rounds.plan(cast.workspace("gemeenten"), title="Proef", slug="proef", year=2019, by=ivo.who)
    return Response.objects.create(survey=survey, organisation=cast.municipality().organisation)


def code() -> Any:
    response = at_work()
    asked = surveys_models.Invitation.objects.create(survey=response.survey, municipality=cast.municipality())
    Code.objects.create(invitation=asked, email="code@gm9999.example", mark="0" * 64, sent_at=NOW)
    return Code.objects.all()


def presence() -> Any:
    Presence.objects.create(response=at_work(), client=uuid4(), section="a", seen_at=NOW)
    return Presence.objects.all()


def address() -> Any:
    survey = at_work().survey
    surveys_models.Invitation.objects.create(survey=survey, email="iemand@open.example", created=NOW)
    return surveys_models.Invitation.objects.exclude(email="")


MADE: dict[str, Callable[[], Any]] = {
    "accounts.ended": account,
    "accounts.invitations": invitation,
    "editor.open": open_editor,
    "editor.typed": typed,
    "mail.done": mail,
    "notices.told": notice,
    "meetings.packs": pack,
    "push.announcements": announcement,
    "sessions.ended": session,
    "sessions.shown": shown_session,
    "surveys.addresses": address,
    "surveys.codes": code,
    "surveys.drafts": drafts,
    "surveys.presence": presence,
    "tasks.done": job,
}


def test_each_rule_is_tested() -> None:
    assert set(MADE) == set(retention.RULES)


@pytest.mark.parametrize("name", MADE)
def test_it_goes_after_its_term_and_not_before(
    name: str, som: WorkspacePage, clock: Callable[[datetime], None]
) -> None:
    rule, rows = retention.RULES[name], MADE[name]()
    clock(NOW + timedelta(days=rule.days) - timedelta(minutes=1))
    assert dict(retention.apply())[rule] == 0
    assert rows.count() == 1
    clock(NOW + timedelta(days=rule.days) + timedelta(minutes=1))
    assert dict(retention.look())[rule] == 1
    assert rows.count() == 1
    assert dict(retention.apply())[rule] == 1
    assert rows.count() == 0
    line = Line.objects.filter(action="retention.apply", data__rule=name).get()
    assert (line.by, line.data) == (None, {"rule": name, "count": 1})
    assert dict(retention.apply())[rule] == 0


def test_what_was_answered_stays(som: WorkspacePage, clock: Callable[[datetime], None]) -> None:
    drafts()
    clock(NOW + timedelta(days=3000))
    list(retention.apply())
    response = Response.objects.get()
    assert (response.answers["a1"], response.drafts) == ("nee", {})
    assert AnswerEvent.objects.get().question == "a1"


@pytest.mark.parametrize("who", ["chloe", "hana", "joke"])
def test_who_has_a_place_is_not_forgotten(
    who: str, everybody: dict[str, cast.Person], clock: Callable[[datetime], None]
) -> None:
    clock(NOW + timedelta(days=3000))
    list(retention.apply())
    assert User.objects.get(pk=everybody[who].who.pk).email == f"{who}@schakel.example"


def test_the_two_years_begin_when_the_last_place_ends(chloe: cast.Person, clock: Callable[[datetime], None]) -> None:
    clock(NOW + timedelta(days=3000))
    people.release(chloe.who.memberships.get(), by=None)
    chloe.who.affiliations.update(until=timezone.now())
    clock(NOW + timedelta(days=3000 + 729))
    list(retention.apply())
    assert User.objects.filter(email="chloe@schakel.example").exists()
    clock(NOW + timedelta(days=3000 + 731))
    list(retention.apply())
    assert not User.objects.filter(email="chloe@schakel.example").exists()


def test_by_command(som: WorkspacePage, clock: Callable[[datetime], None]) -> None:
    rows = mail()
    clock(NOW + timedelta(days=91))

    def told(*words: str) -> str:
        out = io.StringIO()
        call_command("retention", *words, stdout=out)
        return out.getvalue()

    before = Line.objects.count()
    assert "mail.done: 1 would go (90 days after it was due)" in told("--dry-run")
    assert rows.count() == 1
    assert Line.objects.count() == before
    assert "mail.done: 1 gone" in told()
    assert "mail.done: 0 gone" in told()
