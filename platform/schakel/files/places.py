"""The words inside a file, place by place: pages of a PDF, slides of a presentation, sheets of a workbook."""

from __future__ import annotations

import io
import logging
import re
import time
from collections.abc import Iterator
from pathlib import PurePath

from django.core.exceptions import ValidationError
from lxml import etree
from pypdf import PdfReader, apply_configuration
from python_calamine import CalamineError, CalamineWorkbook

from schakel.files import pdf
from schakel.files.archive import Archive
from schakel.files.markup import local, parsed
from schakel.files.text import BOUNDS, TEXTS, words_of_part

MOST_CHARACTERS = 2_000_000
SECONDS = 60.0
UNITS = {".pdf": "page", ".pptx": "slide", ".xlsx": "sheet", ".ods": "sheet"}
READ_ERRORS = (ValidationError, MemoryError, CalamineError, etree.LxmlError, *pdf.READ_ERRORS)
NUMBER = re.compile(r"\d+")
Place = tuple[int, str]
logger = logging.getLogger(__name__)


def unit_of(name: str) -> str:
    """Return what the numbers of the places in a file count; empty for one that has no such parts."""
    return UNITS.get(PurePath(name).suffix.lower(), "")


def places_of(content: bytes, name: str) -> list[Place]:
    """Return the text of a file as (number, text), counted from 1 by its unit; 0 for what stands on no place.

    At most MOST_CHARACTERS, in about SECONDS. What cannot be read gives less text, or none; nothing is raised.
    """
    suffix = PurePath(name).suffix.lower()
    with apply_configuration(BOUNDS):
        return list(_bounded(_places(content, suffix)))


def _bounded(places: Iterator[Place]) -> Iterator[Place]:
    until, length = time.monotonic() + SECONDS, 0
    try:
        for number, text in places:
            yield number, text[: MOST_CHARACTERS - length]
            length += len(text)
            if length >= MOST_CHARACTERS or time.monotonic() > until:
                return
    except READ_ERRORS as trouble:
        logger.info("Part of a file could not be read: %s", type(trouble).__name__)


def _places(content: bytes, suffix: str) -> Iterator[Place]:
    if suffix == ".pdf":
        yield from _pages(content)
    elif suffix in (".xlsx", ".ods"):
        yield from _sheets(content)
    elif suffix in TEXTS:
        archive = Archive(content, suffix)
        slides = _slides(archive) if suffix == ".pptx" else []
        for number, part in enumerate(slides, 1):
            yield number, words_of_part(archive, part, suffix)
        rest = [part for part in sorted(archive.names) if part.startswith(TEXTS[suffix]) and part.endswith(".xml")]
        yield 0, "\n".join(words_of_part(archive, part, suffix) for part in rest if part not in slides)


def _pages(content: bytes) -> Iterator[Place]:
    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages, 1):
        try:
            yield number, page.extract_text()
        except pdf.READ_ERRORS:  # one strange page does not hide the others
            continue


def _sheets(content: bytes) -> Iterator[Place]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, name in enumerate(book.sheet_names, 1):
        rows = book.get_sheet_by_name(name).to_python()
        lines = (" ".join(str(cell) for cell in row if cell != "") for row in rows)
        yield number, "\n".join([name, *(line for line in lines if line)])


def _slides(archive: Archive) -> list[str]:
    """Return the parts of the slides in the order of the presentation; by number where that order cannot be read."""
    parts = [part for part in archive.names if re.fullmatch(r"ppt/slides/[^/]+\.xml", part)]
    show, relations = "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"
    if show not in archive or relations not in archive:
        return sorted(parts, key=_number)
    targets = {
        str(each.get("Id")): f"ppt/{str(each.get('Target')).removeprefix('/ppt/')}"
        for each in parsed(archive.read(relations), ".pptx").iter(etree.Element)
        if local(each) == "Relationship"
    }
    shown = [each for each in parsed(archive.read(show), ".pptx").iter(etree.Element) if local(each) == "sldId"]
    keys = [value for each in shown for key, value in each.attrib.items() if str(key).endswith("}id")]
    ordered = [targets[str(key)] for key in keys if targets.get(str(key)) in parts]
    return [*ordered, *(part for part in sorted(parts, key=_number) if part not in ordered)]


def _number(part: str) -> int:
    return int((NUMBER.findall(part) or ["0"])[-1])
