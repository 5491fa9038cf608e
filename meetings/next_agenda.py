"""The next meeting of a workspace, and what the minutes, the action points and the last agenda bring to it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import carrying, reading
from meetings.carrying import Brought
from meetings.models import ActionPoint, AgendaItem, MeetingPage, MinutesPage
from schakel.tlp import USUAL
from schakel.workspaces.models import WorkspacePage

Kind = AgendaItem.Kind
WAITING = (MinutesPage.Status.DRAFT, MinutesPage.Status.CIRCULATED)


def next_of(workspace: WorkspacePage) -> MeetingPage | None:
    """Return the first meeting of `workspace` that still has to begin."""
    rows = MeetingPage.objects.child_of(workspace).to_come().filter(begins__gt=timezone.now(), in_session=False)
    first: MeetingPage | None = rows.first()
    return first


def _before(meeting: MeetingPage) -> MeetingPage | None:
    rows = MeetingPage.objects.sibling_of(meeting, inclusive=False).filter(begins__lt=meeting.begins, live=True)
    last: MeetingPage | None = rows.order_by("-begins", "-pk").first()
    return last


def _stands(meeting: MeetingPage, kind: str) -> bool:
    """Tell whether the secretary put an item of this kind on the agenda: then none comes by itself."""
    found: bool = meeting.items.filter(brought__isnull=True, kind=kind).exists()
    return found


def minutes_that_wait(meeting: MeetingPage) -> Iterator[Brought]:
    """Yield the minutes of earlier meetings that were not adopted yet."""
    if _stands(meeting, Kind.MINUTES):
        return
    rows = MinutesPage.objects.descendant_of(meeting.get_parent()).filter(status__in=WAITING)
    for page in sorted(rows, key=lambda page: page.moment):
        if page.moment < meeting.begins:
            title = _("Notulen van %(day)s") % {"day": reading.day(page.meeting)}
            yield Brought(f"minutes:{page.pk}", title, Kind.MINUTES, tlp=page.tlp or USUAL)


def open_action_points(meeting: MeetingPage) -> Iterator[Brought]:
    """Yield one item for all action points that are open."""
    waiting = ActionPoint.objects.open().filter(workspace=meeting.workspace)
    if waiting.exists() and not _stands(meeting, Kind.ACTIONS):
        yield Brought("actions", _("Actiepunten"), Kind.ACTIONS)


def carried_over(meeting: MeetingPage) -> Iterator[Brought]:
    """Yield the items that the last meeting did not reach."""
    last = _before(meeting)
    for item in last.items.filter(carried_over=True).order_by("position").select_related("owner") if last else ():
        said = item.title, item.kind, item.duration, item.tlp, item.owner, item.aim, item.explanation
        yield Brought(f"item:{item.pk}", *said)


def offer() -> None:
    """Let these three bring."""
    for bringer in (minutes_that_wait, open_action_points, carried_over):
        carrying.register(bringer)
