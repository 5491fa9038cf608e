"""Payloads × sinks: what somebody typed stands on every page, in every mail and file as words, and does nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from icalendar import Calendar

from meetings.actions import agenda, attendance, meeting, minutes
from meetings.attendance_list import places
from meetings.blocks import clean_html
from meetings.models import MeetingPage
from schakel.accounts import people
from schakel.directory.models import FrameEntry, Organisation
from schakel.files import papers
from surveys.actions import invitations, responses, rounds
from surveys.models import Invitation
from tests import cast
from tests.files.papers import pdf
from tests.shield.alive import alive
from tests.surveys.questionnaire.books import book

pytestmark = pytest.mark.django_db
# each is short enough for a title; MARK says on which pages it stood
MARK = "merk7"
PAYLOADS = {
    "a script": f"<script>{MARK}()</script></title></textarea><svg/onload={MARK}()>"
    "{{ settings.SECRET_KEY }}{% debug %}",
    "an attribute": f"javascript:{MARK}()//\"><img src=x onerror={MARK}()>' onfocus='{MARK}()' x='"
    "%(pk)s{0.__class__}</script><!--",
}


@dataclass(frozen=True)
class Stage:
    """A world in which everything that has a name is named by an enemy."""

    held: MeetingPage
    item: int
    paper: int
    slug: str
    invitation: Invitation


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    return PAYLOADS[request.param]


@pytest.fixture
def stage(payload: str, everybody: dict[str, cast.Person]) -> Stage:
    aisha, ivo, som = everybody["aisha"], everybody["ivo"], cast.workspace("som")
    for person in everybody.values():
        if person.user:
            type(person.user).objects.filter(pk=person.user.pk).update(name=payload)
    Organisation.objects.filter(name="Fier").update(name=payload)
    now = timezone.now()
    held = meeting.plan(
        som, title=payload, slug="x", begins=now, ends=now + timedelta(hours=2), place=payload, by=aisha.who
    )
    item = agenda.add_item(held, title=payload, paper=pdf(), owner_text=payload, by=aisha.who)
    shelf = papers.add(som, pdf(), title=payload, by=aisha.who)
    text = {"item": item, "text": f"Tekst {payload}"}
    due = {"owner": everybody["chloe"].who, "due": now.date()}
    body = [("discussion", text), ("decision", text), ("action", {**text, **due}), ("text", f"<p>Tekst</p>{payload}")]
    page = minutes.write(held, body=body, title=payload, by=aisha.who)
    attendance.record(held, {place.seat: ("substituted", payload) for place in places(held)}, by=aisha.who)
    minutes.adopt(minutes.circulate(page, by=aisha.who), by=aisha.who, without_meeting="Zo is afgesproken.")
    own = cast.municipality(name=payload)
    FrameEntry.objects.create(
        year=2019, municipality=own, name=payload, province=own.province, population=1000, size_class="<20k"
    )
    survey = rounds.plan(cast.workspace("gemeenten"), title=payload, slug="ronde", year=2019, by=ivo.who)
    rounds.ask(survey, workbook(payload), by=ivo.who)
    [sent] = invitations.invite(rounds.open(survey, by=ivo.who), by=ivo.who)
    response = responses.begin(sent)
    responses.save(response, {"a1": "ja", "a2": payload})
    return Stage(held, item.pk, shelf.pk, "ronde", sent)


def workbook(payload: str) -> bytes:
    survey = [
        ["type", "name", "label", "hint", "required"], ["begin_group", "a", payload, payload],
        ["select_one ja_nee", "a1", payload, payload, "yes"], ["text", "a2", payload, payload], ["end_group"],
    ]  # fmt: skip
    return book(survey, [["list_name", "name", "label"], ["ja_nee", "ja", payload], ["ja_nee", "nee", payload]])


def pages(stage: Stage) -> Iterator[tuple[str, str]]:
    """Yield who asks for what: every page on which words of a stranger may stand."""
    held = stage.held
    for path in (
        "/werkruimtes/som/", held.url, f"{held.url}notulen/", "/overzicht/", f"/zoeken/?q={MARK}",
        f"/vergaderingen/werkruimte/{cast.workspace('som').pk}/",
        f"/vergaderingen/werkruimte/{cast.workspace('som').pk}/besluiten/",
        f"/vergaderingen/werkruimte/{cast.workspace('som').pk}/actiepunten/?stand=alle",
    ):  # fmt: skip
        yield "chloe", path
    for path in (
        f"/vergaderingen/{held.pk}/agenda-maken/", f"/vergaderingen/{held.pk}/agenda-maken/{stage.item}/",
        f"/vergaderingen/{held.pk}/aanwezigheid/", f"/vergaderingen/{held.pk}/leiden/",
    ):  # fmt: skip
        yield "aisha", path
    yield "karel", "/mensen/"
    for path in ("/onderzoek/", "/onderzoek/ronde/", "/onderzoek/ronde/uitnodigingen/", "/onderzoek/ronde/respons/",
                 "/onderzoek/ronde/resultaten/"):  # fmt: skip
        yield "ivo", path
    for path in ("vragen/", "onderdelen/", "onderdelen/a/", "controleren/"):
        yield "hana", f"/vragenlijst/ronde/{path}"


def test_it_stands_on_every_page_and_does_nothing(
    stage: Stage, payload: str, everybody: dict[str, cast.Person]
) -> None:
    shown = set()
    for who, path in pages(stage):
        answer = everybody[who].gets(path)
        assert answer.status_code in (200, 302, 403), path
        page = answer.content.decode()
        assert alive(page) == [] if page else True, path
        if MARK in page:
            shown.add(path)
    assert len(shown) >= 14, shown


def test_it_does_nothing_at_the_desk(stage: Stage, everybody: dict[str, cast.Person]) -> None:
    shown = 0
    for path in (
        "/beheer/", "/beheer/pages/", f"/beheer/pages/{cast.workspace('som').pk}/",
        f"/beheer/pages/{stage.held.pk}/edit/", f"/beheer/pages/{stage.held.pk}/history/",
        f"/beheer/pages/{stage.held.pk}/usage/", "/beheer/reports/site-history/", "/beheer/pages/search/?q=merk7",
        f"/beheer/pages/{stage.held.pk}/delete/",
    ):  # fmt: skip
        answer = everybody["aisha"].client.get(path, follow=True)
        page = answer.content.decode()
        assert alive(page, desk=True) == [], path
        shown += MARK in page
    assert shown >= 5


def test_it_does_nothing_in_a_message(stage: Stage, everybody: dict[str, cast.Person]) -> None:
    path = f"/onderzoek/ronde/uitnodigingen/{stage.invitation.pk}/vernieuwen/"
    page = everybody["ivo"].client.post(path, follow=True).content.decode()
    assert "De nieuwe koppeling van" in page
    assert alive(page) == []


def test_it_does_nothing_in_a_mail(stage: Stage, payload: str, everybody: dict[str, cast.Person]) -> None:
    people.invite("nieuw@x.example", name=payload, by=everybody["karel"].who)
    cast.work()
    assert len(mail.outbox) >= 3
    for message in mail.outbox:
        html = str(message.alternatives[0][0])
        assert alive(html) == []
        assert MARK not in str(message.subject)
        assert "SECRET_KEY }}" in html or "SECRET_KEY" not in html, "a template in a name is not run"
    assert any(MARK in str(message.body) for message in mail.outbox)


def test_it_does_nothing_among_the_problems_of_an_import(payload: str, ivo: cast.Person) -> None:
    survey = rounds.plan(cast.workspace("gemeenten"), title="Proef", slug="proef", year=2019, by=ivo.who)
    broken = book([["type", "name", "label"], [payload, payload, payload], ["select_one x", "b", payload]])
    page = ivo.posts("survey_ask", survey.slug, file=_file("vragen.xlsx", broken)).content.decode()
    assert MARK in page
    assert alive(page) == []
    frame = f"gm_code;{payload}\n{payload};1".encode()
    page = ivo.posts("survey_frame", file=_file(f"{payload}.csv", frame), year="2019").content.decode()
    assert alive(page) == []


def _file(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_it_does_nothing_in_a_form_that_is_shown_again(payload: str, everybody: dict[str, cast.Person]) -> None:
    form = {"name": payload, "email": payload, "seat": payload, "role": payload, "login": payload, "password": payload}
    for who, name in (("karel", "people_invite"), ("karel", "people_admit"), ("nobody", "account_login"),
                      ("nobody", "account_reset_password"), ("ivo", "survey_plan")):  # fmt: skip
        page = everybody[who].posts(name, **form).content.decode()
        assert alive(page) == [], name


def test_a_browser_with_such_a_name_does_nothing(payload: str, chloe: cast.Person) -> None:
    chloe.client.logout()
    chloe.client.post(
        "/account/login/", {"login": chloe.who.email, "password": "een lange zin"}, headers={"User-Agent": payload}
    )
    page = chloe.gets("usersessions_list").content.decode()
    assert "Onbekende browser" in page  # what it calls itself is not repeated
    assert MARK not in page


RICH = [
    "<p onclick=merk7()>x</p>",
    "<script>merk7()</script>",
    "<a href='javascript:merk7()'>x</a>",
    "<img src=x onerror=merk7()>",
    "<a href=' java\tscript:merk7()'>x</a>",
    "<svg><script>merk7()</script></svg>",
    "<iframe src=//kwaad.example></iframe>",
    "<p style='position:fixed'>x</p>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=merk7()>",
    "<base href=//x.example>",
    "<form action=//kwaad.example><input></form>",
    "<a href='data:text/html,<script>merk7()</script>'>x</a>",
    "<embed embedtype='media' url='http://127.0.0.1/'/>",
    "<noscript><p title='</noscript><img src=x onerror=merk7()>'>",
    "<a href='//kwaad.example' target=_blank rel=opener>x</a>",
    "<meta http-equiv=refresh content='0;url=//x.example'>",
]


@pytest.mark.parametrize("source", RICH)
def test_rich_text_keeps_words_and_links_alone(source: str) -> None:
    clean = clean_html(f"<div>{source}</div>")
    assert alive(f"<html><body>{clean}</body></html>") == []
    assert set(re.findall(r"<(\w+)", clean)) <= {"p", "a"}
    assert "target" not in clean


def test_what_is_written_as_minutes_is_clean_when_it_is_stored(everybody: dict[str, cast.Person]) -> None:
    aisha, now = everybody["aisha"], timezone.now()
    held = meeting.plan(cast.workspace("som"), title="Overleg", begins=now, ends=now + timedelta(hours=1), by=aisha.who)
    for source in RICH:
        try:
            page = minutes.write(held, body=[("text", f"<p>Tekst</p>{source}")], by=aisha.who)
        except ValidationError:
            continue  # refused in words
        assert alive(f"<html><body>{page.body[0].value.source}</body></html>") == []
    assert alive(aisha.gets(f"{held.url}notulen/").content.decode()) == []


@pytest.mark.parametrize("evil", ["x\r\nATTENDEE:mailto:kwaad@x.example", "x\nEND:VEVENT\nBEGIN:VEVENT", "a;b,c\\n:d"])
def test_a_place_adds_no_line_to_a_calendar(evil: str, everybody: dict[str, cast.Person]) -> None:
    aisha, now = everybody["aisha"], timezone.now()
    held = meeting.plan(
        cast.workspace("som"), title=evil, slug="x", begins=now, ends=now + timedelta(hours=1), place=evil, by=aisha.who
    )
    file = aisha.gets("meeting_ics", held.pk).content
    [event] = Calendar.from_ical(file).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert file.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    assert set(event) == {
        "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "URL", "CLASS", "STATUS", "ORGANIZER"
    }  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        'a"; filename="x.html',
        "a\r\nSet-Cookie: x=1",
        "a\u202egpj.exe",
        "../../etc/passwd",
        "a\x00b",
        "é" * 100,
        "a;b=c",
    ],
)
def test_a_title_writes_no_header(title: str, aisha: cast.Person) -> None:
    try:
        paper = papers.add(cast.workspace("som"), pdf(), title=title, by=aisha.who)
    except (ValidationError, ValueError):
        return
    answer: Any = aisha.gets("paper", paper.pk)
    one_name = r"""(filename="[^"\\\x00-\x1f;/]+\.pdf"|filename\*=utf-8''[A-Za-z0-9%._~-]+\.pdf)"""
    assert re.fullmatch(rf"(inline|attachment); {one_name}", answer["Content-Disposition"])
    assert "x" not in answer.cookies


@pytest.mark.parametrize(
    "name", ["a\r\nX: y.pdf", "..\\..\\x.pdf", "a/b/../c.pdf", "\u202efdp.pdf", "x" * 300 + ".pdf"]
)
def test_the_name_of_a_file_chooses_no_place(name: str, aisha: cast.Person) -> None:
    file = SimpleUploadedFile("x.pdf", pdf().read(), "application/pdf")
    file._name = name
    try:
        paper = papers.add(cast.workspace("som"), file, title="Stuk", by=aisha.who)
    except (ValidationError, ValueError):
        return
    stored = str(paper.file.name)
    assert ".." not in stored
    assert not set(stored) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-")
