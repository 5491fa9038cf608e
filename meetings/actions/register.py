"""Enter what was decided and promised in the register of a workspace, each with its number."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meetings import people, quorum
from meetings.actions.frozen import lock
from meetings.models import ActionPoint, Decision, MinutesPage, Poll
from schakel.directory.models import Organisation

Row = Decision | ActionPoint


def enter(page: MinutesPage) -> list[Row]:
    """Make the decisions and action points of `page`, in the order of its text. The caller's transaction holds them."""
    lock(page.workspace)  # two minutes of one workspace do not take the same number
    if page.meeting.polls.open().exists():
        raise ValidationError(_("Er staat nog een stemming van deze vergadering open. Sluit haar eerst."))
    employers = _employers(page)
    return [*_decisions(page), *_points(page, employers)]


def _employers(page: MinutesPage) -> dict[int, Organisation | None]:
    rows = people.memberships(page.workspace)
    return {row.user_id: row.seat.organisation for row in rows}


def _decisions(page: MinutesPage) -> Iterator[Decision]:
    numbered, reached = _numbers(Decision, page), dict[int | None, bool]()
    polls = {str(poll.pk): poll for poll in page.meeting.polls.closed().prefetch_related("choices")}
    for block in _blocks(page, "decision"):
        value, fields = block.value, numbered(block)
        item = fields["agenda_item_id"]
        if item not in reached:
            reached[item] = quorum.of(page.meeting, item).reached
        rests = _rests(value, polls.get(str(value.get("poll") or "")))
        yield Decision.objects.create(**fields, **rests, review_on=value["review_on"], below_quorum=not reached[item])


def _rests(value: Any, poll: Poll | None) -> dict[str, Any]:
    """Return on what a decision rests: its ground, and what was counted when it was voted on."""
    votes = [list(row) for row in poll.result] if poll else None
    return {"basis": (value.get("basis") or "").strip(), "poll": poll, "votes": votes}


def _points(page: MinutesPage, employers: dict[int, Organisation | None]) -> Iterator[ActionPoint]:
    numbered = _numbers(ActionPoint, page)
    for block in _blocks(page, "action"):
        owner = int(block.value["owner"])
        yield ActionPoint.objects.create(
            **numbered(block), owner_id=owner, organisation=employers.get(owner), due=block.value["due"]
        )


def _blocks(page: MinutesPage, kind: str) -> list[Any]:
    return [block for block in page.body if block.block_type == kind]


def _numbers(model: type[Row], page: MinutesPage) -> Callable[[Any], dict[str, Any]]:
    """Return what gives each block the fields of its row, its number following the last one of that year."""
    year = localtime(page.meeting.begins).year
    rows: Any = model._default_manager.filter(workspace=page.workspace, year=year)
    serial = rows.aggregate(last=Max("serial"))["last"] or 0

    def numbered(block: Any) -> dict[str, Any]:
        nonlocal serial
        serial += 1
        item = block.value["item"]
        return {
            "workspace": page.workspace,
            "meeting": page.meeting,
            "minutes": page,
            "agenda_item_id": int(item) if item else None,
            "block": uuid.UUID(block.id),
            "year": year,
            "serial": serial,
            "text": block.value["text"].strip(),
        }

    return numbered
