"""Papers that say something, and packs as their reader sees them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

from meetings.actions import agenda
from meetings.models import AgendaItem, MeetingPack, MeetingPage
from schakel.files.models import Paper
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


def put(item: AgendaItem, word: str, by: cast.Person, tlp: str = "amber", **how: Any) -> Paper:
    """Put a paper of one page at an item; its page and its title say `word`."""
    return agenda.add_paper(item, saying(word, **how), title=f"Stuk {word}", tlp=tlp, by=by.who)


def asked(meeting: MeetingPage, by: cast.Person) -> MeetingPack:
    """Press the button and let the worker work."""
    assert by.posts("meeting_pack", meeting.pk).status_code == 302
    cast.work()
    return MeetingPack.objects.get(meeting=meeting, user=by.who)


def shown(meeting: MeetingPage, to: cast.Person) -> str:
    return to.gets("meeting_pack", meeting.pk).content.decode()
