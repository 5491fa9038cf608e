"""The seal on adopted minutes: a SHA-256 over all that was adopted, which anybody can make again."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

from meetings.models import ActionPoint, ActionStep, AgendaItem, Line, MinutesPage, timeline


def content(page: MinutesPage) -> dict[str, Any]:
    """Return what is sealed: the meeting, its agenda and papers, who came, the text, the decisions and action points.

    Names stand in it as they were; what was done with an action point since does not belong to it.
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
        "actions": [_as_promised(point) for point in _points(page)],
        "adopted": [page.adopted_at, page.adopted_by_id, page.version],
        # minutes sealed before there was something of this kind keep their number
        **({"tlp": page.tlp} if page.tlp else {}),
        **({"quorum": page.quorum_snapshot, "below_quorum": _below(page)} if page.quorum_snapshot else {}),
        **_rests(page),
        **(_loop(page) if page.access_snapshot is not None else {}),
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
        *_more(item),
    ]


def _below(page: MinutesPage) -> list[Any]:
    return list(page.decisions.filter(below_quorum=True).order_by("year", "serial").values_list("year", "serial"))


def _rests(page: MinutesPage) -> dict[str, Any]:
    """Return on what its decisions rest and how they were voted on, when there is anything to tell."""
    rows = list(page.decisions.order_by("year", "serial").values_list("serial", "basis", "poll", "votes"))
    return {"rests": rows} if any(basis or poll for _, basis, poll, _ in rows) else {}


def _points(page: MinutesPage) -> Any:
    return page.actionpoints.order_by("year", "serial").prefetch_related("steps")


def _as_promised(point: ActionPoint) -> list[Any]:
    """Return an action point as it was adopted: the day and the owner that its first steps away from them tell."""
    owner: int | None = point.owner_id
    due: date | None = point.due
    organisation = point.organisation_id
    for step in sorted(point.steps.all(), key=lambda step: -step.pk):
        if step.kind == ActionStep.Kind.MOVED:
            due = step.due_before
        elif step.kind == ActionStep.Kind.HANDED:
            owner, organisation = step.owner_before_id, step.organisation_before_id
    numbered = [point.year, point.serial, point.block, point.agenda_item_id, point.text]
    return [*numbered, owner, organisation, due]


def _more(item: AgendaItem) -> list[Any]:
    """Return what items have since 2026 where they have it: those sealed before keep their number."""
    told = [[item.aim, item.explanation]] if item.aim or item.explanation else []
    rows = item.meeting.round_answers.sent().order_by("seat") if item.kind == AgendaItem.Kind.ROUND else []
    said = [[row.seat_id, row.successes, row.trends, row.bottlenecks] for row in rows]
    return [*told, *([said] if said else [])]


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
