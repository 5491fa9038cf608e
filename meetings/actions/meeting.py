"""The verbs of a meeting: plan it, start it, go from item to item, close it. `planning` changes and cancels it."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions import carrying
from meetings.actions.frozen import lock, open_for_change
from meetings.models import AgendaItem, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.push.announcing import announce
from schakel.workspaces.models import WorkspacePage


@transaction.atomic
def plan(
    workspace: WorkspacePage,
    *,
    title: str,
    begins: datetime,
    ends: datetime,
    place: str = "",
    intro: str = "",
    slug: str = "",
    publish: bool = True,
    fills: bool = True,
    by: User | None,
) -> MeetingPage:
    """Make a meeting in `workspace`, as a draft or published the way Wagtail does it. Raises ValidationError.

    What comes by itself is put on its agenda, unless `fills` says that this is done later (`carrying.bring`).
    """
    page = MeetingPage(title=title, slug=slug, begins=begins, ends=ends, place=place, intro=intro, live=False, owner=by)
    page.clean()
    workspace.add_child(instance=page)
    revision = page.save_revision(user=by, log_action=True)
    if publish:
        revision.publish(user=by, skip_permission_checks=True)
        page.refresh_from_db()
    if fills:
        carrying.bring(page, by=by)
    return page


@transaction.atomic
def start(meeting: MeetingPage, *, by: User | None) -> None:
    """Open the meeting at its first item; a meeting that is in session goes on where it is. Raises ValidationError."""
    open_for_change(meeting)
    if not MeetingPage.objects.filter(pk=meeting.pk, live=True).exists():
        raise ValidationError(_("Deze vergadering is nog een concept. Publiceer haar eerst."))
    if MeetingPage.objects.filter(pk=meeting.pk, cancelled_at__isnull=False).exists():
        raise ValidationError(_("Deze vergadering gaat niet door. Zij kan niet beginnen."))
    first = meeting.items.exclude(kind=AgendaItem.Kind.PAUSE).order_by("position", "pk").first()
    started = MeetingPage.objects.filter(pk=meeting.pk, in_session=False).update(in_session=True, current_item=first)
    meeting.refresh_from_db(fields=["in_session", "current_item"])
    if started:
        journal.record("meeting.start", of=meeting, by=by)
        announce(meeting.workspace, "meeting.current", meeting.pk)


@transaction.atomic
def set_current(meeting: MeetingPage, item: AgendaItem, *, by: User | None) -> None:
    """Go to `item`; every open page follows. Raises ValidationError when the meeting is not in session."""
    lock(meeting)
    if item.meeting_id != meeting.pk:
        raise ValidationError(_("Dit agendapunt hoort niet bij deze vergadering."))
    now = MeetingPage.objects.values_list("in_session", "current_item").get(pk=meeting.pk)
    if not now[0]:
        raise ValidationError(_("De vergadering is niet bezig. Begin haar eerst."))
    changed = now[1] != item.pk and MeetingPage.objects.filter(pk=meeting.pk).update(current_item=item)
    meeting.refresh_from_db(fields=["in_session", "current_item"])
    if changed:
        journal.record("meeting.current", of=meeting, by=by, item=item.pk)
        announce(meeting.workspace, "meeting.current", meeting.pk)


@transaction.atomic
def close(meeting: MeetingPage, *, by: User | None) -> None:
    """End the session; closing once more changes nothing."""
    lock(meeting)
    closed = MeetingPage.objects.filter(pk=meeting.pk, in_session=True).update(in_session=False, current_item=None)
    meeting.refresh_from_db(fields=["in_session", "current_item"])
    if closed:
        journal.record("meeting.close", of=meeting, by=by)
        announce(meeting.workspace, "meeting.current", meeting.pk)
