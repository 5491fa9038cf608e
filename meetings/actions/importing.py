"""Take over what was read from a Word file: the draft of minutes, or the items of an agenda."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings import prose
from meetings.actions import agenda, minutes
from meetings.actions.frozen import open_for_change
from meetings.from_word import ReadItem
from meetings.models import AgendaItem, MeetingPage, MinutesPage
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases


def take_minutes(meeting: MeetingPage, *, body: Iterable[tuple[str, Any]], stays: str = "", by: User) -> MinutesPage:
    """Make of blocks that were read the newest draft of the minutes; nobody sees it until it goes round.

    Taking the same text over again changes nothing. Raises ValidationError.
    """
    body = list(body)
    releases.admit(_words(body), workspace=meeting.workspace, reason=stays, by=by)
    return _take_minutes(meeting, body, by)


@transaction.atomic
def _take_minutes(meeting: MeetingPage, body: list[tuple[str, Any]], by: User) -> MinutesPage:
    open_for_change(meeting)
    known = MinutesPage.objects.child_of(meeting).first()
    if known is not None and _same(known, body):
        return known  # type: ignore[no-any-return]
    page = minutes.write(meeting, body=body, by=by)
    journal.record("minutes.import", of=page, by=by, blocks=len(body))
    return page


def _same(page: MinutesPage, body: list[tuple[str, Any]]) -> bool:
    newest = minutes.latest(page).body.raw_data
    return _words([(block["type"], block["value"]) for block in newest]) == _words(body)


def _words(body: Iterable[tuple[str, Any]]) -> str:
    """Return the words of blocks, a line for each paragraph: what the guard reads."""
    return "\n".join(line for _kind, value in body for line in _lines(value) if line)


def _lines(value: Any) -> list[str]:
    if isinstance(value, str):
        return [prose.text(node) for node in prose.parse(value)]
    if "rows" in value:
        cells = [cell for row in value["rows"] for cell in row["values"]]
        return [column["heading"] for column in value["columns"]] + [each for cell in cells for each in _lines(cell)]
    return _lines(value.get("text") or "")


def take_agenda(
    meeting: MeetingPage, *, items: Iterable[ReadItem], key: uuid.UUID, stays: str = "", by: User
) -> list[AgendaItem]:
    """Put the items that were read at the end of the agenda; the same `key` puts them there once, all or none."""
    items = list(items)
    if not items:
        raise ValidationError(_("Kies minstens één punt."))
    for item in items:
        releases.admit(item.title.strip(), workspace=meeting.workspace, reason=stays, by=by)
    return _take_agenda(meeting, items, key, stays, by)


@transaction.atomic
def _take_agenda(meeting: MeetingPage, items: list[ReadItem], key: uuid.UUID, stays: str, by: User) -> list[AgendaItem]:
    before = meeting.items.count()
    rows = [
        agenda.add_item(
            meeting,
            title=item.title,
            kind=item.kind,
            duration=item.duration,
            key=uuid.uuid5(key, str(place)),
            stays=stays,
            by=by,
        )
        for place, item in enumerate(items)
    ]
    if meeting.items.count() > before:
        journal.record("agenda.import", of=meeting, by=by, items=len(rows))
    return rows
