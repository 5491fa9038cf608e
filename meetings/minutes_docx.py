"""Minutes as a Word file: headings, lists and tables as Word has them, so that a screen reader finds its way."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

DEEPEST_LIST = 3


def made(told: dict[str, Any]) -> bytes:
    """Return the Word file of what `written.of` tells."""
    document = Document()
    _prepare(document, told)
    _head(document, told)
    for block in told["blocks"]:
        _block(document, block)
    if told["seal"]:
        _labelled(document, told["seal_label"], told["seal"])
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _prepare(document: Any, told: dict[str, Any]) -> None:
    """Set title and language, the styles of our own, and the mark at the top of each page."""
    properties = document.core_properties
    properties.title, properties.author, properties.comments = told["title"], "Schakel", ""
    properties.language = told["language"]
    _speak(document.styles["Normal"], told["language"])
    for name in ("Besluit", "Actiepunt"):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles["Normal"]
        style.paragraph_format.left_indent = style.paragraph_format.space_after = Pt(12)
        _frame(style, "single" if name == "Besluit" else "dashed")
    top = document.sections[0].header.paragraphs[0]
    top.add_run(told["mark"]).bold = True
    if told["state"]:
        top.add_run(f"    {told['state']}").bold = True
    top.add_run(f"    {told['workspace']}")


def _speak(style: Any, language: str) -> None:
    properties = style.element.get_or_add_rPr()
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), {"nl": "nl-NL", "en": "en-GB"}.get(language, language))
    properties.append(tag)


def _frame(style: Any, line: str) -> None:
    borders = OxmlElement("w:pBdr")
    left = OxmlElement("w:left")
    for name, value in (("val", line), ("sz", "18"), ("space", "8"), ("color", "0B5A66")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    style.element.get_or_add_pPr().append(borders)


def _head(document: Any, told: dict[str, Any]) -> None:
    document.add_heading(told["title"], level=1)
    if told["state"]:
        document.add_paragraph().add_run(told["state"]).bold = True
    document.add_paragraph(f"{told['workspace']}\n{told['meeting']}")
    for label, value in (*told["facts"], (told["mark"], told["meaning"]), *told["steps"]):
        _labelled(document, label, value)
    if told["attendance"]:
        document.add_heading(told["present"], level=2)
        for label, names in told["attendance"]:
            _labelled(document, label, names)


def _labelled(document: Any, label: str, value: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(value)


def _block(document: Any, block: dict[str, Any]) -> None:
    if block["kind"] == "point":
        number = f"{block['number']}. " if block["number"] else ""
        document.add_heading(number + block["text"], level=2)
    elif block["kind"] in ("decision", "action"):
        paragraph = document.add_paragraph(style="Besluit" if block["kind"] == "decision" else "Actiepunt")
        paragraph.add_run(f"{block['label']}\n").bold = True
        paragraph.add_run(block["text"])
        if block["note"]:
            paragraph.add_run(f"\n{block['note']}").italic = True
    else:
        _node(document, block["node"])


def _node(document: Any, node: dict[str, Any]) -> None:
    if node["kind"] == "heading":
        _write(document.add_heading(level=max(node["level"], 3)), node["runs"])
    elif node["kind"] == "list":
        _list(document, node, 1)
    elif node["kind"] == "table":
        _table(document, node["rows"])
    else:
        _write(document.add_paragraph(), node["runs"])


def _list(document: Any, node: dict[str, Any], depth: int) -> None:
    name = "List Number" if node["ordered"] else "List Bullet"
    style = name if depth == 1 else f"{name} {min(depth, DEEPEST_LIST)}"
    for entry in node["entries"]:
        _write(document.add_paragraph(style=style), entry["runs"])
        for below in entry["below"]:
            _list(document, below, depth + 1)


def _table(document: Any, rows: Any) -> None:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows), style="Table Grid")
    for written, row in zip(table.rows, rows, strict=True):
        for place, runs in enumerate(row):
            _write(written.cells[place].paragraphs[0], runs)
    if len(rows) > 1:  # a heading that comes back on the next page, and that a screen reader knows
        marked = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(marked)


def _write(paragraph: Any, runs: Any) -> None:
    for run in runs:
        text = f"{run['text']} ({run['href']})" if run["href"] and run["href"] != run["text"] else run["text"]
        written = paragraph.add_run(text)
        written.bold, written.italic = run["bold"] or None, run["italic"] or None
