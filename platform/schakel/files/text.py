"""The words inside a file, for whoever must look at them at once: the guard on personal data. Search reads `places`."""

from __future__ import annotations

import io
import logging
import time
from collections.abc import Iterator
from pathlib import PurePath

from django.core.exceptions import ValidationError
from lxml import etree
from pypdf import PdfReader, apply_configuration

from schakel.files import markup, pdf
from schakel.files.archive import Archive
from schakel.files.markup import Element, local

MOST_CHARACTERS = 500_000
SECONDS = 5.0
# what one page may cost: more is a drawing or an attack
BOUNDS = pdf.BOUNDS.with_overwrites(
    stream_parsing_work_maximum_count=200_000, xform_maximum_invocations_per_extraction=200
)
TEXTS = {
    ".docx": ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments"),
    ".xlsx": ("xl/sharedStrings", "xl/worksheets/", "xl/comments"),
    ".pptx": ("ppt/slides/", "ppt/notesSlides/"),
    ".odt": ("content.xml", "styles.xml"),
    ".ods": ("content.xml",),
}
LINES = {"p", "h", "si", "is", "br", "cr", "tr"}
GAPS = {"tab", "tc", "table-cell", "s"}
logger = logging.getLogger(__name__)


def text_of(content: bytes, name: str) -> str:
    """Return the text inside a PDF or an Office file: at most MOST_CHARACTERS, in about SECONDS.

    What cannot be read gives less text, or none; nothing is raised. A picture, or a scan, has no text.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix != ".pdf" and suffix not in TEXTS:
        return ""
    pieces = _pages(content) if suffix == ".pdf" else _parts(content, suffix)
    with apply_configuration(BOUNDS):
        return _gathered(pieces)[:MOST_CHARACTERS]


def _gathered(pieces: Iterator[str]) -> str:
    until, found, length = time.monotonic() + SECONDS, [], 0
    try:
        for piece in pieces:
            found.append(piece)
            length += len(piece)
            if length > MOST_CHARACTERS or time.monotonic() > until:
                break
    except (ValidationError, MemoryError, *pdf.READ_ERRORS) as trouble:
        logger.info("Part of a file could not be read: %s", type(trouble).__name__)
    return "\n".join(found)


def _pages(content: bytes) -> Iterator[str]:
    for page in PdfReader(io.BytesIO(content)).pages:
        try:
            yield page.extract_text()
        except pdf.READ_ERRORS:  # one strange page does not hide the others
            continue


def _parts(content: bytes, suffix: str) -> Iterator[str]:
    archive = Archive(content, suffix)
    for name in sorted(archive.names):
        if name.startswith(TEXTS[suffix]) and name.endswith(".xml"):
            yield words_of_part(archive, name, suffix)


def words_of_part(archive: Archive, name: str, suffix: str) -> str:
    """Return the words of one part of an Office file."""
    return "".join(_words(markup.parsed(archive.read(name), suffix)))


def _words(root: Element) -> Iterator[str]:
    """Return the words of one part, a line for each paragraph; deleted and hidden ones too: they are in the file."""
    office = local(root) not in ("document-content", "document-styles")
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local(element)
        if event == "start":
            yield " " if name in GAPS else ""
            yield (element.text or "") if not office or name in ("t", "delText", "instrText") else ""
        else:
            yield "\n" if name in LINES else ""
            yield "" if office else (element.tail or "")
