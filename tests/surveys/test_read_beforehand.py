"""Before anybody begins, the whole questionnaire can be read, kept, divided, and prepared for."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from surveys.actions import invitations, rounds
from surveys.models import Invitation, Response
from surveys.questionnaire import read_workbook
from tests import cast
from tests.surveys import small
from tests.surveys.questionnaire.books import book

FILES = ("survey_questions_pdf", "survey_questions_docx", "survey_questions_xlsx")


def prepared() -> bytes:
    """Return a questionnaire that says what to gather, from whom, with a matrix and a repeat."""
    columns = ["type", "name", "label", "relevant", "appearance", "gather", "from_whom"]
    return book(
        [
            columns,
            ["begin_group", "a", "A. Beleid"],
            ["select_one ja_nee", "a1", "Is er beleid?"],
            ["integer", "a2", "Hoeveel fte?", "${a1} = 'ja'", "", "Formatieoverzicht", "Personeelszaken"],
            ["end_group"],
            ["begin_group", "m", "M. Wie doet mee?", "", "table-list"],
            ["select_one ja_nee", "m1", "Politie"],
            ["select_one ja_nee", "m2", "Zorg"],
            ["end_group"],
        ],
        [["list_name", "name", "label"], ["ja_nee", "ja", "Ja"], ["ja_nee", "nee", "Nee"]],
    )


@pytest.fixture
def reader(ivo: cast.Person) -> cast.Person:
    survey = rounds.plan(cast.workspace("gemeenten"), title="Proef meting", slug="proef", year=2019, by=ivo.who)
    rounds.ask(survey, prepared(), by=ivo.who)
    small.frame(1)
    [invitation] = invitations.invite(rounds.open(survey, by=ivo.who), by=ivo.who)
    person = cast.Person(None)
    person.gets(Invitation.objects.with_all().get(pk=invitation.pk).path)
    return person


def test_as_a_tagged_pdf(reader: cast.Person) -> None:
    pdf = PdfReader(io.BytesIO(reader.gets("survey_questions_pdf", "proef").content))
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    for expected in ("A. Beleid", "Hoeveel fte?", "Alleen als ‘Is er beleid?’ is ‘Ja’.", "Politie", "Een heel getal."):
        assert expected in words


def test_as_a_word_file_with_headings_and_tables(reader: cast.Person) -> None:
    document = Document(io.BytesIO(reader.gets("survey_questions_docx", "proef").content))
    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert headings == [("Heading 1", "Proef meting"), ("Heading 2", "A. Beleid"), ("Heading 2", "M. Wie doet mee?")]
    [matrix] = document.tables
    assert [[cell.text for cell in row.cells] for row in matrix.rows] == [
        ["", "Ja", "Nee"],
        ["Politie", "", ""],
        ["Zorg", "", ""],
    ]


def test_as_the_workbook_of_this_version(reader: cast.Person) -> None:
    content = reader.gets("survey_questions_xlsx", "proef").content
    assert read_workbook(content) == read_workbook(prepared())
    assert load_workbook(io.BytesIO(content)).sheetnames[:2] == ["survey", "choices"]


def test_it_says_what_to_gather_from_whom(reader: cast.Person) -> None:
    page = small.page(reader.gets("survey_gather", "proef"))
    [source] = page.xpath("//main//section")
    assert source.xpath("h2/text()") == ["Personeelszaken"]
    assert "Formatieoverzicht" in source.text_content()


def test_without_such_columns_the_figures_stand_by_section(visitor: cast.Person) -> None:
    page = small.page(visitor.gets("survey_gather", "proef"))
    found = {section.xpath("string(h2)"): section.xpath(".//li/text()") for section in page.xpath("//main//section")}
    assert {name: [text.strip() for text in texts] for name, texts in found.items()} == {
        "A. Beleid": ["Sinds welk jaar?"],
        "B. Steun": ["Hoeveel fte?"],
    }


def test_the_page_leads_to_all_of_it_and_nothing_begins(visitor: cast.Person) -> None:
    page = small.page(visitor.gets("survey_questions", "proef"))
    for link in page.xpath("//ul[contains(@class, 'facts')]//a/@href"):
        assert visitor.gets(link).status_code == 200
    assert "Alleen als ‘Is er beleid?’ is ‘Ja’." in page.text_content()
    assert not Response.objects.exists()


@pytest.mark.parametrize("name", [*FILES, "survey_gather"])
def test_who_was_not_asked_reads_nothing(survey: object, name: str, esra: cast.Person) -> None:
    assert esra.gets(name, "proef").status_code == 404
