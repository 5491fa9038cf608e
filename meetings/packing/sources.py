"""The pages of each paper of a pack, or the reason why a page of ours stands in their place."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pypdf import PdfReader, apply_configuration

from meetings.packing import office
from meetings.packing.contents import Bound
from schakel.files.pdf import BOUNDS, READ_ERRORS

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Source:
    """A paper with its pages; without a reader, `reason` says why they are not there."""

    bound: Bound
    reader: PdfReader | None = None
    pages: int = 1
    reason: str = ""


def read(papers: list[Bound], broken: set[int], progress: Progress) -> list[Source]:
    """Return where the pages of each paper come from; those in `broken` turned out not to be bindable."""
    return list(_read(papers, broken, progress))


def _read(papers: list[Bound], broken: set[int], progress: Progress) -> Iterator[Source]:
    for place, bound in enumerate(papers):
        progress(5 + 45 * place // len(papers))
        yield Source(bound, reason=_damaged()) if bound.paper.pk in broken else _source(bound)


def _source(bound: Bound) -> Source:
    try:
        content = _content(bound)
    except OSError:
        return Source(bound, reason=_("Dit stuk is nu niet te openen."))
    if content is None:
        return Source(bound, reason=_("Dit soort stuk kan niet in een pdf. Open het op Schakel."))
    try:
        with apply_configuration(BOUNDS):
            return _opened(bound, content)
    except READ_ERRORS:
        return Source(bound, reason=_damaged())


def _content(bound: Bound) -> bytes | None:
    if bound.paper.media_type != "application/pdf":
        return office.convert(bound.paper) if office.can_convert() else None
    with bound.paper.file.open("rb") as file:
        return bytes(file.read())


def _opened(bound: Bound, content: bytes) -> Source:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        return Source(bound, reason=_("Dit stuk heeft een wachtwoord en kan niet in de bundel."))
    pages = len(reader.pages)
    return Source(bound, reader, pages) if pages else Source(bound, reason=_damaged())


def _damaged() -> str:
    return _("Dit stuk is beschadigd en kan niet in de bundel.")
