"""The body of minutes as passages in order, each with what its page needs: numbers, names, anchors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from meetings import blocks, polling
from meetings.models.agenda import Line, timeline
from schakel.accounts.models import User

if TYPE_CHECKING:
    from meetings.models.minutes import MinutesPage
    from meetings.models.register import ActionPoint, Decision


NO_HTML = SafeString("")


@dataclass(frozen=True)
class Passage:
    """One block of the minutes; `kind` is text, discussion, decision or action."""

    kind: str
    block: str
    anchor: str
    line: Line | None = None
    html: SafeString = NO_HTML
    text: str = ""
    owner: User | None = None
    day: date | None = None
    row: Decision | ActionPoint | None = field(default=None, compare=False)
    basis: str = ""
    votes: str = ""

    @property
    def is_heading(self) -> bool:
        """Tell whether it begins a new point of the agenda."""
        return self.kind == "discussion" and self.line is not None

    @property
    def heading(self) -> str:
        """The title of the point of the agenda that begins here."""
        return self.line.item.title if self.is_heading and self.line else ""

    @property
    def number(self) -> str:
        return self.row.number if self.row else ""


def of(page: MinutesPage, agenda: list[Line] | None = None) -> list[Passage]:
    """Return the passages of `page`, with the rows that were made of them when it was adopted.

    Who has the `agenda` of its meeting in hand gives it along.
    """
    stored = list(page.body.raw_data)
    lines = {str(line.item.pk): line for line in (timeline(page.meeting) if agenda is None else agenda)}
    wanted = {block["value"].get("owner") for block in stored if block["type"] == "action"}
    owners = {str(user.pk): user for user in User.objects.filter(pk__in=[pk for pk in wanted if pk])} if wanted else {}
    rows = {str(row.block): row for row in _rows(page)}
    found = [_passage(block, place, lines, owners, rows) for place, block in enumerate(stored, 1)]
    return polling.with_votes(found, {block["id"]: block["value"] for block in stored if block["type"] == "decision"})


def _rows(page: MinutesPage) -> list[Any]:
    if not page.is_frozen:
        return []
    points = page.actionpoints.select_related("owner", "organisation", "done_by")
    return [*page.decisions.all(), *points]


def _passage(
    block: Mapping[str, Any], place: int, lines: Mapping[str, Line], owners: Mapping[str, User], rows: Mapping[str, Any]
) -> Passage:
    kind, value, row = block["type"], block["value"], rows.get(block["id"])
    parts: Mapping[str, Any] = value if isinstance(value, Mapping) else {"text": value}
    is_prose = kind in ("text", "discussion")
    day = parts.get("review_on") or parts.get("due")
    return Passage(
        kind=kind,
        block=block["id"],
        anchor=row.anchor if row else f"p{place}",
        line=lines.get(str(parts.get("item"))),
        html=blocks.clean_html(parts.get("text") or "") if is_prose else NO_HTML,
        text="" if is_prose else parts.get("text") or "",
        owner=owners.get(str(parts.get("owner"))),
        day=date.fromisoformat(day) if day else None,
        row=row,
        basis=parts.get("basis") or "",
    )


def words(page: MinutesPage) -> str:
    """Return the words of the minutes, for the search index."""
    parts = of(page)
    return " ".join(f"{part.heading} {strip_tags(part.html)} {part.text} {part.basis}" for part in parts)
