"""The canary: what a file tells of its makers is in no byte of what another member downloads."""

from __future__ import annotations

import html
import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText, Text
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from schakel.files.models import Paper
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files import papers
from tests.files.papers import changed, paragraph, related, word

MARK = "KANARIE"
AC = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"


def run(text: str, look: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}<w:t>{text}</w:t></w:r>"


def by(kind: str, inside: str) -> str:
    return papers.by_somebody(kind, inside, MARK)


def styled() -> bytes:
    """Return a .docx whose hidden text is hidden by a style that is built on another."""
    styles = (
        b'<w:style w:type="paragraph" w:styleId="Geheim"><w:rPr><w:vanish/></w:rPr></w:style>'
        b'<w:style w:type="paragraph" w:styleId="OokGeheim"><w:basedOn w:val="Geheim"/></w:style></w:styles>'
    )
    hidden = paragraph(f'<w:pPr><w:pStyle w:val="OokGeheim"/></w:pPr>{run(MARK)}')
    return changed(word(hidden), {"word/styles.xml": lambda xml: xml.replace(b"</w:styles>", styles)})


def with_picture(kind: str) -> bytes:
    name = f"media/foto.{kind.lower()}"
    types = f'<Default Extension="{kind.lower()}" ContentType="image/{kind.lower()}"/></Types>'.encode()
    return changed(
        related("image", name),
        {
            f"word/{name}": papers.picture(kind, mark=MARK) + MARK.encode(),
            "[Content_Types].xml": lambda xml: xml.replace(b"</Types>", types),
        },
    )


def pdf(spoil: Callable[[PdfWriter], object] | None = None) -> bytes:
    return papers.pdf(spoil=spoil).read()


def add(writer: PdfWriter, key: str, **entries: object) -> None:
    """Put a dictionary in the root of a PDF."""
    pairs = {NameObject(f"/{name}"): value for name, value in entries.items()}
    writer.root_object[NameObject(key)] = writer._add_object(DictionaryObject(pairs))


def xmp(writer: PdfWriter) -> None:
    told = StreamObject()
    told.set_data(f"<x:xmpmeta><dc:creator>{MARK}</dc:creator></x:xmpmeta>".encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(told)
    writer.pages[0][NameObject("/Metadata")] = writer._add_object(told)


def notes(writer: PdfWriter) -> None:
    writer.add_annotation(0, Text(text=MARK, rect=(50, 50, 90, 90), title_bar=MARK))


def stamp(writer: PdfWriter) -> None:
    note = FreeText(text="Concept", rect=(50, 50, 190, 90))
    note[NameObject("/T")] = TextStringObject(MARK)
    writer.add_annotation(0, note)


def photo(writer: PdfWriter) -> None:
    stream = StreamObject()
    stream._data = papers.picture(mark=MARK)
    for key, value in {"/Type": "/XObject", "/Subtype": "/Image", "/Filter": "/DCTDecode"}.items():
        stream[NameObject(key)] = NameObject(value)
    place = DictionaryObject({NameObject("/Foto"): writer._add_object(stream)})
    writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): place})


def script(writer: PdfWriter) -> None:
    named = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(MARK)})
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject(MARK), writer._add_object(named)])})
    add(writer, "/Names", JavaScript=tree)
    add(writer, "/OpenAction", S=NameObject("/JavaScript"), JS=TextStringObject(MARK))


def launch(writer: PdfWriter) -> None:
    kind = writer._add_object(NameObject("/Launch"))  # said elsewhere, so that one must follow it
    link = DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject(),
            NameObject("/A"): DictionaryObject({NameObject("/S"): kind, NameObject("/F"): TextStringObject(MARK)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])


