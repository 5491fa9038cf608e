"""Small real files for the tests, and ways to spoil them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter

WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(
    name: str = "stuk.pdf", pages: int = 1, spoil: Callable[[PdfWriter], object] | None = None
) -> SimpleUploadedFile:
    """Return a PDF with that many empty pages; `spoil` may add to it."""
    writer, buffer = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if spoil:
        spoil(writer)
    writer.write(buffer)
    return SimpleUploadedFile(name, buffer.getvalue(), "application/pdf")


def office(name: str, *parts: str) -> SimpleUploadedFile:
    """Return a zip with these parts, as no office program makes them."""
    return upload(name, zipped(dict.fromkeys(parts, b"<x/>")))


def zipped(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def word(body: str = "", *, mark: str = "") -> bytes:
    """Return a .docx with `body` (WordprocessingML) before its one paragraph; `mark` is its author's name."""
    document = docx.Document()
    paragraph = document.add_paragraph("Dit staat er.")
    if mark:
        about = document.core_properties
        about.author = about.last_modified_by = about.comments = about.keywords = mark
        document.add_comment(paragraph.runs, text=mark, author=mark, initials="XX")
    buffer = io.BytesIO()
    document.save(buffer)
    return changed(
        buffer.getvalue(), {"word/document.xml": lambda xml: xml.replace(b"<w:body>", f"<w:body>{body}".encode())}
    )


def small_word() -> bytes:
    """Return the smallest .docx that there is: quick to clean many times."""
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    document = f"{types}.document.main+xml"
    relation = f'<Relationship Id="r1" Type="{RELATION}/{{}}" Target="{{}}"/>'
    related = f'<Relationships xmlns="{package}/relationships">{{}}</Relationships>'
    said = by_somebody("ins", "<w:r><w:t>Dit staat er.</w:t></w:r>")
    return zipped(
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{document}"/></Types>'
            ).encode(),
            "_rels/.rels": related.format(relation.format("officeDocument", "word/document.xml")).encode(),
            "word/_rels/document.xml.rels": related.format(relation.format("styles", "styles.xml")).encode(),
            "word/document.xml": (
                f'<w:document xmlns:w="{WORDS}"><w:body>{paragraph(said)}</w:body></w:document>'
            ).encode(),
            "word/styles.xml": f'<w:styles xmlns:w="{WORDS}"><w:style w:styleId="a"/></w:styles>'.encode(),
        }
    )


def by_somebody(kind: str, inside: str, name: str = "Iemand") -> str:
    """Return tracked WordprocessingML."""
    return f'<w:{kind} w:id="7" w:author="{name}" w:date="2026-11-01T10:00:00Z">{inside}</w:{kind}>'


def changed(content: bytes, changes: dict[str, bytes | Callable[[bytes], bytes]]) -> bytes:
    """Return an Office file with parts put in or changed."""
    parts = parts_of(content)
    for name, change in changes.items():
        parts[name] = change(parts[name]) if callable(change) else change
    return zipped(parts)


def related(kind: str, target: str, *, outside: bool = False, source: str = "word/_rels/document.xml.rels") -> bytes:
    """Return a .docx with one relationship more."""
    mode = ' TargetMode="External"' if outside else ""
    extra = f'<Relationship Id="rIdX" Type="{RELATION}/{kind}" Target="{target}"{mode}/></Relationships>'.encode()
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts = parts_of(word())
    parts[source] = parts.get(source, empty).replace(b"</Relationships>", extra)
    return zipped(parts)


def paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def workbook(formula: str = "=SUM(A1:A2)", *, mark: str = "", hidden: bool = False) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A3"] = "Dit staat er.", formula
    if mark:
        book.properties.creator = book.properties.lastModifiedBy = mark
        book.active["A1"].comment = Comment(mark, mark)
    if hidden:
        book.create_sheet("Rekenblad").sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ODF = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = f'xmlns:manifest="{ODF}:manifest:1.0"'
SPACES = " ".join(
    [*(f'xmlns:{name}="{ODF}:{word}:1.0"' for name, word in {"office": "office", "text": "text", "style": "style",
                                                             "draw": "drawing"}.items()),
     'xmlns:xlink="http://www.w3.org/1999/xlink"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
)  # fmt: skip


def opendocument(body: str = "", *, meta: str = "", manifest: str = "", styles: str = "", **parts: bytes) -> bytes:
    """Return an .odt with `body` after its one paragraph."""
    text = f"<office:body><office:text><text:p>Dit staat er.</text:p>{body}</office:text></office:body>"
    look = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="text/xml">{}</manifest:file-entry>'
    listed = "".join(entry.format(name, manifest) for name in ("/", "content.xml", "meta.xml"))
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {SPACES}>{look}{text}</office:document-content>".encode(),
            "meta.xml": f"<office:document-meta {SPACES}>{meta}</office:document-meta>".encode(),
            "META-INF/manifest.xml": f"<manifest:manifest {MANIFEST}>{listed}</manifest:manifest>".encode(),
            **parts,
        }
    )


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), *, mark: str = "", turned: bool = False) -> bytes:
    """Return a picture; `mark` stands in its EXIF data, comment or text chunk."""
    image, buffer = Image.new("RGB", size, "teal"), io.BytesIO()
    told = image.getexif()
    if turned:
        told[0x0112] = 6
    if mark:
        told[0x010E] = told[0x013B] = mark
    extra: dict[str, object] = {"exif": told}
    if mark and kind == "JPEG":
        extra["comment"] = mark.encode()
    if mark and kind == "PNG":
        extra["pnginfo"] = PngImagePlugin.PngInfo()
        extra["pnginfo"].add_text("Author", mark)
    image.save(buffer, kind, **extra)
    return buffer.getvalue()


def objects(content: bytes) -> list[object]:
    """Return what a PDF consists of, object by object."""
    reader = PdfReader(io.BytesIO(content))
    return [reader.get_object(number) for number in range(1, int(str(reader.trailer["/Size"])))]
