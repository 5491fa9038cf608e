"""Zoë, who left something everywhere. Her name shows how JSON and HTML write what is not ASCII."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from meetings.actions import agenda, attendance, minutes
from meetings.actions import meeting as meetings
from meetings.attendance_list import places
from meetings.models import MinutesPage
from schakel.accounts import people
from schakel.accounts.models import User
from schakel.files import papers
from schakel.mail import outbox
from schakel.search import index
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import pdf

ADDRESS, NAME = "zoe.dhondt@schakel.example", "Zoë D'Hondt (verzonnen)"


@pytest.fixture
def mail_folder(tmp_path: Path, settings: Any) -> Path:
    settings.EMAIL_BACKEND = "schakel.mail.backend.FolderBackend"
    settings.EMAIL_FOLDER = tmp_path / "mail"
    return tmp_path / "mail"


@pytest.fixture
def zoe(som: WorkspacePage, aisha: cast.Person, karel: cast.Person, mail_folder: Path) -> User:
    """Zoë came in by an invitation, sits in the SOM, logs in, and opened a paper."""
    invited = people.invite(ADDRESS, name=NAME, seat=cast.seat("som", "Fier"), by=karel.who)
    user = people.accept(invited, password="een lange zin om te onthouden")
    outbox.enqueue("account.password_reset_key", to=ADDRESS, key=f"reset:{ADDRESS}")
    cast.work()
    return user


@pytest.fixture
def browser(zoe: User) -> cast.Person:
    person = cast.Person(None)
    person.posts("/account/login/", login=ADDRESS, password="een lange zin om te onthouden")
    assert person.gets("overview").status_code == 200
    return person


def _held(som: WorkspacePage, aisha: cast.Person, zoe: User, title: str, day: datetime) -> MinutesPage:
    """Return the circulated minutes of a meeting where Zoë brought something in and was named."""
    meeting = meetings.plan(som, title=title, begins=day, ends=day + timedelta(hours=1), by=aisha.who)
    item = agenda.add_item(meeting, title=f"Voorstel van {NAME}", owner=zoe, by=aisha.who)
    agenda.add_item(meeting, title="Rondvraag", owner_text=NAME, by=aisha.who)
    came = {place.seat: "present" for place in places(meeting)}
    came[next(seat for seat in came if str(seat) == "Fier")] = ("substituted", NAME)
    attendance.record(meeting, came, by=aisha.who)
    body = [
        ("discussion", {"item": item, "text": "<p>Zoë D&#x27;Hondt (verzonnen) licht toe.</p>"}),
        ("decision", {"item": item, "text": f"{NAME} maakt een verslag.", "review_on": day.date()}),
        ("action", {"item": item, "text": "Verslag maken", "owner": zoe, "due": day.date()}),
    ]
    return minutes.circulate(minutes.write(meeting, body=body, by=aisha.who), by=aisha.who)


@pytest.fixture
def circulated(som: WorkspacePage, aisha: cast.Person, zoe: User) -> MinutesPage:
    return _held(som, aisha, zoe, "Eerste overleg", timezone.now() + timedelta(days=3))


@pytest.fixture
def adopted(som: WorkspacePage, aisha: cast.Person, zoe: User) -> MinutesPage:
    return minutes.adopt(
        _held(som, aisha, zoe, "Tweede overleg", timezone.now() + timedelta(days=4)),
        by=aisha.who,
        without_meeting="Zo is afgesproken.",
    )


@pytest.fixture
def traces(som: WorkspacePage, aisha: cast.Person, browser: cast.Person, zoe: User) -> None:
    """A paper, a page and a search entry that name her, and what she did herself."""
    paper = papers.add(som, pdf(), title=f"Brief van {NAME}", by=aisha.who)
    index.put(paper)
    assert browser.gets("paper", paper.pk).status_code == 200
    assert browser.gets("paper", 999_999).status_code == 404
    som.purpose = f"Vragen? {NAME}, {ADDRESS.upper()}"
    som.save_revision(user=zoe, log_action=True).publish()
    Page.objects.filter(pk=som.pk).update(owner=zoe)
