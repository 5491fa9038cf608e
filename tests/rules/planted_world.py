"""What a planted world is made of: its markers, its things, and a pdf that holds a marker."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from wagtail.models import Page

from tests.rules.promised import WHO, Names

BSN = "123456782"  # passes the test of eleven, and is nobody's
MARKER = re.compile(r"kanarie\d{3}")


def marker(kind: str) -> str:
    """Return the marker of a kind: one word that stands nowhere else, in an address and in the index as it is here."""
    return f"kanarie{list(WHO).index(kind):03}"


def kind_of(found: str) -> str:
    """Return the kind that carries this marker."""
    return list(WHO)[int(found[-3:])]


@dataclass(frozen=True)
class Thing:
    """The key of one object in an address, and who may know that it is there. `within` is the key of what holds it.

    One of another `sort` (a draft, what is open) shows other things: a quick walk looks at one of each.
    """

    key: Any
    who: Names
    within: Any = None
    sort: str = ""


@dataclass
class World:
    """The keys of everything that was planted, by what they are keys of; and the pages of the tree."""

    things: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    pages: list[Page] = field(default_factory=list)
    link: str = ""

    def add(self, kind: str, key: Any, who: Names, within: Any = None, *, sort: str = "") -> None:
        self.things[kind].append(Thing(key, who, within, sort))

    def drop(self, kind: str, key: Any) -> None:
        self.things[kind] = [thing for thing in self.things[kind] if thing.key != key]


def pdf(name: str, content: str, **metadata: str) -> SimpleUploadedFile:
    """Return a PDF of one page that says `content`, with `metadata`."""
    writer, buffer = PdfWriter(), BytesIO()
    page, words = writer.add_blank_page(595, 842), DecodedStreamObject()
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    described = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(described)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    words.set_data(f"BT /F1 12 Tf 72 700 Td ({content}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(words)
    writer.add_metadata({f"/{key}": value for key, value in metadata.items()})
    writer.write(buffer)
    return SimpleUploadedFile(name, buffer.getvalue(), "application/pdf")


def seen(words: str) -> set[str]:
    """Return the kinds of which the marker stands in `words`."""
    return {kind_of(found) for found in MARKER.findall(words.lower())}


def strangers(kinds: Iterable[str], who: str) -> set[str]:
    """Return those of `kinds` that `who` may not see."""
    return {kind for kind in kinds if who not in WHO[kind]}