TELLING: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "its author": ("a.docx", lambda: word(mark=MARK), "namen van schrijvers"),
    "a remark": ("a.docx", lambda: word(mark=MARK), "opmerkingen"),
    "deleted text": (
        "a.docx",
        lambda: word(paragraph(by("del", f"<w:r><w:delText>{MARK}</w:delText></w:r>"))),
        "verwijderde tekst",
    ),
    "moved text": ("a.docx", lambda: word(paragraph(by("moveFrom", run(MARK)))), "verwijderde tekst"),
    "who inserted text": ("a.docx", lambda: word(paragraph(by("ins", run("Nieuw.")))), "toegevoegde tekst"),
    "a deleted row": (
        "a.docx",
        lambda: word(
            f"<w:tbl><w:tr><w:trPr>{by('del', '')}</w:trPr><w:tc>{paragraph(run(MARK))}</w:tc></w:tr></w:tbl>"
        ),
        "verwijderde tekst",
    ),
    "who changed the look": (
        "a.docx",
        lambda: word(paragraph(f"<w:pPr>{by('pPrChange', '<w:pPr/>')}</w:pPr>")),
        "ongezien bewaart",
    ),
    "hidden text": ("a.docx", lambda: word(paragraph(run(MARK, "<w:vanish/>"))), "verborgen tekst"),
    "text hidden by a style": ("a.docx", styled, "verborgen tekst"),
    "a link to a computer": (
        "a.docx",
        lambda: related("hyperlink", f"file:///C:/Users/{MARK}/a.docx", outside=True),
        "koppelingen naar bestanden",
    ),
    "custom data": (
        "a.docx",
        lambda: changed(
            related("customXml", "../customXml/item1.xml"), {"customXml/item1.xml": f"<a>{MARK}</a>".encode()}
        ),
        "ongezien bewaart",
    ),
    "a part that nothing leads to": (
        "a.docx",
        lambda: changed(word(), {"word/old.xml": f"<a>{MARK}</a>".encode()}),
        "",
    ),
    "a remark in the XML": ("a.docx", lambda: word(f"<!-- {MARK} -->"), ""),
    "a photo in a document": ("a.docx", lambda: with_picture("JPEG"), "foto’s"),
    "a drawing in a document": ("a.docx", lambda: with_picture("PNG"), "foto’s"),
    "the author of a workbook": ("a.xlsx", lambda: papers.workbook(mark=MARK), "namen van schrijvers"),
    "the folder of a workbook": (
        "a.xlsx",
        lambda: changed(
            papers.workbook(),
            {
                "xl/workbook.xml": lambda xml: xml.replace(
                    b"<workbookPr",
                    f'<x:absPath xmlns:x="{AC}" url="C:\\{MARK}"/><workbookPr'.encode(),
                )
            },
        ),
        "",
    ),
    "the author of an odt": (
        "a.odt",
        lambda: papers.opendocument(meta=f"<dc:creator>{MARK}</dc:creator>"),
        "namen van schrijvers",
    ),
    "a remark in an odt": (
        "a.odt",
        lambda: papers.opendocument(
            f"<text:p><office:annotation><dc:creator>{MARK}</dc:creator>x</office:annotation>Wel.</text:p>"
        ),
        "opmerkingen",
    ),
    "deleted text in an odt": (
        "a.odt",
        lambda: papers.opendocument(
            f"<text:tracked-changes><text:deletion><text:p>{MARK}</text:p></text:deletion></text:tracked-changes>"
        ),
        "verwijderde tekst",
    ),
    "hidden text in an odt": (
        "a.odt",
        lambda: papers.opendocument(
            f'<text:p><text:span text:style-name="T1">{MARK}</text:span></text:p>',
            styles='<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>',
        ),
        "verborgen tekst",
    ),
    "the author of a pdf": (
        "a.pdf",
        lambda: pdf(lambda file: file.add_metadata({"/Author": MARK})),
        "namen van schrijvers",
    ),
    "the xmp of a pdf": ("a.pdf", lambda: pdf(xmp), "eigenschappen"),
    "a remark in a pdf": ("a.pdf", lambda: pdf(notes), "opmerkingen"),
    "who stamped a pdf": ("a.pdf", lambda: pdf(stamp), "opmerkingen"),
    "a script in a pdf": ("a.pdf", lambda: pdf(script), "scripts en automatische acties"),
    "a program that a pdf starts": ("a.pdf", lambda: pdf(launch), "scripts en automatische acties"),
    "a file in a pdf": (
        "a.pdf",
        lambda: pdf(lambda file: file.add_attachment(MARK, MARK.encode())),
        "ingesloten bestanden",
    ),
    "a photo in a pdf": ("a.pdf", lambda: pdf(photo), "foto’s"),
    "a form with a script": (
        "a.pdf",
        lambda: pdf(lambda file: add(file, "/AcroForm", XFA=TextStringObject(MARK))),
        "scripts",
    ),
    "what an earlier save held": (
        "a.pdf",
        lambda: pdf(lambda file: file._add_object(DictionaryObject({NameObject("/Old"): TextStringObject(MARK)}))),
        "",
    ),
    "a photo": ("a.jpg", lambda: papers.picture(mark=MARK), "foto’s"),
    "a drawing": ("a.png", lambda: papers.picture("PNG", mark=MARK), "foto’s"),
    "a small photo": ("a.webp", lambda: papers.picture("WEBP", mark=MARK), "foto’s"),
}


