"""The verbs of a planned meeting: invite to it, change it, cancel it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import invited
from meetings.actions.frozen import open_for_change
from meetings.models import FormerEntry, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.mail import outbox
from schakel.mail.models import OutgoingMail
from schakel.push.announcing import announce

CHANGEABLE = ("title", "begins", "ends", "place")


@transaction.atomic
def invite(meeting: MeetingPage, *, by: User | None) -> None:
    """Send who takes part an entry for their calendars, or the newer one; once for each change. Raises ValidationError.

    Doing it again reaches who became a member since. A meeting that is a draft or was cancelled invites nobody.
    """
    still_to_come(meeting)
    if not meeting.live:
        raise ValidationError(_("Deze vergadering is nog een concept. Publiceer haar eerst."))
    kind = "meeting.changed" if meeting.invitation_is_old else "meeting.invited"
    many = _write(kind, meeting, meeting.pk, f"request:{meeting.uid}:{meeting.sequence}")
    if meeting.invited_sequence == meeting.sequence and not many:
        return
    MeetingPage.objects.filter(pk=meeting.pk).update(invited_sequence=meeting.sequence)
    meeting.refresh_from_db(fields=["invited_sequence"])
    journal.record("meeting.invite", of=meeting, by=by, sequence=meeting.sequence, mails=many)


def _write(kind: str, meeting: MeetingPage, reference: int, version: str) -> int:
    """Put a mail in the outbox for each who is invited and has none yet; return how many.

    Who may have it is asked again when it leaves.
    """
    asked = {f"{version}:{pk}": address for pk, address in invited.to(meeting).values_list("pk", "email")}
    known = set(OutgoingMail.objects.filter(key__in=asked).values_list("key", flat=True))
    for key in asked.keys() - known:
        outbox.enqueue(kind, to=asked[key], reference=reference, key=key)
    return len(asked.keys() - known)


def still_to_come(meeting: MeetingPage) -> None:
    """Hold `meeting` and refuse when it is over, in session, cancelled or sealed. Raises ValidationError."""
    open_for_change(meeting)
    meeting.refresh_from_db(fields=[*meeting.facts, "begins", "ends"])
    if meeting.is_cancelled:
        raise ValidationError(_("Deze vergadering gaat niet door. Plan een nieuwe."))
    if meeting.in_session:
        raise ValidationError(_("De vergadering is bezig. Sluit haar eerst."))
    if meeting.is_over:
        raise ValidationError(_("Deze vergadering is al geweest."))


def change(
    meeting: MeetingPage,
    *,
    title: str,
    begins: datetime,
    ends: datetime,
    place: str = "",
    stays: str = "",
    by: User | None,
) -> None:
    """Give this one meeting another title, time or place; who was invited gets an update. Raises ValidationError.

    Its UID stays and its sequence rises. The same change again changes nothing.
    """
    told = {"title": title.strip(), "begins": begins, "ends": ends, "place": place.strip()}
    admit(meeting, told, stays, by)
    with transaction.atomic():
        still_to_come(meeting)
        if changed := rewrite(meeting, told, by=by):
            journal.record("meeting.change", of=meeting, by=by, fields=changed)
            tell(meeting, by=by)


def admit(meeting: MeetingPage, told: dict[str, Any], stays: str, by: User | None) -> None:
    """Show the guard the words that are new. Raises ValidationError."""
    words = [told[name] for name in ("title", "place") if told[name] != getattr(meeting, name)]
    releases.admit("\n".join(words).strip(), workspace=meeting.workspace, reason=stays, by=by)


def rewrite(meeting: MeetingPage, told: dict[str, Any], *, by: User | None) -> list[str]:
    """Write what `told` says on the page and on the draft that may lie over it; return what became different."""
    live = MeetingPage.objects.get(pk=meeting.pk)
    changed = [name for name in CHANGEABLE if getattr(live, name) != told[name]]
    if not changed:
        return []
    if told["begins"] <= timezone.now():
        raise ValidationError({"begins": _("Kies een moment dat nog komt.")})
    draft = live.get_latest_revision_as_object() if live.has_unpublished_changes else None
    was_live = live.live
    for page in (live, draft):
        if page is None:
            continue
        for name in CHANGEABLE:
            setattr(page, name, told[name])
        page.clean()
    if not was_live:
        live.save()  # a draft page has no public version; its date stands in lists all the same
        (draft or live).save_revision(user=by, log_action=True)
    else:
        live.save_revision(user=by, log_action=True).publish(user=by, skip_permission_checks=True)
        if draft is not None:
            draft.save_revision(user=by)  # what somebody was writing stays the newest
    meeting.refresh_from_db()
    return changed


def tell(meeting: MeetingPage, *, by: User | None) -> None:
    """Let open pages and the calendars of who was invited follow a change."""
    if meeting.invited_sequence is not None:
        invite(meeting, by=by)
    if meeting.live:
        announce(meeting.workspace, "meeting.current", meeting.pk)


def cancel(meeting: MeetingPage, *, reason: str, stays: str = "", by: User | None) -> None:
    """Say that a meeting does not take place, and why; it goes out of the calendars. Raises ValidationError.

    A meeting that was cancelled stays so, with the reason that was given first.
    """
    may_cancel(meeting, reason, stays, by)
    with transaction.atomic():
        if not call_off(meeting, reason):
            return
        journal.record("meeting.cancel", of=meeting, by=by)


def may_cancel(meeting: MeetingPage, reason: str, stays: str, by: User | None) -> None:
    """Refuse a cancellation without a reason, or with one that the guard stops. Raises ValidationError."""
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom de vergadering niet doorgaat.")})
    releases.admit(reason.strip(), workspace=meeting.workspace, reason=stays, by=by)


def call_off(meeting: MeetingPage, reason: str) -> bool:
    """Mark a meeting as cancelled and write to who was invited; tell whether it was not so before."""
    meeting.refresh_from_db(fields=["cancelled_at"])
    if meeting.is_cancelled:
        return False
    still_to_come(meeting)
    meeting.stamp(cancelled_at=timezone.now(), cancel_reason=reason.strip())
    if meeting.invited_sequence is not None:
        _write("meeting.cancelled", meeting, meeting.pk, f"cancel:{meeting.uid}:{meeting.sequence}")
    if meeting.live:
        announce(meeting.workspace, "meeting.current", meeting.pk)
    return True


def begin_anew(meeting: MeetingPage, entry: dict[str, Any], *, by: User | None) -> None:
    """End the entry that a meeting has in calendars and start one with a UID of its own.

    `entry` is what calendars have now: uid, sequence, begins, ends.
    """
    if meeting.invited_sequence is None:
        return
    ended = FormerEntry.objects.create(meeting=meeting, **{**entry, "sequence": entry["sequence"] + 1})
    _write("meeting.ended", meeting, ended.pk, f"cancel:{ended.uid}:{ended.sequence}")
    MeetingPage.objects.filter(pk=meeting.pk).update(uid=uuid.uuid4(), sequence=0, invited_sequence=None)
    meeting.refresh_from_db(fields=["uid", "sequence", "invited_sequence"])
    invite(meeting, by=by)
