from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from schakel.files import papers
from schakel.files.models import Paper
from schakel.workspaces.models import WorkspacePage
from tests import cast
from tests.files.papers import office, pdf


def test_it_works(som: WorkspacePage, aisha: cast.Person) -> None:
    paper = papers.add(som, pdf("Notitie plekken.pdf", pages=3), title="Notitie", by=aisha.who)
    assert (paper.pages, paper.kind, paper.media_type) == (3, "PDF", "application/pdf")


def test_its_name_on_disk_tells_nothing(som: WorkspacePage, aisha: cast.Person) -> None:
    paper = papers.add(som, pdf("Geheim overleg.pdf"), title="", by=aisha.who)
    assert "Geheim" not in paper.file.name
    assert Path(paper.file.path).is_relative_to(settings.DATA / "private")
    assert Path(paper.file.path).stat().st_mode & 0o077 == 0


def test_it_has_no_address(som: WorkspacePage, aisha: cast.Person) -> None:
    with pytest.raises(NotImplementedError):
        papers.add(som, pdf(), title="", by=aisha.who).file.url  # noqa: B018


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (SimpleUploadedFile("stuk.pdf", b"MZ\x90 not a pdf"), "maar is het niet"),
        (SimpleUploadedFile("stuk.pdf", b"%PDF-1.7 and then nothing"), "beschadigd"),
        (SimpleUploadedFile("stuk.pdf", b""), "leeg"),
        (SimpleUploadedFile("plaatje.svg", b"<svg/>"), "soort bestand"),
        (SimpleUploadedFile("pagina.html", b"<html>"), "soort bestand"),
        (SimpleUploadedFile("brief.docx", b"PK\x03\x04 broken"), "maar is het niet"),
        (office("brief.docx", "xl/workbook.xml"), "maar is het niet"),
        (office("brief.docx", "word/document.xml", "word/vbaProject.bin"), "macro"),
    ],
)
def test_what_is_not_what_it_says_is_refused(
    som: WorkspacePage, aisha: cast.Person, file: SimpleUploadedFile, reason: str
) -> None:
    with pytest.raises(ValidationError, match=reason):
        papers.add(som, file, title="Stuk", by=aisha.who)
    assert not Paper.objects.exists()
    assert [path for path in (settings.DATA / "private").glob("*") if path.stat().st_size == file.size] == []


def test_an_oversized_file_is_refused(som: WorkspacePage, aisha: cast.Person, settings: object) -> None:
    settings.UPLOAD_LIMIT = 100
    with pytest.raises(ValidationError, match="te groot"):
        papers.add(som, pdf(), title="Stuk", by=aisha.who)
