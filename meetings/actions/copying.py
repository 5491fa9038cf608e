"""The verbs that begin an agenda with what there was: copy from a meeting, keep as a template, fill from one.

Titles, kinds, aims and minutes go along. Papers never do: they were of that meeting, for who could read them then.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings import people
from meetings.actions import agenda
from meetings.actions.frozen import open_for_change
from meetings.models import AgendaItem, AgendaTemplate, MeetingPage
from schakel import journal
from schakel.accounts.models import User

COPYING = uuid.UUID("0f6f0a3e-8a55-4d0e-9f0d-0a6d1c3b7a52")
KEPT = ("title", "kind", "aim", "duration", "tlp", "owner_text")
Kind = AgendaItem.Kind
ONCE = {Kind.OPENING, Kind.MINUTES, Kind.ACTIONS, Kind.ROUND, Kind.CLOSING}  # one of each is enough
BROUGHT = {Kind.FIELD_REPORT}  # what comes by itself is not copied


@transaction.atomic
def copy_from(meeting: MeetingPage, other: MeetingPage, *, by: User) -> list[AgendaItem]:
    """Put the items of another agenda of the same workspace on this one; doing it again adds none.

    Raises ValidationError. Return the items that came.
    """
    if other.workspace.pk != meeting.workspace.pk:
        raise ValidationError(_("Deze vergadering is van een ander overleg."))
    rows = other.items.filter(brought__isnull=True).exclude(kind__in=BROUGHT)
    owners = set(people.members(meeting.workspace).values_list("pk", flat=True))
    told = [
        ({**_kept(row), "owner": row.owner if row.owner_id in owners else None}, f"item:{row.pk}")
        for row in rows.order_by("position", "pk").select_related("owner")
    ]
    return _put(meeting, told, by)


@transaction.atomic
def keep(meeting: MeetingPage, *, name: str, by: User) -> AgendaTemplate:
    """Keep the agenda of `meeting` as a template; under a name that is known, in its place. Raises ValidationError."""
    rows = meeting.items.filter(brought__isnull=True).exclude(kind__in=BROUGHT).order_by("position", "pk")
    items = [_kept(row) for row in rows]
    if not items:
        raise ValidationError(_("Deze agenda heeft nog geen punten om te bewaren."))
    workspace = meeting.workspace
    template = AgendaTemplate.objects.filter(workspace=workspace, name=name.strip()).first()
    template = template or AgendaTemplate(workspace=workspace, name=name.strip())
    template.items = items
    template.full_clean()
    template.save()
    journal.record("template.keep", of=template, by=by, items=len(items))
    return template


@transaction.atomic
def fill(meeting: MeetingPage, template: AgendaTemplate, *, by: User) -> list[AgendaItem]:
    """Put the items of a template on the agenda; doing it again adds none. Raises ValidationError."""
    if template.workspace_id != meeting.workspace.pk:
        raise ValidationError(_("Dit sjabloon is van een ander overleg."))
    told = [(dict(item), f"template:{template.pk}:{place}") for place, item in enumerate(template.items)]
    return _put(meeting, told, by)


@transaction.atomic
def remove(template: AgendaTemplate, *, by: User) -> None:
    """Remove a template; agendas that were filled from it stay as they are."""
    journal.record("template.remove", of=template, by=by)
    template.delete()


def _kept(row: AgendaItem) -> dict[str, Any]:
    return {name: getattr(row, name) for name in KEPT}


def _put(meeting: MeetingPage, told: Iterable[tuple[dict[str, Any], str]], by: User) -> list[AgendaItem]:
    open_for_change(meeting)
    kinds = set(meeting.items.values_list("kind", flat=True))
    keys = set(meeting.items.values_list("key", flat=True))
    came = []
    for facts, source in told:
        key = uuid.uuid5(COPYING, f"{meeting.pk}:{source}")
        if key in keys or (facts["kind"] in ONCE and facts["kind"] in kinds):
            continue
        closes = facts["kind"] == Kind.CLOSING
        came.append(agenda.place_item(meeting, facts, key=key, before_closing=not closes, by=by))
    return came
