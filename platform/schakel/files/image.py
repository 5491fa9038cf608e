"""Pictures: made anew from their pixels, so that nothing else comes along."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from schakel.files import cleaned
from schakel.files.cleaned import Cleaned, Trace

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
LOSSLESS = {".png", ".jpg", ".jpeg"}
TELLING = ("exif", "comment", "xmp", "photoshop", "XML:com.adobe.xmp", "Comment", "Author", "icc_profile")
READ_ERRORS = (UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, zlib.error, EOFError, IndexError,
               KeyError, TypeError, ArithmeticError, AttributeError, RuntimeError)  # fmt: skip
PNG_SIGN = b"\x89PNG\r\n\x1a\n"
PNG_SHOWN = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs", b"sBIT", b"bKGD"}
END_OF_IMAGE = 0xD9
ALONE = {0x01, *range(0xD0, 0xD9)}  # markers of a JPEG without a length
UNSEEN = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}  # EXIF, XMP, makers' own, comments; JFIF, colours and Adobe's stay
COLOURS = b"ICC_PROFILE\0"


def clean(content: bytes, suffix: str) -> Cleaned:
    """Return the picture upright and without a word besides its pixels. Raises ValidationError."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=[FORMATS[suffix]]) as opened:
            warnings.simplefilter("ignore")  # of what is large, and of marks that Pillow cannot read
            _judge_size(opened, suffix)
            telling = bool(opened.getexif()) or any(name in opened.info for name in TELLING)
            ImageOps.exif_transpose(opened, in_place=True)
            mode = _mode(opened, suffix)
            content = _saved(opened if opened.mode == mode else opened.convert(mode), suffix)
    except Image.DecompressionBombError as bomb:
        raise _too_many_pixels(suffix) from bomb
    except READ_ERRORS as trouble:
        raise cleaned.broken(suffix) from trouble
    return Cleaned(content, frozenset({Trace.CAMERA} if telling else ()))


def _saved(picture: Image.Image, suffix: str) -> bytes:
    picture.info.clear()  # Pillow would write a comment and a colour profile from here
    buffer = io.BytesIO()
    if suffix == ".webp":
        picture.save(buffer, "WEBP", quality=85, method=0)  # the slower methods take minutes for 50 megapixels
    elif suffix == ".png":
        picture.save(buffer, "PNG")
    else:  # with its own tables it neither grows nor loses more
        picture.save(buffer, "JPEG", quality="keep" if picture.format == "JPEG" else 90)
    return buffer.getvalue()


def _most_pixels(suffix: str) -> int:
    """Return how many pixels may be decoded: WebP needs three times the memory of the others for each."""
    most: int = settings.PIXEL_LIMIT
    return most // 2 if suffix == ".webp" else most


def _too_many_pixels(suffix: str) -> ValidationError:
    return ValidationError(
        _("Deze afbeelding is te groot: hoogstens %(most)s miljoen beeldpunten. Verklein haar eerst.")
        % {"most": _most_pixels(suffix) // 1_000_000},
        code="too_many_pixels",
    )


def _judge_size(opened: Image.Image, suffix: str) -> None:
    """Refuse by the size in the head of the file, before a pixel is decoded."""
    width, height = opened.size
    if width * height > _most_pixels(suffix):
        raise _too_many_pixels(suffix)


def _mode(picture: Image.Image, suffix: str) -> str:
    if picture.mode in ("L", "1", "I;16", "I"):
        return "L"
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return "RGBA" if clear and FORMATS[suffix] != "JPEG" else "RGB"


def without_metadata(content: bytes) -> bytes | None:
    """Return the same pixels of a PNG or JPEG in a document, without what is not shown; None if it is neither."""
    try:
        if content.startswith(PNG_SIGN):
            return _bare_png(content)
        return _bare_jpeg(content) if content.startswith(b"\xff\xd8\xff") else None
    except (struct.error, IndexError):
        return None


def _bare_png(content: bytes) -> bytes:
    kept, at = [PNG_SIGN], len(PNG_SIGN)
    while at < len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if name in PNG_SHOWN:
            kept.append(chunk)
        at += len(chunk)
        if name == b"IEND":
            break
    return b"".join(kept)


def _bare_jpeg(content: bytes) -> bytes:
    kept, at = [content[:2]], 2
    while at < len(content) - 1:
        if content[at] != 0xFF:  # the pixels, up to the next marker
            end = _next_marker(content, at)
            kept.append(content[at:end])
            at = end
            continue
        marker = content[at + 1]
        if marker == END_OF_IMAGE:
            kept.append(content[at : at + 2])
            break
        length = 0 if marker in ALONE or marker in (0x00, 0xFF) else struct.unpack_from(">H", content, at + 2)[0]
        end = at + (1 if marker == 0xFF else 2 + length)
        if marker not in UNSEEN and (marker != 0xE2 or content.startswith(COLOURS, at + 4)):
            kept.append(content[at:end])
        at = end
    return b"".join(kept)


def _next_marker(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            return len(content)
        if content[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1 if content[at + 1] == 0xFF else 2