def everything(content: bytes) -> bytes:
    """Return all that stands in a file, unpacked."""
    if content.startswith(b"PK"):
        return b"".join(name.encode() + part for name, part in papers.parts_of(content).items())
    if content.startswith(b"%PDF"):
        streams = [thing.get_data() for thing in papers.objects(content) if isinstance(thing, DecodedStreamObject)]
        return content + b"".join(streams) + repr(papers.objects(content)).encode()
    return content


def shelved(aisha: cast.Person, som: WorkspacePage, name: str, content: bytes) -> str:
    """Put a file on the shelf; return what the page after it says."""
    answer = aisha.posts("paper_shelve", som.pk, title="Stuk", tlp="green", file=papers.upload(name, content))
    assert answer.status_code == 302, answer.content.decode()
    return html.unescape(aisha.gets(som.url).content.decode())


def downloaded(somebody: cast.Person) -> bytes:
    return b"".join(somebody.gets("paper", Paper.objects.get().pk).streaming_content)


@pytest.mark.parametrize("case", TELLING)
def test_it_is_gone_for_others_and_its_uploader_is_told(
    som: WorkspacePage, aisha: cast.Person, chloe: cast.Person, case: str
) -> None:
    name, make, told = TELLING[case]
    content = make()
    assert MARK.encode() in everything(content).replace(b"\0", b"")
    said = shelved(aisha, som, f"{MARK}-{name}", content)
    assert MARK.encode() not in everything(downloaded(chloe))
    assert MARK not in said
    assert MARK not in chloe.gets("paper_show", Paper.objects.get().pk).content.decode()
    assert (f"{told}" in said.partition("Uit het stuk is weggehaald")[2].partition("</p>")[0]) or not told
    assert MARK not in Paper.objects.get().file.name


def test_the_text_of_a_document_stays(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    body = paragraph(run("Oud. ") + by("ins", run("Nieuw. ")) + by("del", "<w:r><w:delText>Weg. </w:delText></w:r>"))
    shelved(aisha, som, "a.docx", word(body, mark=MARK))
    document = docx.Document(io.BytesIO(downloaded(chloe)))
    assert [each.text for each in document.paragraphs] == ["Oud. Nieuw. ", "Dit staat er."]
    assert document.styles["Heading 1"] is not None


def test_the_numbers_of_a_workbook_stay(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    said = shelved(aisha, som, "a.xlsx", papers.workbook(mark=MARK, hidden=True))
    book = openpyxl.load_workbook(io.BytesIO(downloaded(chloe)))
    assert (book.active["A1"].value, book.active["A3"].value) == ("Dit staat er.", "=SUM(A1:A2)")
    assert "dit staat nog in het stuk: verborgen bladen" in said


def test_the_pages_tags_and_links_of_a_pdf_stay(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    def tagged(writer: PdfWriter) -> None:
        scope = DictionaryObject({NameObject("/O"): NameObject("/Table"), NameObject("/Scope"): NameObject("/Column")})
        add(
            writer, "/StructTreeRoot", Type=NameObject("/StructTreeRoot"), K=DictionaryObject({NameObject("/A"): scope})
        )
        writer.root_object[NameObject("/Lang")] = TextStringObject("nl-NL")
        writer.add_uri(0, "https://www.example.nl/", (0, 0, 9, 9))

    shelved(aisha, som, "a.pdf", pdf(tagged))
    found = PdfReader(io.BytesIO(downloaded(chloe)))
    assert str(found.root_object["/Lang"]) == "nl-NL"
    assert found.root_object["/StructTreeRoot"]["/K"]["/A"]["/Scope"] == "/Column"
    assert found.pages[0]["/Annots"][0].get_object()["/A"]["/URI"] == "https://www.example.nl/"


def test_a_photo_stands_upright(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    shelved(aisha, som, "a.jpg", papers.picture(size=(60, 40), turned=True))
    with Image.open(io.BytesIO(downloaded(chloe))) as found:
        assert found.size == (40, 60)
        assert not found.getexif()


def test_a_web_link_in_a_document_stays(som: WorkspacePage, aisha: cast.Person, chloe: cast.Person) -> None:
    shelved(aisha, som, "a.docx", related("hyperlink", "https://www.example.nl/", outside=True))
    assert b"https://www.example.nl/" in everything(downloaded(chloe))


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", word), ("a.xlsx", papers.workbook), ("a.odt", papers.opendocument), ("a.pdf", pdf)]
)
def test_cleaning_again_changes_nothing(
    som: WorkspacePage, aisha: cast.Person, chloe: cast.Person, name: str, make: Callable[..., bytes]
) -> None:
    shelved(aisha, som, name, make())
    first = Paper.objects.get()
    shelved(aisha, som, name, downloaded(chloe))
    again = Paper.objects.latest("pk")
    assert (again.sha256, again.traces) == (first.sha256, [])
