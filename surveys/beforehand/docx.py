"""The questionnaire as a Word file, to divide among colleagues: headings, lists and tables as Word has them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from surveys.beforehand import told
from surveys.models import SurveyPage


def made(survey: SurveyPage) -> bytes:
    """Return the Word file of all questions of an opened round."""
    data, document = told.of(survey), Document()
    _prepare(document, data)
    document.add_heading(data["title"], level=1)
    for label, value in data["facts"]:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(value)
    document.add_paragraph(data["lead"])
    for part in data["parts"]:
        document.add_heading(part["title"], level=2)
        for block in part["blocks"]:
            _WRITTEN[block["kind"]](document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Any, data: dict[str, Any]) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = data["title"], "Schakel", ""
    properties.language = data["language"]
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), {"nl": "nl-NL", "en": "en-GB"}[data["language"]])
    document.styles["Normal"].element.get_or_add_rPr().append(tag)


def _heading(document: Any, block: dict[str, Any]) -> None:
    document.add_heading(block["text"], level=block["level"])


def _words(document: Any, block: dict[str, Any]) -> None:
    document.add_paragraph(block["text"])


def _question(document: Any, block: dict[str, Any]) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(block["label"]).bold = True
    for name in ("hint", "how"):
        if block[name]:
            paragraph.add_run(f"\n{block[name]}")
    if block["when"]:
        paragraph.add_run(f"\n{block['when']}").italic = True
    for choice in block["choices"]:
        document.add_paragraph(choice, style="List Bullet")
    if not block["choices"]:
        document.add_paragraph()  # to write in


def _matrix(document: Any, block: dict[str, Any]) -> None:
    document.add_paragraph().add_run(block["caption"]).bold = True
    table = document.add_table(rows=1 + len(block["rows"]), cols=1 + len(block["columns"]), style="Table Grid")
    for cell, words in zip(table.rows[0].cells[1:], block["columns"], strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for row, words in zip(table.rows[1:], block["rows"], strict=True):
        row.cells[0].paragraphs[0].add_run(words)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # comes back on the next page


_WRITTEN = {"heading": _heading, "words": _words, "question": _question, "matrix": _matrix}
