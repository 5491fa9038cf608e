"""What a Word file becomes: the blocks of minutes, or the items of an agenda."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from meetings import blocks, prose
from meetings.models.agenda import AgendaItem, timeline

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage

NUMBER = re.compile(r"^\s*(?:(?:agenda)?punt\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])[.):]\s*", re.IGNORECASE)
BARE_NUMBER = re.compile(r"^\s*\d{1,2}\s+")
DURATION = re.compile(r"[(\[–,-]?\s*\b(\d{1,3})\s*(?:minuten|minuut|min\b\.?|['’′])\s*[)\]]?\s*$", re.IGNORECASE)
DECISION = re.compile(r"^\s*besluit(?:\s+\d+)?\s*:\s*", re.IGNORECASE)
LONGEST = 200
KINDS = (
    (re.compile(r"opening|vaststell\w+ (?:van )?(?:de )?agenda", re.IGNORECASE), AgendaItem.Kind.OPENING),
    (re.compile(r"notulen|verslag", re.IGNORECASE), AgendaItem.Kind.MINUTES),
    (re.compile(r"actie(?:punten|lijst)", re.IGNORECASE), AgendaItem.Kind.ACTIONS),
    (re.compile(r"mededeling|ter kennisname", re.IGNORECASE), AgendaItem.Kind.INFORMATION),
    (re.compile(r"ronde\b|rondje", re.IGNORECASE), AgendaItem.Kind.ROUND),
    (re.compile(r"pauze", re.IGNORECASE), AgendaItem.Kind.PAUSE),
    (re.compile(r"rondvraag|sluiting", re.IGNORECASE), AgendaItem.Kind.CLOSING),
    (re.compile(r"besluit|vaststell", re.IGNORECASE), AgendaItem.Kind.DECISION),
)


def bare(title: str) -> str:
    """Return a title without the number before it."""
    return BARE_NUMBER.sub("", NUMBER.sub("", title)).strip()


def body(meeting: MeetingPage, nodes: list[prose.Node]) -> list[tuple[str, Any]]:
    """Return the blocks of minutes: a heading that is an item of the agenda begins its block, a table is a block.

    A paragraph "Besluit: …" below an item becomes a decision.
    """
    items = {_known(line.item.title): str(line.item.pk) for line in timeline(meeting) if not line.is_pause}
    return [block for item, part in _by_item(nodes, items) for block in _blocks(item, part)]


def _known(title: str) -> str:
    return re.sub(r"\W+", " ", bare(title)).strip().casefold()


def _by_item(nodes: list[prose.Node], items: dict[str, str]) -> Iterator[tuple[str, list[prose.Node]]]:
    item, part = "", list[prose.Node]()
    for node in nodes:
        found = items.get(_known(prose.text(node)), "") if isinstance(node, prose.Heading) else ""
        if found:
            yield item, part
            item, part = found, []
        else:
            part.append(node)
    yield item, part


def _blocks(item: str, nodes: list[prose.Node]) -> Iterator[tuple[str, Any]]:
    loose: list[prose.Node] = []
    begun = not item
    for node in (*nodes, None):
        own = _own(node, item)
        if node is not None and own is None:
            loose.append(node)
            continue
        if loose or not begun:
            text = prose.html(loose)
            yield ("text", text) if begun else ("discussion", {"item": item, "text": text})
            loose, begun = [], True
        if own is not None:
            yield own


def _own(node: prose.Node | None, item: str) -> tuple[str, Any] | None:
    """Return the block that a node becomes by itself: a table, a decision."""
    if isinstance(node, prose.Table):
        head = [prose.plain(cell) for cell in node.rows[0]]
        rows = [[prose.html([prose.Paragraph(cell)]) if cell else "" for cell in row] for row in node.rows[1:]]
        return "table", blocks.table([head, *rows])
    if item and isinstance(node, prose.Paragraph) and DECISION.match(prose.text(node)):
        return "decision", {"item": item, "text": DECISION.sub("", prose.text(node)), "review_on": None}
    return None


@dataclass(frozen=True)
class ReadItem:
    """One item that was read from an agenda."""

    title: str
    kind: str = AgendaItem.Kind.DISCUSSION
    duration: int = 10


def items(nodes: list[prose.Node]) -> list[ReadItem]:
    """Return the items of an agenda: the points of its lists; without lists the numbered lines, else the headings."""
    listed = [prose.plain(entry.runs) for node in nodes if isinstance(node, prose.Items) for entry in node.entries]
    lines = [prose.text(node) for node in nodes if isinstance(node, prose.Paragraph | prose.Heading)]
    in_table = [
        prose.plain(max(row, key=_length)) for node in nodes if isinstance(node, prose.Table) for row in node.rows
    ]
    numbered = [line for line in lines if NUMBER.match(line) or re.match(r"^\s*\d{1,2}\s+\S", line)]
    headings = [prose.text(node) for node in nodes if isinstance(node, prose.Heading)]
    found = max((numbered, listed), key=len) or headings or in_table
    return [item for line in found if (item := _item(line)).title]


def _length(cell: prose.Runs) -> int:
    return len(prose.plain(cell))


def _item(line: str) -> ReadItem:
    line = line.replace(prose.BREAK, " ")
    duration = DURATION.search(line)
    title = bare(DURATION.sub("", line)).rstrip(" .;,-–(")[:LONGEST]
    kind = next((kind for pattern, kind in KINDS if pattern.search(title)), AgendaItem.Kind.DISCUSSION)
    item = ReadItem(title, str(kind))
    return replace(item, duration=min(int(duration[1]), 600)) if duration else item
