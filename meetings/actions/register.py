"""Enter what was decided and promised in the register of a workspace, each with its number."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Max
from django.utils.timezone import localtime

from meetings import people, quorum
from meetings.actions.frozen import lock
from meetings.models import ActionPoint, Decision, MinutesPage
from schakel.directory.models import Organisation

Row = Decision | ActionPoint


def enter(page: MinutesPage) -> list[Row]:
    """Make the decisions and action points of `page`, in the order of its text. The caller's transaction holds them."""
    lock(page.workspace)  # two minutes of one workspace do not take the same number
    employers = _employers(page)
    return [*_decisions(page), *_points(page, employers)]


def _employers(page: MinutesPage) -> dict[int, Organisation | None]:
    rows = people.memberships(page.workspace)
    return {row.user_id: row.seat.organisation for row in rows}


def _decisions(page: MinutesPage) -> Iterator[Decision]:
    numbered, reached = _numbers(Decision, page), dict[int | None, bool]()
    for block in _blocks(page, "decision"):
        value, fields = block.value, numbered(block)
        item = fields["agenda_item_id"]
        if item not in reached:
            reached[item] = quorum.of(page.meeting, item).reached
        yield Decision.objects.create(**fields, review_on=value["review_on"], below_quorum=not reached[item])


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
