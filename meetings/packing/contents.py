"""What goes into the meeting pack of one reader at this moment, and a fingerprint of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from django.utils.crypto import salted_hmac

from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from schakel.files.models import Paper
from schakel.tlp import Tlp
from schakel.workspaces.models import Membership

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage
    from schakel.accounts.models import User

FORMAT = 1  # raise it when packs are made in another way: then all of them are made anew


@dataclass(frozen=True)
class Bound:
    """A paper with the label that it has in the pack: "3a"."""

    paper: Paper
    line: Line
    label: str


@dataclass(frozen=True)
class Contents:
    """What one reader sees of a meeting: the lines of its agenda, and the papers in their order, each once."""

    meeting: MeetingPage
    reader: User
    organisation: str
    lines: list[Line]
    papers: list[Bound]

    @property
    def mark(self) -> Tlp:
        return mark_of(self.lines)

    @property
    def keys(self) -> dict[str, Any]:
        """What is compared with a later version: keys, and marks of texts; never a text."""
        meeting = self.meeting
        return {
            "facts": digest(meeting.title, meeting.begins, meeting.ends, meeting.place, meeting.workspace.title),
            "items": {str(line.item.pk): [place, _facts_of(line)] for place, line in enumerate(self.lines)},
            "papers": {
                str(bound.paper.pk): [bound.paper.sha256, bound.paper.tlp, digest(bound.paper.title)]
                for bound in self.papers
            },
        }

    @property
    def fingerprint(self) -> str:
        """The mark of all that is in the pack and for whom: another one means that it has to be made anew."""
        times = [(line.number, line.begins, bound) for line, bound in self._placed()]
        return digest(FORMAT, self.reader.pk, str(self.reader), self.organisation, self.keys, times)

    @property
    def trace(self) -> str:
        """What tells of a copy, also of a part of it, for whom it was made: the journal has the same number."""
        return digest(self.meeting.pk, self.fingerprint)[:16]

    def _placed(self) -> Iterator[tuple[Line, str]]:
        for line in self.lines:
            yield line, ",".join(bound.label for bound in self.papers if bound.line is line)

    @property
    def pages(self) -> int:
        """About how many pages it will have: the papers, and two of its own."""
        return 2 + sum(bound.paper.pages or 1 for bound in self.papers)


def digest(*words: object) -> str:
    return salted_hmac("meetings.pack", json.dumps(words, default=str, sort_keys=True), algorithm="sha256").hexdigest()


def _facts_of(line: Line) -> str:
    item = line.item
    return digest(item.title, item.kind, item.brought_by, item.duration, item.tlp)


def of(meeting: MeetingPage, reader: User) -> Contents:
    """Return what `reader` may see of `meeting` now; the judge is asked for each item and each paper."""
    seen = set(AgendaItem.objects.visible_to(reader).filter(meeting=meeting).values_list("pk", flat=True))
    rows: Any = Paper.objects.all()
    may_open = rows.visible_to(reader).filter(agenda_items__meeting=meeting, state=Paper.State.READY)
    readable = set(may_open.values_list("pk", flat=True))
    lines = [line for line in timeline(meeting) if line.item.pk in seen]
    return Contents(meeting, reader, _organisation(meeting, reader), lines, list(_bound(lines, readable)))


def _bound(lines: list[Line], readable: set[int]) -> Iterator[Bound]:
    taken: set[int] = set()
    for line in lines:
        papers = [paper for paper in line.item.papers.all() if paper.pk in readable and paper.pk not in taken]
        for place, paper in enumerate(papers):
            taken.add(paper.pk)
            yield Bound(paper, line, f"{line.number or 'p'}{_letters(place)}")


def _letters(place: int) -> str:
    """Return a, b … z, aa, ab …"""
    return (_letters(place // 26 - 1) if place >= 26 else "") + ascii_lowercase[place % 26]


def _organisation(meeting: MeetingPage, reader: User) -> str:
    rows = Membership.objects.current().filter(user=reader, seat__workspace=meeting.workspace)
    held = rows.select_related("seat__organisation").first()
    return str(held.seat.organisation) if held and held.seat.organisation else ""
