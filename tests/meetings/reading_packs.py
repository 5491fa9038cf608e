"""Papers that say something, and packs as their reader sees them."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from meetings.models import MeetingPage
from tests import cast

A4 = (595, 842)


def saying(
    *words: str, size: tuple[float, float] = A4, turned: int = 0, torn: bool = False, locked: str = ""
) -> SimpleUploadedFile:
    """Return a PDF with a page for each of `words`.

    `torn`: its drawing comes in two pieces and leaves the page scaled, as careless programs do.
    """
    writer, buffer = PdfWriter(), BytesIO()
    font = writer._add_object(DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
    }))  # fmt: skip
    for word in words:
        page = writer.add_blank_page(*size)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        pieces = [f"q BT /F1 12 Tf 20 {size[1] / 2} Td ({word}) Tj ET", "Q q q 0.1 0 0 0.1 900 900 cm"]
        streams = []
        for piece in pieces if torn else [pieces[0] + " Q"]:
            stream = DecodedStreamObject()
            stream.set_data(piece.encode())
            streams.append(writer._add_object(stream))
        page[NameObject("/Contents")] = ArrayObject(streams) if torn else streams[0]
        if turned:
            page.rotate(turned)
    if locked:
        writer.encrypt(locked)
    writer.write(buffer)
    return SimpleUploadedFile("stuk.pdf", buffer.getvalue(), "application/pdf")


def pack_of(person: cast.Person, meeting: MeetingPage) -> PdfReader:
    """Return the pack that somebody gets when they ask for it."""
    answer = person.gets("meeting_pack_file", meeting.pk)
    assert answer.status_code == 200, answer.status_code
    return PdfReader(BytesIO(b"".join(answer.streaming_content)))


def texts(pack: PdfReader) -> list[str]:
    return [page.extract_text() for page in pack.pages]
