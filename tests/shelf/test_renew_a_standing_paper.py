"""A standing paper on the shelf: its versions, who is told of a new one, what is found, what stands side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from schakel.files import papers
from schakel.files.models import Paper
from schakel.search import index
from schakel.shelf import shelving
from schakel.shelf.models import StandingPaper, StandingVersion
from schakel.shelf.shelving import About
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.meetings.files import pdf


@pytest.fixture
def mandate(som: WorkspacePage, aisha: cast.Person, bram: cast.Person, chloe: cast.Person) -> StandingPaper:
    about = About(title="Mandaat", kind="mandate", owner=aisha.who, told_roles=["member"])
    return shelving.shelve(som, pdf(), about, dated=date(2019, 1, 2), by=aisha.who)


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_secretary_renews_it_and_the_old_one_stays_readable(
    mandate: StandingPaper, aisha: cast.Person, chloe: cast.Person
) -> None:
    old = mandate.versions.get().paper
    answer = aisha.posts("standing_renew", mandate.pk, file=pdf(pages=3), dated="2020-03-01", note="Langere termijn")
    assert answer.status_code == 302
    page = text(chloe.gets("standing", mandate.pk))
    assert page.index("Versie 2") < page.index("Versie 1")
    assert "1 maart 2020" in page
    assert "Langere termijn" in page
    assert "geldt nu" in page[page.index("Versie 2") : page.index("Versie 1")]
    assert chloe.gets("paper", old.pk).status_code == 200
    assert "Dit is versie 1" in text(chloe.gets("paper_show", old.pk))


def test_who_must_know_is_told_and_nobody_else(
    mandate: StandingPaper, aisha: cast.Person, bram: cast.Person, rachid: cast.Person
) -> None:
    cast.work()
    mail.outbox.clear()
    shelving.renew(mandate, pdf(pages=3), by=aisha.who)
    cast.work()
    assert [letter.to[0] for letter in mail.outbox] == ["chloe@schakel.example"]
    assert "Een vast stuk is vernieuwd." in mail.outbox[0].body
    assert f"/stukken/vast/{mandate.pk}/" in mail.outbox[0].body
    assert "Mandaat" not in mail.outbox[0].body + mail.outbox[0].subject


def test_a_seat_can_be_named_too(
    mandate: StandingPaper, aisha: cast.Person, bram: cast.Person, rachid: cast.Person
) -> None:
    seat = cast.seat("som", "Ministerie van Voorbeeld")
    shelving.change(mandate, About(title="Mandaat", kind="mandate", told_seats=[seat]), by=aisha.who)
    shelving.renew(mandate, pdf(pages=3), by=aisha.who)
    mail.outbox.clear()
    cast.work()
    assert [letter.to[0] for letter in mail.outbox] == ["rachid@schakel.example"]


def test_doing_it_twice_does_it_once(mandate: StandingPaper, som: WorkspacePage, aisha: cast.Person) -> None:
    first = shelving.renew(mandate, pdf(pages=3), by=aisha.who)
    assert shelving.renew(mandate, pdf(pages=3), by=aisha.who) == first
    assert mandate.versions.count() == 2
    again = shelving.shelve(som, pdf(pages=4), About(title="Mandaat"), key=mandate.key, by=aisha.who)
    assert again == mandate
    assert Paper.objects.count() == 2


def test_only_the_newest_is_found(mandate: StandingPaper, aisha: cast.Person, chloe: cast.Person) -> None:
    old = mandate.versions.get().paper
    new = shelving.renew(mandate, pdf(pages=3), by=aisha.who).paper
    assert [hit.subject for hit in index.find(chloe.who, "mandaat")] == [new.pk]
    shelving.change(mandate, About(title="Opdracht", kind="mandate"), by=aisha.who)
    assert [hit.subject for hit in index.find(chloe.who, "opdracht")] == [new.pk]
    shelving.take_off(new, by=aisha.who)
    assert [hit.subject for hit in index.find(chloe.who, "opdracht")] == [old.pk]
    shelving.take_off(old, by=aisha.who)
    assert not StandingPaper.objects.exists()
    assert not index.find(chloe.who, "opdracht").exists()


def test_the_shelf_shows_kinds_and_what_was_there_before(
    mandate: StandingPaper, som: WorkspacePage, aisha: cast.Person, chloe: cast.Person
) -> None:
    papers.add(som, pdf(pages=5), title="Van vroeger", by=aisha.who)
    page = text(chloe.gets("shelf", som.pk))
    assert page.index("Mandaat</h2>") < page.index("Ander stuk</h2>") < page.index("Van vroeger")
    assert "Stuk toevoegen" not in page
    assert "Stuk toevoegen" in text(aisha.gets("shelf", som.pk))
    assert "Alle 2 vaste stukken" in text(chloe.gets(som.url))


def method(space: WorkspacePage, by: cast.Person, who: str, subject: str, pages: int) -> StandingPaper:
    about = About(
        title=f"Zo doet {who} het", kind="method", subject=subject, summary=f"In het kort van {who}",
        organisation=cast.organisation(who),
    )  # fmt: skip
    return shelving.shelve(space, pdf(pages=pages), about, by=by.who)


def test_working_methods_stand_side_by_side(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    for pages, (who, subject) in enumerate([("Fier", "intake"), ("CoMensha", "Intake"), ("Fier", "")], 1):
        method(som, aisha, who, subject, pages)
    page = text(chloe.gets("shelf_methods", som.pk))
    assert page.count("Intake</h2>") == 1
    assert page.index("In het kort van CoMensha") < page.index("In het kort van Fier")
    assert page.index("Intake</h2>") < page.index("Overige</h2>")
    assert "Werkwijzen naast elkaar" in text(chloe.gets("shelf", som.pk))


def test_without_methods_the_page_says_what_to_do(som: WorkspacePage, chloe: cast.Person) -> None:
    assert "Er staan nog geen werkwijzen" in text(chloe.gets("shelf_methods", som.pk))


def test_it_asks_as_often_for_many_as_for_few(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as questions:
            chloe.gets(name, som.pk)
        return len(questions)

    method(som, aisha, "Fier", "intake", 1)
    few = [(asked(name), asked(name))[1] for name in ("shelf", "shelf_methods")]
    for pages in range(2, 6):
        method(som, aisha, "CoMensha", "intake", pages)
    assert [asked(name) for name in ("shelf", "shelf_methods")] == few


READS = {
    "aisha": 200,
    "bram": 200,
    "chloe": 200,
    "rachid": 200,
    "quirine": 200,
    "esra": 404,
    "karel": 404,
    "oscar": 404,
}
WRITES = {name: (403 if status == 200 and name != "aisha" else status) for name, status in READS.items()}


@pytest.mark.parametrize("name", READS)
def test_who_may(mandate: StandingPaper, som: WorkspacePage, name: str) -> None:
    person = cast.person(name)
    for route, key in (("standing", mandate.pk), ("shelf", som.pk), ("shelf_methods", som.pk)):
        assert person.gets(route, key).status_code == READS[name]
    for route, key in (("standing_renew", mandate.pk), ("standing_change", mandate.pk), ("paper_shelve", som.pk)):
        assert person.gets(route, key).status_code == WRITES[name]


def test_what_is_refused_keeps_what_was_typed(
    mandate: StandingPaper, som: WorkspacePage, aisha: cast.Person, esra: cast.Person
) -> None:
    page = text(aisha.posts("paper_shelve", som.pk, title="Brief", summary="Getypt", file=pdf("x.exe"), tlp="green"))
    assert "soort bestand kan niet" in page
    assert "Getypt" in page
    page = text(aisha.posts("standing_change", mandate.pk, title="Het BSN is 123456782.", kind="mandate"))
    assert "Haal het weg, of leg uit waarom" in page
    with pytest.raises(ValidationError, match="hoort niet bij deze werkruimte"):
        shelving.change(mandate, About(title="x", owner=esra.who), by=aisha.who)
    mandate.refresh_from_db()
    assert mandate.title == "Mandaat"


def test_a_virus_takes_the_version_along(mandate: StandingPaper, aisha: cast.Person, chloe: cast.Person) -> None:
    version = shelving.renew(mandate, pdf(pages=3), by=aisha.who)
    papers.condemn(version.paper, "Proef")
    assert StandingVersion.objects.get().number == 1
    assert "Versie 1" in text(chloe.gets("standing", mandate.pk))
