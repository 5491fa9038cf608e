"""Minutes as a Word file and as a tagged PDF: the same words, the mark on each page."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from meetings import blocks
from meetings.actions import minutes
from meetings.models import AgendaItem, MinutesPage
from tests import cast

LONG = "".join(f"<p>Alinea {number} van een lang verslag.</p>" for number in range(90))
TABLE = blocks.table([["Regio", "Weken"], ["<p>Noord</p>", "<p><b>12</b></p>"]])


@pytest.fixture
def whole(circulated: MinutesPage, item: AgendaItem, aisha: cast.Person) -> MinutesPage:
    body = [
        (
            "discussion",
            {"item": item, "text": f"<h3>Kop</h3><ul><li>een</li></ul><p>#let x = $y$ <b>vet</b></p>{LONG}"},
        ),
        ("table", TABLE),
        ("decision", {"item": item, "text": "Het SOM vraagt om cijfers.", "review_on": None}),
    ]
    minutes.write(circulated.meeting, body=body, by=aisha.who)
    return minutes.circulate(circulated, by=aisha.who)


def test_the_pdf_is_tagged_and_carries_the_mark_on_each_page(whole: MinutesPage, chloe: cast.Person) -> None:
    answer = chloe.gets("minutes_pdf", whole.meeting.pk)
    assert "attachment" in answer.headers["Content-Disposition"]
    reader = PdfReader(BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"][:2]) == (True, "nl")
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > 1
    assert all("TLP:AMBER" in page and "CONCEPT, nog niet vastgesteld" in page for page in pages)
    words = "\n".join(pages)
    for told in ("1. Wachttijd bij aangifte", "#let x = $y$ vet", "Noord", "Besluit", "Alinea 89"):
        assert told in words, told


def test_the_word_file_has_headings_lists_and_tables(whole: MinutesPage, chloe: cast.Person) -> None:
    document = Document(BytesIO(chloe.gets("minutes_docx", whole.meeting.pk).content))
    styled = {(each.style.name, each.text) for each in document.paragraphs}
    assert {("Heading 2", "1. Wachttijd bij aangifte"), ("Heading 3", "Kop"), ("List Bullet", "een")} <= styled
    assert ("Besluit", "Besluit\nHet SOM vraagt om cijfers.") in styled
    assert [cell.text for row in document.tables[0].rows for cell in row.cells] == ["Regio", "Weken", "Noord", "12"]
    assert "TLP:AMBER" in document.sections[0].header.paragraphs[0].text
    assert "CONCEPT" in document.sections[0].header.paragraphs[0].text
    assert 'w:val="nl-NL"' in document.styles["Normal"].element.xml


def test_adopted_it_is_no_concept_and_ends_with_its_hash(adopted: MinutesPage, chloe: cast.Person) -> None:
    reader = PdfReader(BytesIO(chloe.gets("minutes_pdf", adopted.meeting.pk).content))
    words = "".join(page.extract_text() for page in reader.pages)
    assert "CONCEPT" not in words
    assert adopted.fingerprint in words.replace("\n", "")
    document = Document(BytesIO(chloe.gets("minutes_docx", adopted.meeting.pk).content))
    assert adopted.fingerprint in document.paragraphs[-1].text


@pytest.mark.parametrize("route", ["minutes_pdf", "minutes_docx", "minutes_compare"])
def test_a_draft_is_kept_by_its_writer_alone(draft: MinutesPage, route: str) -> None:
    got = {name: cast.person(name).gets(route, draft.meeting.pk).status_code for name in ("aisha", "bram", "esra")}
    assert got == {"aisha": 200, "bram": 404, "esra": 404}
