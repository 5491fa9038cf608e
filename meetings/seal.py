"""The seal on adopted minutes: a SHA-256 over all that was adopted, which anybody can make again."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from meetings.models import Line, MinutesPage, timeline


def content(page: MinutesPage) -> dict[str, Any]:
    """Return what is sealed: the meeting, its agenda and papers, who came, the text, the decisions and action points.

    Names stand in it as they were; whether an action point was done since does not belong to it.
    """
    meeting = page.meeting
    return {
        "meeting": [meeting.title, meeting.begins, meeting.ends, meeting.place],
        "agenda": [_item(line) for line in timeline(meeting)],
        "attendance": page.attendance_snapshot,
        "seats": list(meeting.attendance.order_by("seat").values_list("seat", "state", "substitute")),
        "title": page.title,
        "body": list(page.body.raw_data),
        "decisions": list(_rows(page.decisions, "review_on")),
        "actions": list(_rows(page.actionpoints, "owner", "organisation", "due")),
        "adopted": [page.adopted_at, page.adopted_by_id, page.version],
        **({"tlp": page.tlp} if page.tlp else {}),  # minutes sealed before there were marks keep their number
        **(_loop(page) if page.access_snapshot is not None else {}),  # nor those from before there was a loop
    }


def _loop(page: MinutesPage) -> dict[str, Any]:
    """Return how the minutes came to be adopted, and who had access then."""
    corrections = page.corrections.order_by("pk")
    return {
        "access": page.access_snapshot,
        "adopted in": [page.adopted_in_id, page.adopted_without],
        "corrected": [page.circulated_at, page.corrections_until],
        "corrections": list(corrections.values_list("block", "paragraph", "by", "quoted", "text", "state", "answer")),
    }


def _item(line: Line) -> list[Any]:
    item, papers = line.item, sorted(paper.sha256 for paper in line.item.papers.all())
    return [
        item.pk,
        line.number,
        item.title,
        item.kind,
        item.duration,
        item.tlp,
        item.owner_id,
        item.owner_text,
        papers,
    ]


def _rows(rows: Any, *more: str) -> Any:
    return rows.order_by("year", "serial").values_list("year", "serial", "block", "agenda_item", "text", *more)


def fingerprint(page: MinutesPage) -> str:
    """Return the SHA-256, in hexadecimals, of the canonical JSON of `content`: keys sorted, no spaces, UTF-8.

    Everything is read anew from the database: what an object in memory says does not count.
    """
    text = json.dumps(
        content(MinutesPage.objects.get(pk=page.pk)),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        default=_written,
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return str(value)
