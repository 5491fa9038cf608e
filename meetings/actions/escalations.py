"""The verbs of what travels: word, approve and put forward at home; accept, return, decline and answer there."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import owning
from meetings.actions import agenda, fieldreports
from meetings.models import AgendaItem, Decision, Escalation, FieldReport, MeetingPage, next_levels
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.notices import telling
from schakel.search import index
from schakel.tlp import USUAL
from schakel.workspaces.models import WorkspacePage

State = Escalation.State
WITHIN = timedelta(days=90)  # an answer is asked
TRAVELS = uuid.UUID("0f4c2f4e-8f3b-4b7d-9a51-0c1f5f5d2a77")
ASKS_APPROVAL, CAN_BEGIN = (State.WORDED, State.APPROVED, State.RETURNED), ("reported", "home")


def word(
    row: FieldReport,
    *,
    to: WorkspacePage,
    title: str,
    wording: str,
    tlp: str = USUAL,
    stays: str = "",
    by: User,
) -> Escalation:
    """Say anew, for another body, what a report tells; also when it was worded before and has not left.

    Whatever was approved is asked again. Raises ValidationError; `stays` says why a name may stand in it.
    """
    releases.admit(f"{title}\n{wording}".strip(), workspace=row.workspace, reason=stays, by=by)
    with transaction.atomic():
        held = fieldreports._held(row)
        known = held.escalations.filter(of=None, state__in=Escalation.DRAFT).first()
        if known is None and held.state not in CAN_BEGIN:
            fieldreports._expect(held, *CAN_BEGIN)
        fresh = Escalation(report=held, from_workspace=held.workspace, kind=held.kind, theme=held.theme)
        step = known or fresh
        step.many = held.many
        return _word(step, {"to_workspace": to, "title": title, "wording": wording, "tlp": tlp}, by)


def word_onwards(
    received: Escalation,
    *,
    to: WorkspacePage,
    title: str,
    wording: str,
    tlp: str = USUAL,
    stays: str = "",
    by: User,
) -> Escalation:
    """Say anew, one level up, what was put to this body and stands on its agenda. Raises ValidationError."""
    releases.admit(f"{title}\n{wording}".strip(), workspace=received.to_workspace, reason=stays, by=by)
    with transaction.atomic():
        held = _held(received)
        _expect(held, State.ACCEPTED)
        known = held.onwards.filter(state__in=Escalation.DRAFT).first()
        if known is None and held.onwards.filter(state__in=(*Escalation.WAITING, *Escalation.DONE)).exists():
            raise ValidationError(_("Dit ligt al bij een ander overleg, of het antwoord daarvan is nog niet thuis."))
        facts = {"kind": held.kind, "theme": held.theme, "many": held.many}
        fresh = Escalation(report_id=held.report_id, of=held, from_workspace=held.to_workspace, **facts)
        return _word(known or fresh, {"to_workspace": to, "title": title, "wording": wording, "tlp": tlp}, by)


def _word(step: Escalation, facts: dict[str, Any], by: User) -> Escalation:
    told = {name: value.strip() if name in ("title", "wording") else value for name, value in facts.items()}
    if step.pk and step.state == State.WORDED and all(getattr(step, name) == told[name] for name in told):
        return step
    if not next_levels(step.from_workspace).filter(pk=told["to_workspace"].pk).exists():
        raise ValidationError({"to": _("Kies het SOM of de Task Force, niet het eigen overleg.")})
    for name, value in told.items():
        setattr(step, name, value)
    step.revision += 1 if step.pk else 0
    step.state, step.approved_by, step.approved_at = State.WORDED, None, None
    step.worded_by, step.worded_at = by, timezone.now()
    step.full_clean()
    _keep(step, "word", step.from_workspace, by, revision=step.revision)
    telling.tell("escalation.worded", step, key=f"escalation.worded:{step.pk}:{step.revision}", by=by)
    return step


@transaction.atomic
def approve(step: Escalation, *, seen: int, by: User) -> None:
    """Agree, as its owner, with the words that were read. Raises ValidationError, PermissionDenied for others."""
    held = _held(step)
    if not owning.owners(held).filter(pk=by.pk).exists():
        raise PermissionDenied
    if held.state == State.APPROVED and held.revision == seen:
        return
    _expect(held, State.WORDED)
    if held.revision != seen:
        raise ValidationError(_("De tekst is intussen gewijzigd. Lees haar opnieuw en keur haar daarna goed."))
    held.state, held.approved_by, held.approved_at = State.APPROVED, by, timezone.now()
    _keep(held, "approve", held.from_workspace, by, revision=held.revision)
    telling.tell("escalation.approved", held, key=f"escalation.approved:{held.pk}:{held.revision}", by=by)
    step.refresh_from_db()


@transaction.atomic
def put(step: Escalation, *, by: User) -> None:
    """Put approved words to the other body; an answer is asked within ninety days. Raises ValidationError."""
    held = _held(step)
    if held.state == State.PUT:
        return
    _expect(held, State.APPROVED)
    held.state, held.escalated_at, held.reason = State.PUT, timezone.now(), ""
    held.due = timezone.localdate() + WITHIN
    _keep(held, "put", held.from_workspace, by, to=held.to_workspace_id, many=held.many)
    telling.tell("escalation.put", held, key=f"escalation.put:{held.pk}:{held.revision}", by=by)
    step.refresh_from_db()


@transaction.atomic
def accept(step: Escalation, meeting: MeetingPage, *, due: date | None = None, by: User) -> AgendaItem:
    """Put what came from another body on the agenda of a meeting to come, in its words. Raises ValidationError."""
    held = _held(step)
    if held.state == State.ACCEPTED and held.item and held.item.meeting_id == meeting.pk:
        return held.item
    _expect(held, State.PUT)
    _is_to_come(held, meeting)
    last = due or timezone.localdate() + WITHIN
    if last < timezone.localdate():
        raise ValidationError({"due": _("Kies een dag die nog komt.")})
    facts = {
        "title": held.title,
        "kind": AgendaItem.Kind.FIELD_REPORT,
        "duration": 15,
        "tlp": held.tlp,
        "explanation": held.wording,
    }
    item = agenda.place_item(meeting, facts, key=uuid.uuid5(TRAVELS, f"{held.pk}"), before_closing=True, by=by)
    held.state, held.item, held.accepted_at, held.due = State.ACCEPTED, item, timezone.now(), last
    _keep(held, "accept", held.to_workspace, by, meeting=meeting.pk)
    step.refresh_from_db()
    return item


def _is_to_come(held: Escalation, meeting: MeetingPage) -> None:
    here = meeting.workspace.pk == held.to_workspace_id
    if not here or meeting.begins <= timezone.now() or meeting.in_session or meeting.is_cancelled:
        raise ValidationError({"meeting": _("Kies een vergadering van dit overleg die nog komt.")})


def return_(step: Escalation, *, reason: str, stays: str = "", by: User) -> None:
    """Send words back to be worded better, with the reason. Raises ValidationError."""
    _with_reason(step, reason, stays, by, State.RETURNED, (State.PUT,))


def decline(step: Escalation, *, reason: str, stays: str = "", by: User) -> None:
    """Say, with a reason, that the body will not deal with it: that is an answer. Raises ValidationError."""
    _with_reason(step, reason, stays, by, State.DECLINED, Escalation.WAITING)


def _with_reason(
    step: Escalation, reason: str, stays: str, by: User, state: State, expected: tuple[State, ...]
) -> None:
    releases.admit(reason.strip(), workspace=step.to_workspace, reason=stays, by=by)
    with transaction.atomic():
        held = _held(step)
        if held.state != state:
            _expect(held, *expected)
            _not_elsewhere(held)
            if not reason.strip():
                raise ValidationError({"reason": _("Schrijf de reden op. Het andere overleg leest haar.")})
            held.state, held.reason = state, reason.strip()
            if state == State.DECLINED:
                held.answered_at = timezone.now()
            else:
                held.returned_at, held.due = timezone.now(), None
            _keep(held, "decline" if state == State.DECLINED else "return", held.to_workspace, by)
            kind = "escalation.answered" if state == State.DECLINED else "escalation.returned"
            telling.tell(kind, held, key=f"{kind}:{held.pk}:{held.revision}", by=by)
    step.refresh_from_db()


def answer(step: Escalation, *, text: str, decision: Decision | None = None, stays: str = "", by: User) -> None:
    """Answer what stands on the agenda; only `text` goes home, never the words of the decision. ValidationError."""
    releases.admit(text.strip(), workspace=step.to_workspace, reason=stays, by=by)
    with transaction.atomic():
        held = _held(step)
        if held.state == State.ANSWERED and held.answer == text.strip():
            return
        _expect(held, State.ACCEPTED)
        _not_elsewhere(held)
        if not text.strip():
            raise ValidationError({"text": _("Schrijf het antwoord op.")})
        if decision is not None and decision.workspace_id != held.to_workspace_id:
            raise ValidationError({"decision": _("Kies een besluit van dit overleg.")})
        held.state, held.answer, held.decision = State.ANSWERED, text.strip(), decision
        held.answered_at = timezone.now()
        _keep(held, "answer", held.to_workspace, by)
        telling.tell("escalation.answered", held, key=f"escalation.answered:{held.pk}:{held.revision}", by=by)
    step.refresh_from_db()


def _not_elsewhere(held: Escalation) -> None:
    if held.onwards.filter(state__in=(*Escalation.WAITING, *Escalation.DONE)).exists():
        raise ValidationError(_("Dit ligt nog bij een ander overleg. Breng eerst dat antwoord thuis."))


@transaction.atomic
def take_home(step: Escalation, *, by: User | None) -> None:
    """Say that the answer was brought to the body where it came from. Raises ValidationError without an answer."""
    held = _held(step)
    if held.state == State.HOME:
        return
    _expect(held, *Escalation.DONE)
    held.state, held.home_at = State.HOME, timezone.now()
    _keep(held, "home", held.from_workspace, by)
    step.refresh_from_db()


def _held(step: Escalation) -> Escalation:
    """Hold a step until the transaction ends, and return it as it is now."""
    return Escalation.objects.select_for_update(of=("self",)).get(pk=step.pk)


def _expect(held: Escalation, *states: str) -> None:
    if held.state not in states:
        told = {"state": held.get_state_display()}
        raise ValidationError(_("Dat kan nu niet: dit is %(state)s.") % told)


def _keep(step: Escalation, act: str, workspace: WorkspacePage, by: User | None, **told: Any) -> None:
    """Store a step, let its report follow it, index what arrived, and write the line of the journal."""
    step.full_clean()
    step.save()
    fieldreports.follow(step)
    index.put(step)
    journal.record(f"escalation.{act}", of=step, by=by, workspace=workspace.pk, **told)
