"""The words inside a file, for the guard on personal data."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from cms.demo.paper import paper
from schakel.files import text
from tests.files import papers
from tests.files.papers import paragraph, word

WORD = papers.small_word()
RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", word(paragraph(RUN.format("Fatima ") + RUN.format("belt"))), "Fatima belt"),
        ("a.docx", word(paragraph("<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>")), "weg"),
        ("a.docx", word(mark="een opmerking"), "een opmerking"),
        ("a.pdf", paper("a.pdf", "De titel", ["Op 3 mei in Breda."]).read(), "Op 3 mei in Breda."),
        ("a.xlsx", papers.workbook(), "Dit staat er."),
        (
            "a.odt",
            papers.opendocument("<text:p>Op <text:span>3 mei</text:span> in Breda.</text:p>"),
            "Op 3 mei in Breda.",
        ),
        ("A.PDF", paper("a.pdf", "De titel", []).read(), "De titel"),
    ],
)
def test_it_reads(name: str, content: bytes, words: str) -> None:
    assert words in text.text_of(content, name)


def test_paragraphs_are_lines() -> None:
    two = word(paragraph(RUN.format("Een")) + paragraph(RUN.format("Twee")))
    assert text.text_of(two, "a.docx").split("\n")[:3] == ["Een", "Twee", "Dit staat er."]


def endless(writer: PdfWriter) -> None:
    """Give a page more commands than anybody reads."""
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 1 Tf " + b"(a) Tj " * 300_000 + b"ET")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.pdf", lambda: papers.pdf(spoil=endless).read()),
        ("a.pdf", lambda: b"%PDF-1.7"),
        ("a.docx", lambda: b"PK"),
        ("a.docx", lambda: papers.changed(word(), {"word/document.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"})),
        ("a.docx", lambda: papers.changed(word(), {"word/header.xml": b"0" * 30_000_000})),
        ("a.exe", lambda: b"MZ"),
        ("", lambda: b""),
    ],
)
def test_hostile_files_give_little_and_soon(name: str, make: Callable[[], bytes]) -> None:
    content, begun = make(), time.process_time()
    assert len(text.text_of(content, name)) <= text.MOST_CHARACTERS
    assert time.process_time() - begun < text.SECONDS + 2


def test_a_long_file_is_cut_off() -> None:
    long = word(paragraph(RUN.format("woord " * 20_000)) * 10)
    assert len(text.text_of(long, "a.docx")) == text.MOST_CHARACTERS


@bounds(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    at=st.integers(0, 10_000),
    junk=st.binary(min_size=1, max_size=40),
    name=st.sampled_from(["a.pdf", "a.docx", "a.odt"]),
)
def test_nothing_is_raised_whatever_comes(at: int, junk: bytes, name: str) -> None:
    whole = {"a.pdf": paper("a.pdf", "De titel", []).read(), "a.docx": WORD, "a.odt": papers.opendocument()}[name]
    place = at % len(whole)
    assert isinstance(text.text_of(whole[:place] + junk + whole[place + len(junk) :], name), str)
