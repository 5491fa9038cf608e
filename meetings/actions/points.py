"""The verbs of action points: done, cancel, reopen, move, hand over, keep. Each leaves a step: who, when, why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import people
from meetings.models import ActionPoint, ActionStep
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.notices import telling
from schakel.push.announcing import announce
from schakel.workspaces import access

Kind = ActionStep.Kind


def may_finish(point: ActionPoint, user: User) -> bool:
    """Tell whether `user` may say that this is done, move it or hand it over: the owner, and who keeps the list."""
    return point.owner_id == user.pk or access.may(user, "action.close", point)


@transaction.atomic
def done(point: ActionPoint, *, by: User | None) -> None:
    """Say that an action point is done; saying it again changes nothing. Raises ValidationError."""
    held = _held(point)
    if held.done_at is None:
        _must_be_open(held)
        _change(point, done_at=timezone.now(), done_by=by)
        _note("action.done", Kind.DONE, point, by=by)
    point.refresh_from_db(fields=["done_at", "done_by"])


def cancel(point: ActionPoint, *, reason: str, stays: str = "", by: User | None) -> None:
    """Let an action point go, with the reason; once more changes nothing. Raises ValidationError."""
    _admit(point, reason, _("Schrijf op waarom dit actiepunt vervalt."), stays, by)
    _cancel(point, reason, by)


@transaction.atomic
def _cancel(point: ActionPoint, reason: str, by: User | None) -> None:
    held = _held(point)
    if held.cancelled_at is None:
        _must_be_open(held)
        _change(point, cancelled_at=timezone.now())
        _note("action.cancel", Kind.CANCELLED, point, by=by, reason=reason.strip())


def reopen(point: ActionPoint, *, reason: str, stays: str = "", by: User | None) -> None:
    """Put an action point that was done or cancelled back on the list. An open one stays as it is."""
    _admit(point, reason, _("Schrijf op waarom dit actiepunt weer open is."), stays, by)
    _reopen(point, reason, by)


@transaction.atomic
def _reopen(point: ActionPoint, reason: str, by: User | None) -> None:
    if not _held(point).is_open:
        _change(point, done_at=None, done_by=None, cancelled_at=None)
        _note("action.reopen", Kind.REOPENED, point, by=by, reason=reason.strip())


def move(point: ActionPoint, *, due: date, reason: str, stays: str = "", by: User | None) -> None:
    """Give an action point another day, with the reason; its own day changes nothing. Raises ValidationError."""
    _admit(point, reason, _("Schrijf op waarom de datum verschuift."), stays, by)
    _move(point, due, reason, by)


@transaction.atomic
def _move(point: ActionPoint, due: date, reason: str, by: User | None) -> None:
    held = _held(point)
    _must_be_open(held)
    if held.due == due:
        return
    if due < timezone.localdate():
        raise ValidationError(_("Kies een dag die nog komt."))
    _change(point, due=due)
    _note("action.move", Kind.MOVED, point, by=by, reason=reason.strip(), due_before=held.due, due_after=due)


def hand_over(point: ActionPoint, *, to: User, reason: str, stays: str = "", by: User | None) -> None:
    """Hand an action point over to another member, who is told. Raises ValidationError."""
    _admit(point, reason, _("Schrijf op waarom u dit actiepunt overdraagt."), stays, by)
    _hand_over(point, to, reason, by)


@transaction.atomic
def _hand_over(point: ActionPoint, to: User, reason: str, by: User | None) -> None:
    held = _held(point)
    _must_be_open(held)
    if held.owner_id == to.pk:
        return
    place = people.memberships(point.workspace).filter(user=to, user__is_active=True).first()
    if place is None:
        raise ValidationError(_("Deze persoon hoort niet bij deze werkruimte. Kies een lid."))
    _change(point, owner=to, organisation=place.seat.organisation)
    before = {"owner_before": held.owner, "organisation_before": held.organisation}
    step = _note("action.hand_over", Kind.HANDED, point, by=by, reason=reason.strip(), owner_after=to, **before)
    telling.tell("action.handed", point, key=f"action.handed:{step.pk}", by=by)


def keep(point: ActionPoint, *, reason: str, stays: str = "", by: User | None) -> None:
    """Say why an action point stays open although no meeting is planned. Raises ValidationError."""
    _admit(point, reason, _("Schrijf op waarom dit actiepunt open blijft."), stays, by)
    _keep(point, reason, by)


@transaction.atomic
def _keep(point: ActionPoint, reason: str, by: User | None) -> None:
    held = _held(point)
    _must_be_open(held)
    if held.kept_open_because != reason.strip():
        _change(point, kept_open_because=reason.strip())
        _note("action.keep", Kind.KEPT, point, by=by, reason=reason.strip())


def _admit(point: ActionPoint, reason: str, missing: str, stays: str, by: User | None) -> None:
    if not reason.strip():
        raise ValidationError({"reason": missing})
    releases.admit(reason.strip(), workspace=point.workspace, reason=stays, by=by)


def _held(point: ActionPoint) -> ActionPoint:
    return ActionPoint.objects.select_for_update().get(pk=point.pk)


def _must_be_open(point: ActionPoint) -> None:
    if point.done_at:
        raise ValidationError(_("Dit actiepunt is al afgerond."))
    if point.cancelled_at:
        raise ValidationError(_("Dit actiepunt is vervallen."))


def _change(point: ActionPoint, **facts: Any) -> None:
    ActionPoint.objects.filter(pk=point.pk).update(**facts)
    point.refresh_from_db()


def _note(action: str, kind: str, point: ActionPoint, *, by: User | None, **told: Any) -> ActionStep:
    step = ActionStep.objects.create(point=point, kind=kind, by=by, **told)
    journal.record(action, of=point, by=by, number=point.number)
    announce(point.workspace, action, point.pk)
    return step
