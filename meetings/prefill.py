"""What the draft of minutes begins with: the agenda, who came, and what others offer, such as the round-table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.formats import time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meetings import attendance_list
from meetings.models.agenda import AgendaItem, timeline

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage

Block = tuple[str, Any]
Provider = Callable[["MeetingPage"], Iterable[Block]]
PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Let `provider` offer blocks about a meeting; they come below the item for the round, or at the end."""
    PROVIDERS.append(provider)


def body(meeting: MeetingPage) -> list[Block]:
    """Return the blocks of a first draft: a heading for each item, the attendance at the first, and what is offered."""
    offered = [block for provider in PROVIDERS for block in provider(meeting)]
    lines = [line for line in timeline(meeting) if not line.is_pause]
    told = {_item_of(block) for block in offered if block[0] == "discussion"}
    blocks: list[Block] = []
    for place, line in enumerate(lines):
        is_round = line.item.kind == AgendaItem.Kind.ROUND
        if str(line.item.pk) not in told:
            blocks.append(("discussion", {"item": line.item, "text": _opening(meeting) if place == 0 else ""}))
        if is_round:
            blocks, offered = [*blocks, *offered], []
    return [*blocks, *offered]


def _item_of(block: Block) -> str:
    item = block[1].get("item")
    return str(getattr(item, "pk", item))


def _opening(meeting: MeetingPage) -> str:
    """Return the first words: when it began, and how many seats were there; the names follow on the page."""
    begun = _("De voorzitter opent de vergadering om %(time)s uur.") % {
        "time": time_format(localtime(meeting.begins), "H.i")
    }
    rows = attendance_list.snapshot(meeting)
    if not any(row["state"] for row in rows):
        return f"<p>{escape(begun)}</p>"
    there = _("Er zijn %(there)s van de %(total)s zetels vertegenwoordigd.") % attendance_list.counts(rows)
    return f"<p>{escape(begun)} {escape(there)}</p>"
