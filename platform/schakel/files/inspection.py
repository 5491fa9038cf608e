"""The door for whatever is uploaded: judged by its size, its name and its content together, and cleaned."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from schakel.files import image, odf, ooxml, pdf
from schakel.files.cleaned import Cleaned

OPEN_XML = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{OPEN_XML}.wordprocessingml.document",
    ".xlsx": f"{OPEN_XML}.spreadsheetml.sheet",
    ".pptx": f"{OPEN_XML}.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}
ACCEPTED = ", ".join(sorted(MEDIA_TYPES))
COMPOUND = b"\xd0\xcf\x11\xe0"  # an Office file with a password, or one from before 2007


class Inspected(ContentFile[bytes]):
    """The cleaned file, with what was found out about it. Its name says its kind and nothing of what it was called."""

    def __init__(self, suffix: str, found: Cleaned) -> None:
        super().__init__(found.content, name=f"stuk{suffix}")
        self.media_type = MEDIA_TYPES[suffix]
        self.sha256 = hashlib.sha256(found.content).hexdigest()
        self.pages, self.traces = found.pages, sorted(found.traces)


def inspect(file: File[bytes], name: str) -> Inspected:
    """Return the cleaned file. Raises ValidationError, in the reader's language, for what may not come in.

    What was inspected before comes back as it is, so that form and verb may both ask.
    """
    if isinstance(file, Inspected):
        return file
    size = file.size or 0
    if size > settings.UPLOAD_LIMIT:
        raise ValidationError(
            _("Dit bestand is te groot (%(size)s). Het mag hoogstens %(limit)s zijn.")
            % {"size": filesizeformat(size), "limit": filesizeformat(settings.UPLOAD_LIMIT)}
        )
    if size == 0:
        raise ValidationError(_("Dit bestand is leeg. Kies een ander bestand."))
    suffix = PurePath(name).suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise ValidationError(_("Dit soort bestand kan niet. Kies een van: %(kinds)s.") % {"kinds": ACCEPTED})
    file.seek(0)
    found = _cleaned(file.read(), suffix)
    if len(found.content) > settings.UPLOAD_LIMIT * 2:  # a picture saved anew may grow
        raise ValidationError(_("Dit bestand wordt te groot als het opnieuw wordt bewaard. Maak het kleiner."))
    return Inspected(suffix, found)


def _cleaned(content: bytes, suffix: str) -> Cleaned:
    """Let the family of the file clean it."""
    if suffix == ".pdf":
        return pdf.clean(content)
    if suffix in image.FORMATS:
        return image.clean(content, suffix)
    if content.startswith(COMPOUND):
        raise ValidationError(
            _("Dit bestand heeft een wachtwoord, of is van een oude soort. Bewaar het opnieuw zonder wachtwoord.")
        )
    return ooxml.clean(content, suffix) if suffix in ooxml.MAIN else odf.clean(content, suffix)
