"""A Word file becomes minutes or an agenda, after somebody has seen what it becomes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.shared import RGBColor
from PIL import Image

from meetings.actions import minutes
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from tests import cast
from tests.meetings.files import pdf


def word(write: Callable[[Any], object]) -> SimpleUploadedFile:
    document, file = Document(), BytesIO()
    write(document)
    document.save(file)
    return SimpleUploadedFile("verslag.docx", file.getvalue())


def a_report(document: Any) -> None:
    document.add_heading("1. Wachttijd bij aangifte", 1)
    paragraph = document.add_paragraph("De leden wachten op ")
    paragraph.add_run("cijfers").bold = True
    document.add_paragraph("Besluit: het SOM vraagt om cijfers.")
    document.add_heading("Cijfers per regio", 2)
    document.add_paragraph("Noord", style="List Bullet")
    document.add_paragraph("Zuid", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("Regio", "Weken", "Noord", "12"), strict=True):
        cell.text = text
    coloured = document.add_paragraph().add_run("Rood.")
    coloured.font.color.rgb = RGBColor(0xC0, 0, 0)
    document.sections[0].header.paragraphs[0].text = "Briefhoofd"


def an_agenda(document: Any) -> None:
    document.add_heading("Agenda SOM", 0)
    for line in (
        "Opening (5 min)",
        "Notulen vorige keer – 10 minuten",
        "Wachttijd bij aangifte",
        "Rondvraag en sluiting",
    ):
        document.add_paragraph(line, style="List Number")


def hidden(shown: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', shown)
    assert found, name
    return unescape(found[1])


def test_structure_is_kept_and_the_rest_listed(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    shown = aisha.posts("minutes_import", meeting.pk, file=word(a_report)).content.decode()
    assert not MinutesPage.objects.exists()
    for kept in ("<b>cijfers</b>", "<li>Noord</li>", "<th>Regio</th>", "Het SOM", "<h2>Cijfers per regio</h2>"):
        assert kept.lower() in shown.lower(), kept
    for lost in ("kleuren en markeringen", "kop- en voetteksten"):
        assert lost in shown, lost
    assert aisha.posts("minutes_take_over", meeting.pk, reading=hidden(shown, "reading"),
                       key=hidden(shown, "key")).status_code == 302  # fmt: skip
    page = MinutesPage.objects.get()
    kinds = [(each["type"], (each["value"] or {}).get("item") if isinstance(each["value"], dict) else None)
             for each in page.body.raw_data]  # fmt: skip
    assert kinds == [("discussion", str(item.pk)), ("decision", str(item.pk)), ("text", None), ("table", None),
                     ("text", None)]  # fmt: skip
    assert "Weken" in aisha.gets(page.url).content.decode()
    minutes.circulate(page, by=aisha.who)


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = f'''<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Bron: het \
verslag.</w:t></w:r></w:p></w:footnote></w:footnotes>'''
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def with_a_footnote(file: SimpleUploadedFile) -> SimpleUploadedFile:
    """Put a footnote behind the first paragraph, as Word does."""
    made = BytesIO()
    with ZipFile(BytesIO(file.read())) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            mark = b'<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
            changed = {
                "word/document.xml": text.replace(b"</w:p>", mark, 1),
                "word/_rels/document.xml.rels": text.replace(
                    b"</Relationships>",
                    f'<Relationship Id="rId99" Type="{RELATION}" Target="footnotes.xml"/></Relationships>'.encode(),
                ),
                "[Content_Types].xml": text.replace(
                    b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{TYPE}"/></Types>'.encode()
                ),
            }
            new.writestr(name, changed.get(name, text))
        new.writestr("word/footnotes.xml", NOTES)
    return SimpleUploadedFile("verslag.docx", made.getvalue())


def test_a_footnote_and_an_image_are_listed_and_not_lost_unseen(meeting: MeetingPage, aisha: cast.Person) -> None:
    picture = BytesIO()
    Image.new("RGB", (4, 4), "red").save(picture, "PNG")
    picture.seek(0)

    def write(document: Any) -> None:
        document.add_paragraph("De leden wachten.")
        document.add_paragraph("Verder niets.").add_run().add_picture(picture)

    shown = aisha.posts("minutes_import", meeting.pk, file=with_a_footnote(word(write))).content.decode()
    assert "Voetnoot: Bron: het verslag." in shown
    assert "1 afbeelding<" in shown
    assert "<p>De leden wachten.</p>" in shown
    assert "[1]" not in shown


def test_taking_over_twice_makes_one_draft(meeting: MeetingPage, item: AgendaItem, aisha: cast.Person) -> None:
    shown = aisha.posts("minutes_import", meeting.pk, file=word(a_report)).content.decode()
    for _ in range(2):
        sent = {"reading": hidden(shown, "reading"), "key": hidden(shown, "key")}
        assert aisha.posts("minutes_take_over", meeting.pk, **sent).status_code == 302
    assert MinutesPage.objects.get().revisions.count() == 1


def test_what_was_read_for_another_meeting_is_not_taken(meeting: MeetingPage, aisha: cast.Person) -> None:
    shown = aisha.posts("minutes_take_over", meeting.pk, reading="onzin", key="").content.decode()
    assert "Kies het bestand opnieuw." in shown
    assert not MinutesPage.objects.exists()


def test_the_guard_reads_what_comes_in(meeting: MeetingPage, aisha: cast.Person) -> None:
    file = word(lambda document: document.add_paragraph("Het BSN is 111222333."))
    shown = aisha.posts("minutes_import", meeting.pk, file=file).content.decode()
    sent = {"reading": hidden(shown, "reading"), "key": hidden(shown, "key")}
    assert "te herkennen kan zijn" in aisha.posts("minutes_take_over", meeting.pk, **sent).content.decode()
    assert not MinutesPage.objects.exists()


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (lambda: pdf(), "Dit is geen Word-bestand"),
        (lambda: SimpleUploadedFile("x.docx", b"PK\x03\x04 niets"), "Bewaar het opnieuw"),
        (lambda: word(lambda document: None), "staat geen tekst"),
    ],
)
def test_what_is_no_report_is_refused(meeting: MeetingPage, aisha: cast.Person, file: Any, says: str) -> None:
    assert says in aisha.posts("minutes_import", meeting.pk, file=file()).content.decode()


def test_an_agenda_is_shown_first_and_then_made(meeting: MeetingPage, aisha: cast.Person) -> None:
    shown = aisha.posts("agenda_import", meeting.pk, file=word(an_agenda)).content.decode()
    assert not meeting.items.exists()
    sent: dict[str, Any] = {"reading": hidden(shown, "reading"), "key": hidden(shown, "key")}
    sent |= {f"form-{name}": hidden(shown, f"form-{name}") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for place in range(4):
        sent |= {f"form-{place}-{name}": hidden(shown, f"form-{place}-{name}") for name in ("title", "duration")}
        sent |= {f"form-{place}-kind": ("opening", "minutes", "discussion", "closing")[place]}
        sent |= {f"form-{place}-keep": "on"} if place != 2 else {}
    for _ in range(2):
        assert aisha.posts("agenda_take_over", meeting.pk, **sent).status_code == 302
    rows = meeting.items.values_list("title", "kind", "duration")
    assert list(rows) == [("Opening", "opening", 5), ("Notulen vorige keer", "minutes", 10),
                          ("Rondvraag en sluiting", "closing", 10)]  # fmt: skip


@pytest.mark.parametrize("name", ["bram", "chloe", "esra"])
def test_only_the_secretary_takes_over(meeting: MeetingPage, name: str) -> None:
    code = 404 if name == "esra" else 403
    for route in ("minutes_import", "agenda_import"):
        assert cast.person(name).gets(route, meeting.pk).status_code == code
