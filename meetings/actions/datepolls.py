"""The verbs of a date poll: ask, answer, choose (which makes the meeting and invites to it), withdraw."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.actions import meeting as meetings
from meetings.actions import planning
from meetings.models import DateAnswer, DateOption, DatePoll, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.notices import telling
from schakel.push.announcing import announce
from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

MOST = 20


def ask(
    workspace: WorkspacePage,
    *,
    title: str,
    place: str = "",
    length: int,
    moments: Sequence[datetime],
    closes_at: datetime,
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> DatePoll:
    """Ask the members which of `moments` suit them, until `closes_at`; the same `key` asks once.

    Raises ValidationError.
    """
    releases.admit(f"{title}\n{place}".strip(), workspace=workspace, reason=stays, by=by)
    facts = {"title": title.strip(), "place": place.strip(), "length": length, "closes_at": closes_at}
    return _ask(workspace, facts, sorted(set(moments)), key or uuid.uuid4(), by)


@transaction.atomic
def _ask(
    workspace: WorkspacePage, facts: dict[str, Any], moments: list[datetime], key: uuid.UUID, by: User
) -> DatePoll:
    WorkspacePage.objects.select_for_update().get(pk=workspace.pk)
    known = DatePoll.objects.filter(workspace=workspace, key=key).first()
    if known:
        return known
    _sound(moments, facts["closes_at"])
    poll = DatePoll(workspace=workspace, key=key, **facts)
    poll.full_clean(exclude=["key", "meeting"])
    poll.save()
    lasts = timedelta(minutes=poll.length)
    DateOption.objects.bulk_create(DateOption(poll=poll, begins=each, ends=each + lasts) for each in moments)
    journal.record("datepoll.ask", of=poll, by=by, options=len(moments))
    telling.tell("datepoll.asked", poll, key=f"datepoll.asked:{poll.pk}", by=by)
    announce(workspace, "datepoll", poll.pk)
    return poll


def _sound(moments: list[datetime], closes_at: datetime) -> None:
    if not 2 <= len(moments) <= MOST:
        raise ValidationError(_("Geef minstens 2 en hoogstens %(most)s momenten om uit te kiezen.") % {"most": MOST})
    if closes_at <= timezone.now():
        raise ValidationError({"closes_at": _("Kies een moment dat nog komt.")})
    if moments[0] <= closes_at:
        raise ValidationError({"closes_at": _("Leden moeten kunnen antwoorden vóór de eerste mogelijke datum.")})


@transaction.atomic
def answer(poll: DatePoll, values: Mapping[DateOption, str], *, by: User) -> None:
    """Keep which moments suit `by`; a later answer takes the place of an earlier one. Raises ValidationError."""
    if not access.may(by, "datepoll.answer", poll):
        raise PermissionDenied
    _hold(poll)
    if not poll.is_open:
        raise ValidationError(_("U kunt niet meer antwoorden: de datumprikker is gesloten."))
    for option, value in values.items():
        if option.poll_id != poll.pk or value not in DateAnswer.Value:
            raise ValidationError(_("Kies bij elke datum ja, als het moet of nee."))
        DateAnswer.objects.update_or_create(option=option, user=by, defaults={"value": value})
    announce(poll.workspace, "datepoll", poll.pk)


@transaction.atomic
def choose(option: DateOption, *, by: User | None) -> MeetingPage:
    """Make the meeting at this moment, invite to it and close the poll, all in one. Raises ValidationError.

    Choosing the same moment again gives the meeting that was made.
    """
    poll = option.poll
    _hold(poll)
    if poll.meeting is not None and poll.meeting.begins == option.begins:
        return poll.meeting
    if poll.status != DatePoll.Status.ASKED:
        raise ValidationError(_("Deze datumprikker is al gesloten. Wijzig of annuleer de vergadering zelf."))
    if option.begins <= timezone.now():
        raise ValidationError(_("Deze datum is al geweest. Kies een andere."))
    made = meetings.plan(
        poll.workspace, title=poll.title, begins=option.begins, ends=option.ends, place=poll.place, by=by
    )
    planning.invite(made, by=by)
    poll.meeting, poll.status = made, DatePoll.Status.CHOSEN
    poll.save(update_fields=["meeting", "status"])
    journal.record("datepoll.choose", of=poll, by=by, meeting=made.pk)
    announce(poll.workspace, "datepoll", poll.pk)
    return made


@transaction.atomic
def withdraw(poll: DatePoll, *, by: User | None) -> None:
    """Close a poll without a date; once more changes nothing. Raises ValidationError when a date was chosen."""
    _hold(poll)
    if poll.status == DatePoll.Status.CHOSEN:
        raise ValidationError(_("Er is al een datum gekozen. Annuleer de vergadering zelf."))
    if poll.status == DatePoll.Status.ASKED:
        poll.status = DatePoll.Status.WITHDRAWN
        poll.save(update_fields=["status"])
        journal.record("datepoll.withdraw", of=poll, by=by)
        announce(poll.workspace, "datepoll", poll.pk)


def _hold(poll: DatePoll) -> None:
    DatePoll.objects.select_for_update().get(pk=poll.pk)
    poll.refresh_from_db()
