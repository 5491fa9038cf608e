"""What is put over each page of a paper: its TLP mark, its label, and the name of the reader where the mark asks it.

Each mark and the name are one object of the file, drawn once and shown on many pages. The page itself becomes an object
too: whatever state its drawing leaves behind, it cannot move or hide what is put over it.
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import typst
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    EncodedStreamObject,
    FloatObject,
    IndirectObject,
    NameObject,
    StreamObject,
)

from meetings.packing.front import PRINT, is_named, mark, plain

A4, EDGE = 595.0, 14.0
SMALLEST, LARGEST = 0.15, 8.0
OF_TAGS = ("/StructParents", "/Tabs", "/B")  # they point into what does not come along


@dataclass(frozen=True)
class Drawn:
    """Something that can be put on a page: its object and its size in points."""

    form: IndirectObject
    width: float
    height: float


class Stamps:
    """The stamps of one pack."""

    def __init__(self, writer: PdfWriter, marks: Iterable[str], name: str, foot: str) -> None:
        self.writer, self.foot = writer, foot
        self.replaced: set[int] = set()
        wanted = sorted(set(marks))
        drawn = [_drawn(writer, page) for page in PdfReader(io.BytesIO(_typeset(wanted, name))).pages]
        self.marks, self.name = dict(zip(wanted, drawn, strict=False)), drawn[-1]
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
        self.font = writer._add_object(_dictionary(font))

    def put(self, page: PageObject, value: str, label: str) -> None:
        """Put the stamps for the mark `value` over `page`."""
        for key in [key for key in OF_TAGS if key in page]:
            del page[key]
        own = self._own(page)
        shown = {"/Mark": self.marks[value].form, "/Name": self.name.form} | ({"/Own": own} if own else {})
        drawing = DecodedStreamObject()
        drawing.set_data(self._drawing(page, value, label, bool(own)).encode("ascii"))
        page[NameObject("/Contents")] = self.writer._add_object(drawing)
        resources = {"/XObject": _dictionary(shown), "/Font": _dictionary({"/Foot": self.font})}
        page[NameObject("/Resources")] = _dictionary(resources)

    def forget_replaced(self) -> None:
        """Leave out the drawings that no page leads to any more."""
        for number in self.replaced:
            self.writer._objects[number - 1] = None

    # ------------------------------------------------------------ the page itself
    def _own(self, page: PageObject) -> IndirectObject | None:
        """Return the drawing of `page` as an object; None for an empty page."""
        found = page.get("/Contents")
        content = found.get_object() if found is not None else None
        if isinstance(content, ArrayObject):
            form = self._joined(content)
        elif isinstance(content, StreamObject):
            form = _copied(content)
            self.replaced |= {raw.idnum} if isinstance(raw := page.raw_get("/Contents"), IndirectObject) else set()
        else:
            return None
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        form[NameObject("/BBox")] = ArrayObject([FloatObject(each) for each in page.mediabox])
        form[NameObject("/Resources")] = page.raw_get("/Resources") if "/Resources" in page else DictionaryObject()
        return self.writer._add_object(form)

    def _joined(self, parts: ArrayObject) -> StreamObject:
        streams = [part.get_object() for part in parts]
        self.replaced |= {part.idnum for part in list.__iter__(parts) if isinstance(part, IndirectObject)}
        form = DecodedStreamObject()
        form.set_data(b"\n".join(each.get_data() for each in streams if isinstance(each, StreamObject)))
        return form.flate_encode()

    # ------------------------------------------------------------ what comes over it
    def _drawing(self, page: PageObject, value: str, label: str, has_own: bool) -> str:
        box, turn = page.cropbox, int(page.rotation or 0) % 360
        width, height = float(box.width), float(box.height)
        seen = (height, width) if turn in (90, 270) else (width, height)
        size = min(max(min(seen) / A4, SMALLEST), LARGEST)
        lines = ["q /Own Do Q"] if has_own else []
        lines += ["/Artifact BMC", f"q {_numbers(*_upright(box.left, box.bottom, width, height, turn))} cm"]
        if is_named(value):
            lines.append(_across(self.name, *seen))
        stamp = self.marks[value]
        left = seen[0] - (stamp.width + EDGE) * size
        lines += [_at(stamp, left, y, size) for y in (EDGE * size, seen[1] - (stamp.height + EDGE) * size)]
        lines += [_written(f"{label}   {self.foot}", EDGE * size, size), "Q EMC"]
        return "\n".join(lines)


def _upright(left: float, bottom: float, width: float, height: float, turn: int) -> tuple[float, ...]:
    """Return the matrix that makes left and below what a reader of a turned page sees there."""
    x, y = float(left), float(bottom)
    return {
        0: (1, 0, 0, 1, x, y),
        90: (0, 1, -1, 0, x + width, y),
        180: (-1, 0, 0, -1, x + width, y + height),
        270: (0, -1, 1, 0, x, y + height),
    }.get(turn, (1, 0, 0, 1, x, y))


def _at(drawn: Drawn, left: float, bottom: float, size: float) -> str:
    return f"q {_numbers(size, 0, 0, size, left, bottom)} cm /Mark Do Q"


def _across(drawn: Drawn, width: float, height: float) -> str:
    """Put the name over the middle, along the diagonal, on little more than half of it."""
    angle, diagonal = math.atan2(height, width), math.hypot(width, height)
    size = min(0.6 * diagonal / drawn.width, diagonal / 18 / drawn.height)
    cosine, sine = size * math.cos(angle), size * math.sin(angle)
    left = width / 2 - (drawn.width * cosine - drawn.height * sine) / 2
    bottom = height / 2 - (drawn.width * sine + drawn.height * cosine) / 2
    return f"q {_numbers(cosine, sine, -sine, cosine, left, bottom)} cm /Name Do Q"


def _written(words: str, edge: float, size: float) -> str:
    return f"q 0.29 0.35 0.34 rg BT /Foot {8 * size:.2f} Tf {edge:.2f} {edge:.2f} Td ({words}) Tj ET Q"


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.4f}" for value in values)


def _typeset(marks: list[str], name: str) -> bytes:
    source, data = PRINT / "stamp.typ", {"marks": [mark(each) for each in marks], "name": name}
    made: bytes = typst.compile(
        source, root=source.parent, format="pdf", sys_inputs={"data": json.dumps(plain(data))}, pdf_tags=False
    )
    return made


def _drawn(writer: PdfWriter, page: PageObject) -> Drawn:
    """Take over the drawing of a page as an object."""
    form = DecodedStreamObject()
    contents = page.get_contents()
    form.set_data(contents.get_data() if contents is not None else b"")
    form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject([FloatObject(each) for each in page.mediabox])
    form[NameObject("/Resources")] = page["/Resources"].clone(writer)
    return Drawn(writer._add_object(form), float(page.mediabox.width), float(page.mediabox.height))


def _copied(stream: StreamObject) -> StreamObject:
    """Return a stream with the same bytes, as they are packed."""
    copy: StreamObject = EncodedStreamObject() if isinstance(stream, EncodedStreamObject) else DecodedStreamObject()
    copy._data = stream._data
    for key in ("/Filter", "/DecodeParms"):
        if key in stream:
            copy[NameObject(key)] = stream.raw_get(key)
    return copy


def _dictionary(content: Mapping[str, object]) -> DictionaryObject:
    named = {NameObject(key): NameObject(each) if isinstance(each, str) else each for key, each in content.items()}
    return DictionaryObject(named)
