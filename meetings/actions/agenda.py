"""The verbs of the agenda: add, change, move, remove, and the papers of an item."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from meetings import people
from meetings.actions import finding
from meetings.actions.frozen import open_for_change
from meetings.models import AgendaItem, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.files import papers
from schakel.files.inspection import inspect
from schakel.files.models import Paper
from schakel.guard import inside, releases
from schakel.push.announcing import announce
from schakel.tlp import USUAL
from schakel.workspaces import marks

FIELDS = {"title", "kind", "owner", "owner_text", "duration", "tlp", "aim", "explanation"}
WORDS = ("title", "owner_text", "aim", "explanation")


def add_item(
    meeting: MeetingPage,
    *,
    title: str,
    kind: str = AgendaItem.Kind.DISCUSSION,
    owner: User | None = None,
    owner_text: str = "",
    duration: int = 10,
    tlp: str = USUAL,
    aim: str = "",
    explanation: str = "",
    paper: File[bytes] | None = None,
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> AgendaItem:
    """Put an item, with its first paper, at the end of the agenda; the same `key` puts it there once.

    Raises ValidationError; then nothing was added. `stays` says why a name may stand in its words.
    """
    if paper:
        paper = inspect(paper, paper.name or "")
    said = [title, owner_text, aim, explanation, inside.words_of(paper) if paper else ""]
    releases.admit("\n".join(said).strip(), workspace=meeting.workspace, reason=stays, by=by)
    facts = {
        "title": title,
        "kind": kind,
        "owner": owner,
        "owner_text": owner_text,
        "duration": duration,
        "tlp": tlp,
        "aim": aim,
        "explanation": explanation,
    }
    with transaction.atomic():
        item = place_item(meeting, facts, key=key, by=by)
        if paper:
            _add_paper(item, paper, by=by)
    return item


@transaction.atomic
def place_item(
    meeting: MeetingPage,
    facts: dict[str, Any],
    *,
    key: uuid.UUID | None = None,
    before_closing: bool = False,
    act: str = "agenda.add",
    by: User | None,
) -> AgendaItem:
    """Make an item of words that the guard has let in, at the end or before what closes the agenda; a key once.

    With `before_closing` an opening comes first.

    Raises ValidationError.
    """
    open_for_change(meeting)
    known = AgendaItem.objects.filter(meeting=meeting, key=key).first() if key else None
    if known:
        return known
    item = AgendaItem(
        meeting=meeting,
        position=meeting.items.count() + 1,
        key=key or uuid.uuid4(),
        **{name: value.strip() if name in WORDS else value for name, value in facts.items()},
    )
    _store(item)
    if before_closing:
        _put_in_place(item)
    journal.record(act, of=item, by=by, meeting=meeting.pk)
    return item


def _put_in_place(item: AgendaItem) -> None:
    order = list(item.meeting.items.order_by("position", "pk"))
    place = 0 if item.kind == AgendaItem.Kind.OPENING else len(order) - 1
    while place and order[place - 1].kind == AgendaItem.Kind.CLOSING:
        place -= 1
    order.insert(place, order.pop())
    _number(order)
    item.position = place + 1


def change_item(item: AgendaItem, *, reason: str = "", stays: str = "", by: User | None, **changes: Any) -> AgendaItem:
    """Change what is named of an item: one or more of FIELDS. Raises ValidationError.

    A lower mark needs a `reason`; `stays` says why a name may stand in its words.
    """
    if unknown := set(changes) - FIELDS:
        raise TypeError(f"An agenda item has no {', '.join(sorted(unknown))}.")
    said = [str(changes[name]) for name in WORDS if changes.get(name, getattr(item, name)) != getattr(item, name)]
    releases.admit("\n".join(said).strip(), workspace=item.workspace, reason=stays, by=by)
    return _change_item(item, changes, reason, by)


@transaction.atomic
def _change_item(item: AgendaItem, changes: dict[str, Any], reason: str, by: User | None) -> AgendaItem:
    open_for_change(item.meeting)
    item.refresh_from_db(fields=["tlp"])  # what another screen marked is not lowered by saving this one
    marked = marks.classify(item, changes.pop("tlp", item.tlp), reason=reason, by=by)
    if all(getattr(item, name) == value for name, value in changes.items()):
        if marked:
            tell(item.meeting)
        return item
    for name, value in changes.items():
        setattr(item, name, value)
    _store(item)
    journal.record("agenda.change", of=item, by=by, meeting=item.meeting_id, fields=sorted(changes))
    return item


def _store(item: AgendaItem) -> None:
    if item.owner and not people.members(item.workspace).filter(pk=item.owner.pk).exists():
        raise ValidationError({"owner": _("Deze persoon hoort niet bij deze werkruimte. Kies een lid.")})
    item.full_clean()
    item.save()
    tell(item.meeting)


@transaction.atomic
def move_item(item: AgendaItem, *, to: int, by: User | None) -> None:
    """Put an item at place `to` (from 1); beyond an end it comes at that end. Doing it twice changes nothing more."""
    open_for_change(item.meeting)
    order = list(item.meeting.items.order_by("position", "pk"))
    places = {each.pk: place for place, each in enumerate(order)}
    target = min(max(to, 1), len(order)) - 1
    if places[item.pk] == target:
        return
    order.insert(target, order.pop(places[item.pk]))
    _number(order)
    journal.record("agenda.move", of=item, by=by, meeting=item.meeting_id, to=target + 1)
    tell(item.meeting)


def _number(order: list[AgendaItem]) -> None:
    for position, item in enumerate(order, 1):
        item.position = position
    AgendaItem.objects.bulk_update(order, ["position"])


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User | None) -> None:
    """Take an item off the agenda, with the papers that belong to no other item. Raises ValidationError."""
    meeting = item.meeting
    open_for_change(meeting)
    for paper in list(item.papers.all()):
        remove_paper(item, paper, by=by)
    journal.record("agenda.remove", of=item, by=by, meeting=meeting.pk)
    item.delete()
    _number(list(meeting.items.order_by("position", "pk")))
    tell(meeting)


def add_paper(
    item: AgendaItem, file: File[bytes], *, title: str = "", tlp: str = "", stays: str = "", by: User
) -> Paper:
    """Put a file with an item; the same file is put there once. Without a title it has that of the item.

    Raises ValidationError for what may not come in; `stays` says why a name may stand in it.
    """
    found = inspect(file, file.name or "")
    releases.admit(inside.words_of(found, title), workspace=item.workspace, reason=stays, by=by)
    return _add_paper(item, found, title=title, tlp=tlp, by=by)


def receive_papers(item: AgendaItem, given: list[Paper], *, by: User) -> None:
    """Put papers that were held with an item, for all to see. The caller holds the meeting. Raises ValidationError."""
    many = item.papers.count() + len(given)
    if many > settings.PAPERS_PER_ITEM:
        raise ValidationError(_("Bij dit punt zouden %(many)s stukken staan. Meer kan niet.") % {"many": many})
    for paper in given:
        papers.let_go(paper, by=by)
        item.papers.add(paper)


def _add_paper(item: AgendaItem, file: File[bytes], *, title: str = "", tlp: str = "", by: User) -> Paper:
    found = inspect(file, file.name or "")
    with transaction.atomic():
        open_for_change(item.meeting)
        known = item.papers.filter(sha256=found.sha256).first()
        if known:
            return known
        meeting, many = item.meeting, item.papers.count()
        if many >= settings.PAPERS_PER_ITEM:
            raise ValidationError(_("Bij dit punt staan al %(many)s stukken. Meer kan niet.") % {"many": many})
        title = title or (f"{item.title[:150]} ({many + 1})" if many else item.title)
        paper = papers.add(meeting.workspace, found, title=title, by=by, page=meeting.page_ptr, tlp=tlp or item.tlp)
        item.papers.add(paper)
        tell(meeting)
    return paper


@transaction.atomic
def classify_paper(item: AgendaItem, paper: Paper, mark: str, *, reason: str = "", by: User | None) -> None:
    """Give a paper of an item another mark; a lower one needs a `reason`. Raises ValidationError."""
    open_for_change(item.meeting)
    marks.classify(paper, mark, reason=reason, by=by)
    tell(item.meeting)


@transaction.atomic
def remove_paper(item: AgendaItem, paper: Paper, *, by: User | None) -> None:
    """Take a paper away from an item, and its file when no other item has it. Raises ValidationError."""
    open_for_change(item.meeting)
    item.papers.remove(paper)
    if not paper.agenda_items.exists():
        papers.remove(paper, by=by)
    tell(item.meeting)


def tell(meeting: MeetingPage) -> None:
    """Let the index and every open page of `meeting` know what changed."""
    finding.renew(meeting)
    if meeting.live:
        announce(meeting.workspace, "meeting.current", meeting.pk)
