"""Bind a pack: the front, and behind it the papers in their order, each page with its marks."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter, apply_configuration
from pypdf.constants import PageLabelStyle
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from meetings.packing import front, sources
from meetings.packing.contents import Contents
from meetings.packing.sources import Progress, Source
from meetings.packing.stamps import Stamps
from schakel.files.pdf import BOUNDS, READ_ERRORS
from schakel.templatetags.moments import moment

LINK = "pack:"  # how the front names the place of a paper, until there is one


class Unbindable(Exception):
    """A paper whose pages cannot be taken over."""

    def __init__(self, pk: int) -> None:
        super().__init__(pk)
        self.pk = pk


@dataclass(frozen=True)
class Pack:
    """A bound pack."""

    content: bytes
    pages: int


def bind(
    contents: Contents,
    *,
    at: datetime,
    trace: str,
    changes: Callable[[], list[str]] = list,
    since: datetime | None = None,
    progress: Progress = lambda percent: None,
) -> Pack:
    """Return the pack of `contents`, in Dutch. A paper that cannot be bound in has a page that says why.

    `progress` is called with a percentage now and then. Raises typst.TypstError.
    """
    broken: set[int] = set()
    with translation.override("nl"):
        while True:
            try:
                found = sources.read(contents.papers, broken, progress)
                return _Binder(contents, found, trace).bound(
                    changes=changes(), since=moment(since), made=moment(at), progress=progress
                )
            except Unbindable as paper:  # its pages lied: once more, with a page of ours instead
                broken.add(paper.pk)


class _Binder:
    def __init__(self, contents: Contents, found: list[Source], trace: str) -> None:
        self.contents, self.sources, self.trace = contents, found, trace

    def bound(self, *, changes: list[str], since: str, made: str, progress: Progress) -> Pack:
        page = front.pdf(self.contents, self.sources, trace=self.trace, changes=changes, since=since, made=made)
        self.writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page)))  # which keeps its tags
        self.front = len(self.writer.pages) - sum(source.reader is None for source in self.sources)
        marks = [source.bound.paper.tlp for source in self.sources if source.reader]
        self.stamps = Stamps(self.writer, marks, str(self.contents.reader), self.trace)
        self.starts = self._take_over(progress)
        self.stamps.forget_replaced()
        self._label()
        self._bookmark()
        self._lead()
        self._describe()
        buffer = io.BytesIO()
        self.writer.write(buffer)
        return Pack(buffer.getvalue(), len(self.writer.pages))

    def _take_over(self, progress: Progress) -> list[int]:
        """Put the pages of each paper where they belong; return where each begins."""
        place, starts = self.front, []
        for number, source in enumerate(self.sources):
            progress(50 + 45 * number // len(self.sources))
            starts.append(place)
            if source.reader:
                self._insert(source, place)
            place += source.pages
        return starts

    def _insert(self, source: Source, place: int) -> None:
        paper, label = source.bound.paper, source.bound.label
        try:
            with apply_configuration(BOUNDS):
                self.writer.merge(place, source.reader, import_outline=False)  # type: ignore[arg-type]
                for number in range(source.pages):
                    page = self.writer.get_page(place + number)
                    self._without_tags(page.get("/Annots"))
                    self.stamps.put(page, paper.tlp, f"{label}-{number + 1}")
        except READ_ERRORS as trouble:
            raise Unbindable(paper.pk) from trouble

    def _without_tags(self, notes: object) -> None:
        """Take away what ties notes on a page to tags that do not come along."""
        for note in notes.get_object() if notes is not None else []:  # type: ignore[attr-defined]
            thing = note.get_object()
            if isinstance(thing, DictionaryObject) and "/StructParent" in thing:
                del thing["/StructParent"]

    def _label(self) -> None:
        self.writer.set_page_label(0, self.front - 1, style=PageLabelStyle.DECIMAL, prefix="A-")
        for source, start in zip(self.sources, self.starts, strict=True):
            last = start + source.pages - 1
            self.writer.set_page_label(start, last, style=PageLabelStyle.DECIMAL, prefix=f"{source.bound.label}-")

    def _bookmark(self) -> None:
        agenda = min(1, self.front - 1)
        self.writer.add_outline_item(title=_("Agenda"), page_number=agenda)
        for line in self.contents.lines:
            own = [place for place, source in enumerate(self.sources) if source.bound.line is line]
            if line.is_pause and not own:
                continue
            above = self.writer.add_outline_item(title=line.title, page_number=self.starts[own[0]] if own else agenda)
            for place in own:
                bound = self.sources[place].bound
                title = f"{bound.label} {bound.paper.title}"
                self.writer.add_outline_item(title=title, page_number=self.starts[place], parent=above)

    def _lead(self) -> None:
        """Let the links of the agenda lead to the pages."""
        places = dict(zip((str(source.bound.paper.pk) for source in self.sources), self.starts, strict=True))
        labels = {str(source.bound.paper.pk): source.bound.label for source in self.sources}
        for number in range(self.front):
            for raw in self.writer.get_page(number).get("/Annots", ()):
                note = raw.get_object()
                key = str(note.get("/A", {}).get("/URI", "")).removeprefix(LINK)
                if key in places:
                    self._go(note, places[key], _("Naar stuk %(label)s") % {"label": labels[key]})

    def _go(self, note: DictionaryObject, place: int, words: str) -> None:
        page = self.writer.get_page(place).indirect_reference
        del note["/A"]
        note[NameObject("/Dest")] = ArrayObject([page, NameObject("/Fit")])
        note[NameObject("/Contents")] = TextStringObject(words)

    def _describe(self) -> None:
        told = {"/Title": front.title_of(self.contents), "/Producer": "Schakel", "/SchakelTrace": self.trace}
        self.writer.add_metadata(told)
