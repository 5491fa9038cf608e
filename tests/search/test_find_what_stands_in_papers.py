"""What is inside a file is found once the worker read it, and a hit leads to its page."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter

from cms.demo.paper import paper as page_of
from meetings.actions import agenda
from meetings.models import AgendaItem, MeetingPage
from schakel.files.models import Paper
from schakel.files.places import places_of
from schakel.search import index
from schakel.search.models import Entry, Posting
from tests import cast
from tests.files import papers


def book(*pages: str) -> SimpleUploadedFile:
    """Return a PDF with one page for each text."""
    writer, buffer = PdfWriter(), io.BytesIO()
    for text in pages:
        writer.append(PdfReader(io.BytesIO(page_of("x.pdf", "Blad", [text]).read())))
    writer.write(buffer)
    return SimpleUploadedFile("stuk.pdf", buffer.getvalue(), "application/pdf")


def sheets() -> bytes:
    file, buffer = openpyxl.Workbook(), io.BytesIO()
    file.active.append(["Inleiding"])
    file.create_sheet("Cijfers").append(["ooievaars", 12])
    file.save(buffer)
    return buffer.getvalue()


def slides() -> bytes:
    """Return a presentation of two slides, of which the second file is shown first."""
    space, buffer = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"', io.BytesIO()
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(buffer, "w") as file:
        for number, word in ((1, "reiger"), (2, "ooievaar")):
            file.writestr(f"ppt/slides/slide{number}.xml", f"<p:sld xmlns:p='p' {space}><a:t>{word}</a:t></p:sld>")
        order = "<p:sldId r:id='r2'/><p:sldId r:id='r1'/>"
        file.writestr("ppt/presentation.xml", f"<p:presentation xmlns:p='p' xmlns:r='{rel}'>{order}</p:presentation>")
        links = "".join(f"<Relationship Id='r{n}' Target='slides/slide{n}.xml'/>" for n in (1, 2))
        file.writestr("ppt/_rels/presentation.xml.rels", f"<Relationships>{links}</Relationships>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "place", "word"),
    [
        ("a.pdf", book("De reiger.", "De ooievaar.").read(), 2, "De ooievaar."),
        ("a.xlsx", sheets(), 2, "ooievaars 12"),
        ("a.pptx", slides(), 1, "ooievaar"),
        ("a.docx", papers.word(), 0, "Dit staat er."),
        ("a.odt", papers.opendocument("<text:p>Op drie mei.</text:p>"), 0, "Op drie mei."),
    ],
)
def test_each_kind_of_file_is_read_by_its_places(name: str, content: bytes, place: int, word: str) -> None:
    assert word in dict(places_of(content, name))[place]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 100])
def test_what_cannot_be_read_has_no_words(content: bytes) -> None:
    for name in ("a.pdf", "a.docx", "a.xlsx", "a.pptx", "a.ods", "a.png", "a"):
        assert "".join(text for _, text in places_of(content, name)) == ""


@pytest.fixture
def stork(item: AgendaItem, aisha: cast.Person) -> Paper:
    file = book("De reiger staat in het riet.", "De ooievaar staat op het nest.", "De reiger vliegt weg.")
    return agenda.add_paper(item, file, title="Vogels", by=aisha.who)


def test_a_hit_leads_to_the_page(stork: Paper, chloe: cast.Person) -> None:
    assert "Vogels" in chloe.gets("/zoeken/?q=vogels").content.decode().replace("<mark>", "").replace("</mark>", "")
    assert "0 resultaten" in chloe.gets("/zoeken/?q=ooievaar").content.decode()
    cast.work()
    page = chloe.gets("/zoeken/?q=ooievaars").content.decode()
    assert f'href="/stukken/{stork.pk}/bekijken/?plek=2"' in page
    assert "De <mark>ooievaar</mark> staat op het nest." in page
    assert "blz. 2" in page
    shown = chloe.gets(f"/stukken/{stork.pk}/bekijken/?plek=2").content.decode()
    assert f'src="/stukken/{stork.pk}/#page=2"' in shown
    assert "Gevonden op bladzijde 2." in shown


@pytest.mark.parametrize("place", ["0", "-1", "x", "9" * 50, "2#x", "²"])
def test_an_odd_place_shows_the_paper(stork: Paper, chloe: cast.Person, place: str) -> None:
    assert chloe.gets(f"/stukken/{stork.pk}/bekijken/?plek={place}").status_code == 200


def test_words_may_stand_on_several_pages(stork: Paper, chloe: cast.Person) -> None:
    cast.work()
    assert f"/stukken/{stork.pk}/bekijken/?plek=1" in chloe.gets("/zoeken/?q=reiger riet ooievaar").content.decode()
    assert index.find(chloe.who, "reiger ooievaar nest").count() == 1
    assert not index.find(chloe.who, "reiger kraanvogel").exists()


def test_it_is_read_once_and_goes_with_its_paper(
    stork: Paper, item: AgendaItem, meeting: MeetingPage, aisha: cast.Person, chloe: cast.Person
) -> None:
    cast.work()
    agenda.change_item(item, title="Andere titel", by=aisha.who)
    assert cast.work() == 0
    assert index.find(chloe.who, "ooievaar").exists()
    agenda.remove_paper(item, stork, by=aisha.who)
    assert not index.find(chloe.who, "ooievaar").exists()
    assert not Posting.objects.filter(stem__in=index.stems("ooievaar")).exists()
    assert not Entry.objects.filter(kind="files.paper").exists()


def test_a_job_that_comes_too_late_finds_nothing_to_do(
    stork: Paper, item: AgendaItem, aisha: cast.Person, chloe: cast.Person
) -> None:
    agenda.remove_paper(item, stork, by=aisha.who)
    cast.work()
    assert not index.find(chloe.who, "ooievaar").exists()
