"""The front of a pack, typeset and tagged: cover, what changed, agenda, and a sheet for what could not be bound in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.models.agenda import Line
from meetings.packing.contents import Contents
from meetings.packing.sources import Source
from schakel import typeset
from schakel.templatetags.moments import clocktime, daydate
from schakel.tlp import Tlp

PRINT = Path(__file__).resolve().parent.parent / "print"
# what the font of typst cannot show: PDF/UA refuses a sign that nobody could read
ODD = re.compile(r"[^\x20-\u017f‐-•…−×€\n]")


def mark(value: str) -> dict[str, Any]:
    """Return a TLP mark as the print knows it; from AMBER on the pages bear the name of the reader."""
    tlp = Tlp(value)
    return {"label": tlp.label, "colour": tlp.colour, "meaning": tlp.meaning, "named": is_named(value)}


def is_named(value: str) -> bool:
    """Tell whether pages with this mark bear the name of the reader: from AMBER on."""
    return Tlp(value).rank >= Tlp.AMBER.rank


def title_of(contents: Contents) -> str:
    words = {"body": contents.meeting.workspace.title, "day": _day(contents)}
    return _("Vergaderstukken %(body)s, %(day)s") % words


def pdf(
    contents: Contents, sources: Sequence[Source], *, trace: str, changes: list[str], since: str, made: str
) -> bytes:
    """Return the front of the pack of `contents` as a PDF/UA-1 document. Raises typst.TypstError."""
    data = {
        "title": title_of(contents),
        "body": contents.meeting.workspace.title,
        "name": contents.meeting.title,
        "mark": mark(contents.mark),
        "trace": trace,
        "copy": {"name": str(contents.reader), "organisation": contents.organisation},
        "facts": _facts(contents, sources),
        "changes": changes,
        "lines": [_line(line, sources) for line in contents.lines],
        "sheets": [_sheet(source) for source in sources if source.reader is None],
        "words": _words(contents, since, made),
    }
    return compiled(PRINT / "pack.typ", data)


def compiled(source: Path, data: dict[str, Any]) -> bytes:
    """Return what `source` makes of `data`; signs that the font does not know become a question mark."""
    try:
        return typeset.pdf(source, data)
    except typst.TypstError as refused:
        if "could not be displayed" not in str(refused):
            raise
        return typeset.pdf(source, plain(data))


def plain(thing: Any) -> Any:
    """Return data without the signs that most fonts lack."""
    if isinstance(thing, dict):
        return {name: plain(value) for name, value in thing.items()}
    if isinstance(thing, list):
        return [plain(each) for each in thing]
    return ODD.sub("?", thing) if isinstance(thing, str) else thing


def _words(contents: Contents, since: str, made: str) -> dict[str, str]:
    return {
        "kind": _("Vergaderstukken"),
        "copy": _("Exemplaar van"),
        "made": _("Gemaakt op %(moment)s. Nieuwere stukken staan op Schakel.") % {"moment": made},
        "agenda": _("Agenda"),
        "day": f"{contents.meeting.workspace.title}, {_day(contents)}",
        "changed": _("Gewijzigd sinds uw bundel van %(moment)s") % {"moment": since} if since else "",
        "page": _("pagina"),
    }


def _day(contents: Contents) -> str:
    return str(date_format(localtime(contents.meeting.begins), "j F Y"))


def _facts(contents: Contents, sources: Sequence[Source]) -> list[list[str]]:
    meeting, points = contents.meeting, max((line.number for line in contents.lines), default=0)
    when = _("%(day)s, %(begins)s tot %(ends)s") % {
        "day": daydate(meeting.begins),
        "begins": clocktime(meeting.begins),
        "ends": clocktime(meeting.ends),
    }
    there = [
        ngettext("%(count)s punt", "%(count)s punten", points) % {"count": points},
        ngettext("%(count)s stuk", "%(count)s stukken", len(sources)) % {"count": len(sources)},
    ]
    rows = [(_("Wanneer"), when), (_("Waar"), meeting.place), (_("In deze bundel"), ", ".join(there))]
    return [[label, value] for label, value in rows if value]


def _line(line: Line, sources: Sequence[Source]) -> dict[str, Any]:
    item = line.item
    minutes = ngettext("%(count)s minuut", "%(count)s minuten", item.duration) % {"count": item.duration}
    own = [str(item.get_kind_display()), item.brought_by, minutes]
    return {
        "time": clocktime(line.begins),
        "title": line.title,
        "pause": line.is_pause,
        "about": [word for word in own if word],
        "mark": mark(item.mark),
        "papers": [_paper(place, sources) for place, each in enumerate(sources) if each.bound.line is line],
    }


def _paper(place: int, sources: Sequence[Source]) -> dict[str, Any]:
    source = sources[place]
    paper = source.bound.paper
    pages = ngettext("%(count)s pagina", "%(count)s pagina’s", source.pages) % {"count": source.pages}
    return {
        "key": str(paper.pk),
        "label": source.bound.label,
        "title": paper.title,
        "offset": 1 + sum(before.pages for before in sources[:place]),
        "about": pages if source.reader else paper.kind,
    }


def _sheet(source: Source) -> dict[str, Any]:
    paper = source.bound.paper
    return {
        "label": source.bound.label,
        "title": paper.title,
        "kind": paper.kind,
        "reason": source.reason,
        "url": settings.BASE_URL + reverse("paper_show", args=[paper.pk]),
        "mark": mark(paper.tlp),
    }
