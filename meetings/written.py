"""Minutes as plain data, the same for every file that is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings import attendance_list, loop, passages, prose, quorum
from meetings.models.agenda import mark_of, timeline

if TYPE_CHECKING:
    from meetings.models.minutes import MinutesPage


def of(page: MinutesPage) -> dict[str, Any]:
    """Return head, attendance, blocks and seal of `page`; a block is {"kind": …} with what that kind has.

    Kinds: point (number, text), node (of `prose.data`), decision and action (label, text, note).
    """
    meeting, lines = page.meeting, timeline(page.meeting)
    mark = mark_of(lines, page.tlp)
    rows = page.attendance_snapshot if page.is_frozen else attendance_list.snapshot(meeting)
    return {
        "language": get_language() or "nl",
        "title": page.title,
        "workspace": page.workspace.title,
        "meeting": meeting.title,
        "facts": [[_("Wanneer"), _when(page)], *([[_("Plaats"), meeting.place]] if meeting.place else [])],
        "mark": str(mark.label),
        "meaning": mark.meaning,
        "state": "" if page.is_frozen else _concept(page),
        "steps": [list(step) for step in loop.steps(page)],
        "attendance": [
            *([label[:1].upper() + label[1:], ", ".join(names)] for label, names in _present(rows or [])),
            *_quorum(page),
        ],
        "present": _("Wie was er"),
        "blocks": [block for passage in passages.of(page, lines) for block in _blocks(passage)],
        "seal": page.fingerprint,
        "seal_label": _("Controlegetal (SHA-256)"),
        "page_label": _("Pagina"),
    }


def _when(page: MinutesPage) -> str:
    begins, ends = localtime(page.meeting.begins), localtime(page.meeting.ends)
    return f"{date_format(begins, 'l j F Y')}, {begins:%H.%M} – {ends:%H.%M}"


def _concept(page: MinutesPage) -> str:
    if page.status == page.Status.CIRCULATED:
        return _("CONCEPT, nog niet vastgesteld")
    return _("CONCEPT, in bewerking")


def _present(rows: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(label, names) for label, names in attendance_list.told([row for row in rows if row["state"]])]


def _quorum(page: MinutesPage) -> list[list[str]]:
    counted = quorum.thawed(page.quorum_snapshot) if page.is_frozen else quorum.of(page.meeting)
    words = render_to_string("meetings/parts/quorum_words.html", {"quorum": counted}) if counted else ""
    return [[_("Quorum"), " ".join(words.split())]] if words else []


def _blocks(passage: passages.Passage) -> list[dict[str, Any]]:
    if passage.kind == "decision":
        return [_extract(passage, _("Besluit"), _rests(passage))]
    if passage.kind == "action":
        return [_extract(passage, _("Actie"), _promised(passage))]
    head = []
    if passage.is_heading and passage.line:
        head = [{"kind": "point", "number": passage.line.number, "text": passage.heading}]
    return [*head, *({"kind": "node", "node": prose.data(node)} for node in passage.nodes)]


def _extract(passage: passages.Passage, label: str, note: str) -> dict[str, Any]:
    return {"kind": passage.kind, "label": f"{label} {passage.number}".strip(), "text": passage.text, "note": note}


def _rests(passage: passages.Passage) -> str:
    """Return on what a decision rests and how it was taken."""
    told = [
        f"{_('Genomen zonder quorum')}." if getattr(passage.row, "below_quorum", False) else "",
        f"{_('Grond')}: {passage.basis}" if passage.basis else "",
        f"{_('Stemmen')}: {passage.votes}" if passage.votes else "",
        _("Opnieuw bekijken op %(day)s.") % {"day": date_format(passage.day, "j F Y")} if passage.day else "",
    ]
    return "\n".join(line for line in told if line)


def _promised(passage: passages.Passage) -> str:
    organisation = getattr(passage.row, "organisation", None)
    who = ", ".join(str(each) for each in (passage.owner, organisation) if each)
    due = _("af op %(day)s") % {"day": date_format(passage.day, "j F Y")} if passage.day else ""
    return " · ".join(part for part in (who, due) if part)
