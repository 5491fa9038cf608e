"""The body of minutes as passages in order, each with what its page needs: numbers, names, anchors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from meetings import blocks, polling, prose
from meetings.models.agenda import Line, timeline
from schakel.accounts.models import User

if TYPE_CHECKING:
    from meetings.models.correction import Correction
    from meetings.models.minutes import MinutesPage
    from meetings.models.register import ActionPoint, Decision


NO_HTML = SafeString("")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of a passage, numbered from 1: what a correction is about."""

    number: int
    html: SafeString
    text: str
    corrections: Sequence[Correction] = ()


@dataclass(frozen=True)
class Passage:
    """One block of the minutes; `kind` is text, table, discussion, decision or action."""

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
    told: Mapping[int, Sequence[Correction]] = field(default_factory=dict, compare=False)

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

    @cached_property
    def nodes(self) -> list[prose.Node]:
        """The prose as a tree."""
        return prose.parse(self.html) or ([prose.Paragraph((prose.Run(self.text),))] if self.text else [])

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs, each with the corrections on it."""
        return [
            Paragraph(number, SafeString(prose.html([node])), prose.text(node), self.told.get(number, ()))
            for number, node in enumerate(self.nodes, 1)
        ]

    def paragraph(self, number: int) -> Paragraph | None:
        """Return the paragraph with this number."""
        return next((each for each in self.paragraphs if each.number == number), None)

    def corrected(self, told: Mapping[int, Sequence[Correction]]) -> Passage:
        """Return the passage with the corrections on its paragraphs."""
        return replace(self, told=told)


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
    is_prose = kind in ("text", "discussion", "table")
    day = parts.get("review_on") or parts.get("due")
    return Passage(
        kind=kind,
        block=block["id"],
        anchor=row.anchor if row else f"p{place}",
        line=lines.get(str(parts.get("item"))),
        html=_html(kind, parts) if is_prose else NO_HTML,
        text="" if is_prose else parts.get("text") or "",
        owner=owners.get(str(parts.get("owner"))),
        day=date.fromisoformat(day) if day else None,
        row=row,
        basis=parts.get("basis") or "",
    )


def _html(kind: str, parts: Mapping[str, Any]) -> SafeString:
    if kind == "table":
        return SafeString(prose.html([_table(parts)]))
    return SafeString(prose.html(prose.parse(blocks.clean_html(parts.get("text") or ""))))


def _table(parts: Mapping[str, Any]) -> prose.Table:
    head = tuple((prose.Run(column["heading"]),) for column in parts.get("columns", ()))
    rows = tuple(tuple(_cell(value) for value in row["values"]) for row in parts.get("rows", ()))
    return prose.Table((head, *rows) if any(run.text for cell in head for run in cell) else rows)


def _cell(source: str) -> prose.Runs:
    nodes = prose.parse(blocks.clean_html(source or ""))
    return tuple(run for node in nodes if isinstance(node, prose.Paragraph) for run in node.runs)


def words(page: MinutesPage) -> str:
    """Return the words of the minutes, for the search index."""
    parts = ([part.heading, *(each.text for each in part.paragraphs), part.basis] for part in of(page))
    return " ".join(word for part in parts for word in part if word)
