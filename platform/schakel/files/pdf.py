"""PDF: the pages and their tags are copied into a new file; what acts, comes along or tells of its maker is not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import Configuration, PdfReader, PdfWriter, apply_configuration
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

from schakel.files import cleaned, image
from schakel.files.cleaned import Cleaned, Trace

MOST_PAGES = 2_000
MOST_OBJECTS = 100_000
# a file of 25 MB need not become more than this in any of its streams that are opened
BOUNDS = Configuration(
    zlib_maximum_output_length=10_000_000,
    lzw_maximum_output_length=10_000_000,
    run_length_maximum_output_length=10_000_000,
    page_tree_maximum_entries=10_000,
    page_tree_maximum_page_entries=100_000,
)
HEADER = re.compile(r"%PDF-[12]\.\d")
READ_ERRORS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, AssertionError,
               NotImplementedError, OverflowError, OSError, UnicodeError, ArithmeticError, StopIteration)  # fmt: skip
GONE: dict[str, Trace | None] = {
    **dict.fromkeys(("/AA", "/JS", "/JavaScript", "/XFA", "/Renditions"), Trace.SCRIPT),
    **dict.fromkeys(("/EmbeddedFiles", "/AF", "/EF", "/Collection", "/RichMediaContent"), Trace.ATTACHMENT),
    **dict.fromkeys(("/Perms", "/DSS"), Trace.SIGNATURE),
    **dict.fromkeys(("/PieceInfo", "/SpiderInfo"), Trace.EXTRA),
    "/Metadata": Trace.PROPERTIES,
    "/LastModified": None,
}
HARMLESS = {"/GoTo", "/URI", "/Named"}
# what acts is emptied wherever it stands, also where no action belongs
ACTING = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMediaExecute"}
# notes on the pages: gone whole; marks that one sees on the page stay, without who made them and what they said
NOTED = {"/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/Redact"}
ATTACHED = {"/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
SIGNED_BY = ("/T", "/Contents", "/RC", "/Subj", "/NM", "/M", "/CreationDate", "/Popup", "/IRT")
WEB = ("http://", "https://", "mailto:", "tel:")


def clean(content: bytes) -> Cleaned:
    """Return a PDF with the same pages. Raises ValidationError for one that is locked or cannot be read."""
    if not content.startswith(b"%PDF-"):
        raise ValidationError(_("Dit bestand heet pdf, maar is het niet. Bewaar het opnieuw als pdf."), code="broken")
    try:
        with apply_configuration(BOUNDS):
            return _rewritten(content)
    except READ_ERRORS as trouble:
        raise ValidationError(_("Deze pdf is beschadigd en kan niet worden geopend."), code="broken") from trouble


def _rewritten(content: bytes) -> Cleaned:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise cleaned.locked()
    if sum(map(len, reader.xref.values())) + len(reader.xref_objStm) > MOST_OBJECTS:
        raise cleaned.too_complex()
    pages = len(reader.pages)
    if not pages:
        raise PyPdfError("no pages")
    if pages > MOST_PAGES:
        raise cleaned.too_complex()
    told: Mapping[str, object] = reader.metadata or {}
    writer = PdfWriter(clone_from=reader)
    traces = {Trace.AUTHOR} if told.get("/Author") else set()
    traces |= {Trace.PROPERTIES} if any(told.get(name) for name in ("/Title", "/Subject", "/Keywords")) else set()
    writer.metadata = None
    writer._ID = None
    writer.pdf_header = reader.pdf_header if HEADER.fullmatch(reader.pdf_header) else "%PDF-1.7"
    _keep_only(writer, _Walk(writer, traces).reached())
    buffer = io.BytesIO()
    writer.write(buffer)
    return Cleaned(buffer.getvalue(), frozenset(traces), pages)


def _keep_only(writer: PdfWriter, reached: set[int]) -> None:
    """Leave out the objects that no page leads to any more."""
    for place, thing in enumerate(writer._objects):
        if thing is not None and place + 1 not in reached:
            writer._objects[place] = None
    while writer._objects and writer._objects[-1] is None:
        writer._objects.pop()


class _Walk:
    """Visit each object that the document leads to, and clean it."""

    def __init__(self, writer: PdfWriter, traces: set[Trace]) -> None:
        self.writer, self.traces = writer, traces

    def reached(self) -> set[int]:
        """Clean what is reached, and return the numbers of those objects."""
        found: set[int] = set()
        waiting: list[PdfObject] = [self.writer.root_object.indirect_reference or self.writer.root_object]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, IndirectObject):
                if thing.idnum in found:
                    continue
                found.add(thing.idnum)
                resolved = thing.get_object()
                if resolved is None:
                    continue
                thing = resolved
            if isinstance(thing, DictionaryObject):
                self._clean(thing)
                waiting += [thing.raw_get(key) for key in thing]
            elif isinstance(thing, ArrayObject):
                waiting += list(self._items(thing))
        return found

    def _items(self, things: ArrayObject) -> Iterator[PdfObject]:
        return (list.__getitem__(things, place) for place in range(len(things)))

    def _clean(self, thing: DictionaryObject) -> None:
        for key in [key for key in GONE if key in thing]:
            del thing[key]
            self.traces |= {trace} if (trace := GONE[key]) else set()
        for key in ("/A", "/OpenAction", "/PA"):
            if key in thing and _acts(thing[key]):
                del thing[key]
                self.traces.add(Trace.SCRIPT)
        if _told(thing, "/S") in ACTING:
            thing.clear()
            self.traces.add(Trace.SCRIPT)
        if "/Next" in thing and "/S" in thing:  # an action may call another
            del thing["/Next"]
        self._clean_signature(thing)
        if "/Annots" in thing:
            self._clean_notes(thing)
        if isinstance(thing, StreamObject) and _told(thing, "/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            self._clean_photo(thing)

    def _clean_signature(self, field: DictionaryObject) -> None:
        if "/SigFlags" in field:
            del field["/SigFlags"]
        if _told(field, "/FT") == "/Sig" and "/V" in field:
            del field["/V"]
            self.traces.add(Trace.SIGNATURE)

    def _clean_photo(self, photo: StreamObject) -> None:
        bare = image.without_metadata(photo._data)
        if bare is not None and bare != photo._data:
            photo._data = bare
            self.traces.add(Trace.CAMERA)

    def _clean_notes(self, page: DictionaryObject) -> None:
        notes = page["/Annots"]
        if not isinstance(notes, ArrayObject):
            del page["/Annots"]
            return
        kept = ArrayObject()
        for raw in self._items(notes):
            note = raw.get_object()
            if isinstance(note, DictionaryObject) and self._stays(note):
                kept.append(raw)
        page[NameObject("/Annots")] = kept

    def _stays(self, note: DictionaryObject) -> bool:
        kind = str(_told(note, "/Subtype"))
        if kind in NOTED:
            self.traces.add(Trace.ATTACHMENT if kind in ATTACHED else Trace.COMMENTS)
            return False
        if kind not in ("/Link", "/Widget"):
            for key in SIGNED_BY:
                if key in note and not (kind == "/FreeText" and key == "/Contents"):
                    del note[key]
                    self.traces.add(Trace.COMMENTS)
        return True


def _acts(action: object) -> bool:
    """Tell whether this does more than go to a page, or to an address on the web."""
    if not isinstance(action, DictionaryObject) or "/S" not in action:
        return False  # a place in the document, or what a tag says of itself
    if _told(action, "/S") == "/URI":
        return not str(_told(action, "/URI")).lower().startswith(WEB)
    return _told(action, "/S") not in HARMLESS


def _told(thing: DictionaryObject, key: str) -> object:
    """Return a value, also when it stands in an object of its own."""
    return thing[key] if key in thing else None  # noqa: SIM401 - get() does not follow a reference
