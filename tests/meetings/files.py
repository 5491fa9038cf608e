"""Small files to upload."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter


def pdf(name: str = "notitie.pdf", pages: int = 2) -> SimpleUploadedFile:
    """Return a PDF of blank pages."""
    writer, out = PdfWriter(), BytesIO()
    for _ in range(pages):
        writer.add_blank_page(210, 297)
    writer.write(out)
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")
