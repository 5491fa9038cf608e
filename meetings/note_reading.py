"""What the screens of private notes show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from meetings.models import Line, MeetingPage, Note
from meetings.note_forms import NoteForm
from meetings.packing import contents
from schakel.files.models import Paper

if TYPE_CHECKING:
    from schakel.accounts.models import User


@dataclass
class Place:
    """An item of the agenda with the notes at it, and its papers with theirs."""

    line: Line
    form: NoteForm
    notes: list[Note] = field(default_factory=list)
    papers: list[tuple[str, Paper, list[Note]]] = field(default_factory=list)


def of_meeting(meeting: MeetingPage, user: User, *, form: NoteForm | None, item: int) -> dict[str, Any]:
    """Return the agenda as `user` sees it with their notes; `form` is what was typed at `item` and not kept."""
    now, rows = contents.of(meeting, user), list(Note.objects.visible_to(user).filter(meeting=meeting).with_places())
    places = [_place(line, form if line.item.pk == item else None) for line in now.lines if not line.is_pause]
    for place in places:
        place.notes = [note for note in rows if note.item_id == place.line.item.pk]
        bound = (each for each in now.papers if each.line is place.line)
        place.papers = [(each.label, each.paper, [n for n in rows if n.paper_id == each.paper.pk]) for each in bound]
    shown = {note.pk for place in places for note in _all_at(place)}
    return {"meeting": meeting, "places": places, "adrift": [note for note in rows if note.pk not in shown]}


def _place(line: Line, form: NoteForm | None) -> Place:
    return Place(line, form or NoteForm(auto_id=f"id_{line.item.pk}_%s"))


def _all_at(place: Place) -> list[Note]:
    return [*place.notes, *(note for _label, _paper, notes in place.papers for note in notes)]


def own(user: User) -> list[tuple[str, list[Note]]]:
    """Return all notes of `user`, by the name of what they are about, as far as they see it.

    Where they may no longer look, a note stands without the name of its place.
    """
    seen = set(MeetingPage.objects.visible_to(user).values_list("pk", flat=True))
    papers: Any = Paper.objects.all()
    readable = set(papers.visible_to(user).filter(pk__in=_papers(user)).values_list("pk", flat=True))
    groups: dict[str, list[Note]] = {}
    for note in Note.objects.visible_to(user).with_places().order_by("-changed", "-pk"):
        groups.setdefault(_name(note, seen, readable), []).append(note)
    return list(groups.items())


def _papers(user: User) -> Any:
    return Note.objects.visible_to(user).filter(paper__isnull=False).values("paper")


def _name(note: Note, seen: set[int], readable: set[int]) -> str:
    if note.paper and note.paper_id in readable:
        return note.paper.title
    if note.item and note.meeting_id in seen:
        return note.item.title
    return ""
