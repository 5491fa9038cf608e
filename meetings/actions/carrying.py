"""The verbs of what goes from one meeting to the next: bring what comes by itself, carry an item over."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import carrying, next_agenda, people
from meetings.actions import agenda
from meetings.actions.frozen import open_for_change
from meetings.models import AgendaItem, BroughtSubject, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage


@transaction.atomic
def bring(meeting: MeetingPage, *, by: User | None = None) -> list[AgendaItem]:
    """Put on the agenda what comes by itself, when `meeting` is the next of its workspace; return the new items.

    What was brought once does not come again, also when the secretary took it off.
    """
    following = next_agenda.next_of(meeting.workspace)
    if following is None or following.pk != meeting.pk or meeting.is_frozen:
        return []
    open_for_change(meeting)
    known = set(meeting.brought.values_list("subject", flat=True))
    items = []
    for brought in [each for bringer in carrying.BRINGERS for each in bringer(meeting)]:
        if brought.subject not in known:
            known.add(brought.subject)
            items.append(_put(meeting, brought, by))
    return items


def _put(meeting: MeetingPage, brought: carrying.Brought, by: User | None) -> AgendaItem:
    owner = brought.owner
    if owner and not people.members(meeting.workspace).filter(pk=owner.pk).exists():
        owner = None  # who left since brings nothing in
    facts = {
        "title": brought.title[:200],
        "kind": brought.kind,
        "duration": brought.duration,
        "tlp": brought.tlp,
        "owner": owner,
        "aim": brought.aim,
        "explanation": brought.explanation,
    }
    key = brought.key(meeting)
    item = agenda.place_item(meeting, facts, key=key, before_closing=True, act="agenda.bring", by=by)
    BroughtSubject.objects.create(meeting=meeting, subject=brought.subject, item=item)
    return item


def fill_next_agendas() -> int:
    """Bring what comes by itself to the next meeting of each workspace; return how many items came."""
    coming = (next_agenda.next_of(workspace) for workspace in WorkspacePage.objects.all())
    return sum(len(bring(meeting)) for meeting in coming if meeting)


@transaction.atomic
def carry_over(item: AgendaItem, *, carried: bool = True, by: User | None) -> None:
    """Say that an item was not reached and comes back next time, or that it does not. Raises ValidationError."""
    meeting = item.meeting
    open_for_change(meeting)
    if not meeting.in_session and meeting.begins > timezone.now():
        raise ValidationError(_("Doorschuiven kan pas als de vergadering is begonnen."))
    if not AgendaItem.objects.filter(pk=item.pk, carried_over=not carried).update(carried_over=carried):
        return
    item.carried_over = carried
    journal.record("agenda.carry_over" if carried else "agenda.stay", of=item, by=by, meeting=meeting.pk)
    agenda.tell(meeting)
    following = next_agenda.next_of(meeting.workspace)
    if carried and following:
        bring(following, by=by)
