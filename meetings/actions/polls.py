"""The verbs of polls: ask, vote, close, and note what was counted in the minutes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import blocks, polling
from meetings.actions.frozen import open_for_change
from meetings.models import AgendaItem, Choice, MeetingPage, MinutesPage, Poll, Vote
from meetings.old_polls import OldPoll
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.notices import telling
from schakel.push.announcing import announce

FEWEST, MOST = 2, 10


def ask(
    meeting: MeetingPage,
    *,
    question: str,
    choices: Sequence[str],
    item: AgendaItem | None = None,
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User | None,
) -> Poll:
    """Put a question with its choices to the members; the same `key` asks it once. Raises ValidationError."""
    told = [choice.strip() for choice in choices if choice.strip()]
    releases.admit("\n".join([question.strip(), *told]), workspace=meeting.workspace, reason=stays, by=by)
    return _ask(meeting, question.strip(), told, item, key or uuid.uuid4(), by)


@transaction.atomic
def _ask(
    meeting: MeetingPage, question: str, choices: list[str], item: AgendaItem | None, key: uuid.UUID, by: User | None
) -> Poll:
    open_for_change(meeting)
    known = Poll.objects.filter(meeting=meeting, key=key).first()
    if known:
        return known
    _askable(meeting, choices, item)
    poll = Poll(meeting=meeting, agenda_item=item, question=question, key=key)
    poll.full_clean()
    poll.save()
    for order, choice_text in enumerate(choices, 1):
        choice = Choice(poll=poll, choice_text=choice_text, order=order)
        choice.full_clean()
        choice.save()
    journal.record("poll.ask", of=poll, by=by, meeting=meeting.pk, choices=len(choices))
    announce(meeting.workspace, "poll.ask", poll.pk)
    telling.tell("poll.asked", poll, key=f"poll.asked:{poll.pk}", by=by)
    return poll


def _askable(meeting: MeetingPage, choices: list[str], item: AgendaItem | None) -> None:
    if not meeting.live:
        raise ValidationError(_("Deze vergadering is nog een concept. Publiceer haar eerst."))
    if item is not None and item.meeting_id != meeting.pk:
        raise ValidationError({"item": _("Dit agendapunt hoort niet bij deze vergadering.")})
    if not FEWEST <= len(choices) <= MOST:
        raise ValidationError({"choices": _("Geef twee tot tien keuzes, elk op een eigen regel.")})
    if len({choice.lower() for choice in choices}) < len(choices):
        raise ValidationError({"choices": _("Elke keuze mag er één keer staan.")})


@transaction.atomic
def vote(poll: Poll, choice: Choice, *, by: User) -> None:
    """Store what `by` chooses; until the closing one may choose again. Raises ValidationError, PermissionDenied."""
    held = _open(poll)
    place = polling.ballots(held.meeting).get(by.pk)
    if place is None:
        raise PermissionDenied
    if choice.poll_id != held.pk:
        raise ValidationError(_("Deze keuze hoort niet bij deze stemming."))
    known = Vote.objects.filter(poll=held, voter=by).first()
    if known and known.choice_id == choice.pk:
        return
    told = {"choice": choice, "seat": place.seat, "at": timezone.now()}
    Vote.objects.update_or_create(poll=held, voter=by, defaults=told)
    journal.record("poll.vote", of=poll, by=by)
    announce(poll.workspace, "poll.vote", poll.pk)


@transaction.atomic
def close(poll: Poll, *, by: User | None) -> None:
    """Close a poll and write down what was counted; closing once more changes nothing. Raises ValidationError."""
    held = Poll.objects.select_for_update().get(pk=poll.pk)
    if held.is_open:
        open_for_change(held.meeting)
        counts = dict(Vote.objects.filter(poll=held).values_list("choice").annotate(Count("pk")))
        for choice in held.choices.all():
            Choice.objects.filter(pk=choice.pk).update(votes=counts.get(choice.pk, 0))
        facts: dict[str, Any] = {"closed_at": timezone.now(), "voters": len(polling.ballots(held.meeting))}
        Poll.objects.filter(pk=held.pk).update(state=Poll.State.CLOSED, **facts)
        journal.record("poll.close", of=poll, by=by, votes=sum(counts.values()))
        announce(poll.workspace, "poll.close", poll.pk)
    poll.refresh_from_db()


@transaction.atomic
def note(poll: Poll, *, by: User | None) -> MinutesPage:
    """Put what was counted in the draft of the minutes; once more adds nothing. Raises ValidationError."""
    meeting = Poll.objects.get(pk=poll.pk).meeting
    open_for_change(meeting)
    page = MinutesPage.objects.child_of(meeting).first()
    if poll.is_open:
        raise ValidationError(_("Sluit eerst de stemming."))
    if poll.agenda_item_id is None:
        raise ValidationError(_("Deze stemming hoort niet bij een agendapunt. Schrijf de uitslag zelf in de notulen."))
    if page is None:
        raise ValidationError(_("Er zijn nog geen notulen van deze vergadering. Begin ze eerst."))
    draft: MinutesPage = page.get_latest_revision_as_object()
    stored = list(draft.body.raw_data)
    if any(block["type"] == "decision" and str(block["value"].get("poll")) == str(poll.pk) for block in stored):
        return draft
    draft.body = blocks.of_meeting(meeting).to_python([*stored, *blocks.raw([polling.as_block(poll)])])
    draft.save_revision(user=by, log_action=True)
    journal.record("poll.note", of=poll, by=by, meeting=meeting.pk)
    return draft


def _open(poll: Poll) -> Poll:
    held = Poll.objects.select_for_update().get(pk=poll.pk)
    if not held.is_open:
        raise ValidationError(_("Deze stemming is gesloten."))
    open_for_change(held.meeting)
    return held


def bring_in(meeting: MeetingPage, old: Sequence[OldPoll], *, by: User) -> int:
    """Make closed polls of those of django-polls, with what was counted then; return how many are new.

    All of them or none; doing it again adds none. Raises ValidationError.
    """
    words = "\n".join(word for poll in old for word in (poll.question, *(text for text, _count in poll.choices)))
    releases.admit(words, workspace=meeting.workspace, reason="", by=by)
    with transaction.atomic():
        open_for_change(meeting)
        return sum(_bring_in(meeting, poll, by) for poll in old)


def _bring_in(meeting: MeetingPage, old: OldPoll, by: User) -> bool:
    key = uuid.uuid5(meeting.uid, f"django-polls:{old.pk}")
    if Poll.objects.filter(key=key).exists():
        return False
    facts = {"state": Poll.State.CLOSED, "opened_at": old.asked_at, "closed_at": timezone.now()}
    poll = Poll(meeting=meeting, question=old.question, key=key, voters=sum(votes for _, votes in old.choices), **facts)
    poll.full_clean()
    poll.save()
    for order, (text, votes) in enumerate(old.choices, 1):
        choice = Choice(poll=poll, choice_text=text, order=order, votes=votes)
        choice.full_clean()
        choice.save()
    journal.record("poll.import", of=poll, by=by, meeting=meeting.pk, choices=len(old.choices))
    return True
