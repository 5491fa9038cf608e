"""Meetings as they are held: those that are over, each with its minutes, and the one that goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from meetings.models import MeetingPage, MinutesPage
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage


@dataclass(frozen=True)
class Held:
    """A meeting that is over, with the minutes that this reader may see."""

    meeting: MeetingPage
    minutes: MinutesPage | None


def with_minutes(meetings: Iterable[MeetingPage], user: access.Person) -> list[Held]:
    """Return meetings with their minutes, as far as `user` may see these; one question for all of them."""
    rows = list(meetings)
    found = MinutesPage.objects.visible_to(user)
    below = reduce(or_, (Q(path__startswith=row.path) for row in rows), Q(pk__in=[]))
    by_meeting = {page.path[: -page.steplen]: page for page in found.filter(below)}
    return [Held(row, by_meeting.get(row.path)) for row in rows]


def in_their_bodies(meetings: Iterable[MeetingPage]) -> list[MeetingPage]:
    """Return meetings that know their workspace; one question for all of them."""
    rows = list(meetings)
    paths = {row.path[: -row.steplen] for row in rows}
    bodies = {body.path: body for body in WorkspacePage.objects.filter(path__in=paths)}
    for row in rows:
        row.workspace = bodies[row.path[: -row.steplen]]
    return rows


def sits_in_one(user: access.Person) -> bool:
    """Tell whether a meeting of `user` is in session: who listens for an hour has not left."""
    return MeetingPage.objects.visible_to(user).filter(in_session=True).exists()
