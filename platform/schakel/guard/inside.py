"""The words that others will read in a file: its title, and the text inside it."""

from __future__ import annotations

from django.core.files import File

from schakel.files.text import text_of

SIGNS = 200_000


def words_of(file: File[bytes], title: str = "") -> str:
    """Return what the guard reads of a cleaned `file`: the name it came with is kept nowhere."""
    file.seek(0)
    text = text_of(file.read(), file.name or "")
    file.seek(0)
    return "\n".join(part for part in (title, text) if part)[:SIGNS]
