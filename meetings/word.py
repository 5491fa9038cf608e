"""Read a Word file: its headings, lists, tables and bold as a tree, and a list of what did not come along."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import mammoth  # type: ignore[import-untyped]
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from lxml import etree

from meetings import blocks, prose
from schakel.files.cleaned import in_words

if TYPE_CHECKING:
    from schakel.files.inspection import Inspected

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Titel'] => h1:fresh
p[style-name='Kop 1'] => h1:fresh
p[style-name='Kop 2'] => h2:fresh
p[style-name='Kop 3'] => h3:fresh
"""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
PLAIN = {"000000", "auto"}
NOTE = re.compile(r'<sup><a href="#(?:foot|end)note-[^"]*"[^>]*>\[\d+\]</a></sup>')
NOTES = re.compile(r'<ol>(?:<li id="(?:foot|end)note-.*)</ol>\s*$', re.DOTALL)
BACK = re.compile(r'<a href="#(?:foot|end)note-ref[^"]*">.*?</a>')
MANY, LONGEST = 2_000, 8_000_000  # paragraphs; signs of markup


@dataclass(frozen=True)
class Reading:
    """What a Word file says, and in sentences what of it was left out."""

    nodes: list[prose.Node]
    lost: list[str]


def read(file: Inspected) -> Reading:
    """Read an inspected file. Raises ValidationError for what is no Word file, is empty or too long."""
    if not file.name or not file.name.endswith(".docx"):
        raise ValidationError(_("Dit is geen Word-bestand. Bewaar het als .docx en probeer het opnieuw."))
    file.seek(0)
    content = file.read()
    if _length(content) > LONGEST:
        raise ValidationError(_("Dit bestand is te lang om over te nemen."))
    try:
        made = mammoth.convert_to_html(BytesIO(content), style_map=STYLES, convert_image=_nothing)
    except Exception as error:  # a library for files of strangers raises whatever it meets
        raise ValidationError(_("Dit bestand kan niet worden gelezen. Bewaar het opnieuw in Word.")) from error
    html, notes = _without_notes(made.value)
    nodes = prose.parse(blocks.clean_html(html, also={"h1", "h5", "h6", *blocks.TABLE_TAGS}))
    if not nodes:
        raise ValidationError(_("In dit bestand staat geen tekst."))
    if len(nodes) > MANY:
        raise ValidationError(_("Dit bestand is te lang om over te nemen."))
    return Reading(nodes, [*_lost(content), *notes, *_taken_out(file)])


def _length(content: bytes) -> int:
    """Return how long the text with its markup is, without unpacking it."""
    with ZipFile(BytesIO(content)) as archive:
        return archive.getinfo("word/document.xml").file_size


def _nothing(image: Any) -> list[Any]:
    """Leave an image out; it is counted with the rest."""
    return []


def _without_notes(html: str) -> tuple[str, list[str]]:
    """Take the footnotes out; return each as a sentence, so that nobody loses one unseen."""
    notes: list[str] = []
    found = NOTES.search(html)
    if found:
        for node in prose.parse(blocks.clean_html(BACK.sub("", found[0]))):
            if isinstance(node, prose.Items):
                notes += [_("Voetnoot: %(text)s") % {"text": prose.plain(each.runs)} for each in node.entries]
        html = html[: found.start()]
    return NOTE.sub("", html), notes


def _lost(content: bytes) -> list[str]:
    """Return in sentences what the text has that has no place in minutes."""
    with ZipFile(BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"), _parser())
        parts = [name for name in archive.namelist() if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name)]
        heads = sum(_has_words(etree.fromstring(archive.read(name), _parser())) for name in parts)
    counts = Counter(
        images=sum(1 for _each in root.iter(f"{DRAWING}blip", f"{VML}imagedata")),
        boxes=sum(1 for _each in root.iter(f"{WORD}txbxContent")),
        colours=sum(_is_coloured(each) for each in root.iter(f"{WORD}color", f"{WORD}highlight", f"{WORD}shd")),
        lines=sum(each.get(f"{WORD}val") != "none" for each in root.iter(f"{WORD}u")),
        heads=heads,
    )
    return [sentence for what, sentence in _sentences(counts) if counts[what]]


def _sentences(counts: Counter[str]) -> list[tuple[str, str]]:
    images = ngettext("%(n)s afbeelding", "%(n)s afbeeldingen", counts["images"]) % {"n": counts["images"]}
    return [
        ("images", images),
        ("boxes", _("de vorm van tekstvakken (de tekst zelf staat tussen de andere alinea’s, of ontbreekt)")),
        ("colours", _("kleuren en markeringen van tekst")),
        ("lines", _("onderstreping")),
        ("heads", _("kop- en voetteksten")),
    ]


def _is_coloured(each: Any) -> bool:
    value = each.get(f"{WORD}fill") if each.tag == f"{WORD}shd" else each.get(f"{WORD}val")
    return bool(value) and value not in PLAIN and value != "FFFFFF"


def _has_words(root: Any) -> bool:
    return any((each.text or "").strip() for each in root.iter(f"{WORD}t"))


def _taken_out(file: Inspected) -> list[str]:
    """Return what the inspection took out: comments, authors, hidden and removed text."""
    told = in_words(file.traces)
    return [told] if told else []


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
