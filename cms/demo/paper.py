"""A paper of the demo: one page of text as PDF, written with pypdf alone."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

A4 = (595, 842)


def paper(filename: str, title: str, lines: list[str]) -> ContentFile[bytes]:
    """Return a PDF of one page; it says that it is invented."""
    writer = PdfWriter()
    page = writer.add_blank_page(*A4)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    fonts = DictionaryObject({NameObject("/F1"): _names(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    text = ["BT /F1 18 Tf 56 770 Td 22 TL", f"({_escaped(title)}) Tj T* /F1 11 Tf 16 TL"]
    text += [f"({_escaped(line)}) Tj T*" for line in ["", "Voorbeeld. Dit stuk is verzonnen.", "", *lines]]
    stream = DecodedStreamObject()
    stream.set_data("\n".join([*text, "ET"]).encode("cp1252", errors="replace"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    writer.add_metadata({"/Title": title, "/Author": "Schakel (voorbeeld)"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return ContentFile(buffer.getvalue(), name=filename)


def _names(words: dict[str, str]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): NameObject(value) for key, value in words.items()})


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
