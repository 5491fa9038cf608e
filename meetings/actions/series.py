"""The verbs of a series: plan it, change or cancel its meetings from one on, or all that are to come."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions import agenda, carrying, planning
from meetings.actions import meeting as meetings
from meetings.models import MeetingPage, MeetingSeries
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.workspaces.models import Seat, WorkspacePage

Item = dict[str, Any]  # title, kind, duration


class Scope(models.TextChoices):
    """How far a change goes."""

    ONE = "one", gettext_lazy("alleen deze vergadering")
    LATER = "later", gettext_lazy("deze en alle latere van de reeks")
    ALL = "all", gettext_lazy("alle komende van de reeks")


def plan(
    workspace: WorkspacePage,
    *,
    title: str,
    place: str = "",
    begins: time,
    length: int,
    days: Sequence[date],
    items: Sequence[Item] = (),
    seats: Iterable[Seat] = (),
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> MeetingSeries:
    """Make a meeting on each of `days`, with its standing items, and invite to all; the same `key` does it once.

    `length` is in minutes. Without `seats` everybody takes part. Raises ValidationError; then nothing was made.
    """
    words = "\n".join([title, place, *(item["title"] for item in items)])
    releases.admit(words.strip(), workspace=workspace, reason=stays, by=by)
    facts = {"title": title.strip(), "place": place.strip(), "begins": begins, "length": length, "items": list(items)}
    series = MeetingSeries(workspace=workspace, key=key or uuid.uuid4(), **facts)
    return _plan(series, sorted(set(days)), list(seats), stays, by)


@transaction.atomic
def _plan(series: MeetingSeries, days: list[date], seats: list[Seat], stays: str, by: User) -> MeetingSeries:
    workspace = series.workspace
    WorkspacePage.objects.select_for_update().get(pk=workspace.pk)
    known = MeetingSeries.objects.filter(workspace=workspace, key=series.key).first()
    if known:
        return known
    if not days:
        raise ValidationError(_("Kies minstens één datum."))
    if any(seat.workspace_id != workspace.pk for seat in seats):
        raise ValidationError({"seats": _("Deze zetel hoort niet bij deze werkruimte.")})
    series.full_clean(exclude=["key"])
    series.save()
    series.seats.set(seats)
    for day in days:
        _make(series, day, stays, by)
    journal.record("series.plan", of=series, by=by, meetings=len(days))
    return series


def _make(series: MeetingSeries, day: date, stays: str, by: User) -> None:
    begins = make_aware(datetime.combine(day, series.begins))
    if begins <= timezone.now():
        raise ValidationError(
            _("%(day)s is al geweest. Kies een andere datum.") % {"day": date_format(day, "j F Y").capitalize()}
        )
    ends = begins + timedelta(minutes=series.length)
    title, place = series.title, series.place
    page = meetings.plan(series.workspace, title=title, begins=begins, ends=ends, place=place, fills=False, by=by)
    MeetingPage.objects.filter(pk=page.pk).update(series=series)
    page.refresh_from_db(fields=["series"])
    for item in series.items:
        agenda.add_item(page, **item, stays=stays, by=by)
    carrying.bring(page, by=by)
    planning.invite(page, by=by)


def _reached(meeting: MeetingPage, scope: str) -> list[MeetingPage]:
    """Return the meetings of the series of `meeting` that a change reaches. Raises ValidationError."""
    if meeting.series is None:
        raise ValidationError(_("Deze vergadering hoort niet bij een reeks."))
    since = meeting.begins if scope == Scope.LATER else None
    return list(meeting.series.to_come(since))


def change(
    meeting: MeetingPage,
    *,
    scope: str,
    title: str,
    begins: datetime,
    ends: datetime,
    place: str = "",
    stays: str = "",
    by: User | None,
) -> None:
    """Change `meeting` and, with a wider `scope`, those of its series along with it. Raises ValidationError.

    The others move by as many days as this one, and get its time, length, title and place. Each of them ends the entry
    that calendars have of it and starts a new one. The same change again changes nothing.
    """
    told: dict[str, Any] = {"title": title, "begins": begins, "ends": ends, "place": place}
    if scope == Scope.ONE:
        planning.change(meeting, **told, stays=stays, by=by)
        return
    told = {**told, "title": title.strip(), "place": place.strip()}
    planning.admit(meeting, told, stays, by)
    _change(meeting, scope, told, by)


@transaction.atomic
def _change(meeting: MeetingPage, scope: str, told: dict[str, Any], by: User | None) -> None:
    planning.still_to_come(meeting)
    reached, many = _reached(meeting, scope), 0
    days = (localtime(told["begins"]).date() - localtime(meeting.begins).date()).days
    for page in reached:
        entry = {"uid": page.uid, "sequence": page.sequence, "begins": page.begins, "ends": page.ends}
        changed = planning.rewrite(page, {**told, **_moved(page, told, days)}, by=by)
        if set(changed) - {"title"}:  # calendars know no title
            planning.begin_anew(page, entry, by=by)
        if changed:
            planning.tell(page, by=by)
            many += 1
    if many and meeting.series:
        _remember(meeting.series, told)
        journal.record("series.change", of=meeting.series, by=by, meetings=many)
    meeting.refresh_from_db()


def _moved(page: MeetingPage, told: dict[str, Any], days: int) -> dict[str, datetime]:
    """Return when `page` begins and ends when all move by `days` to the time of the day that `told` says."""
    begins, ends = localtime(told["begins"]), localtime(told["ends"])
    day = localtime(page.begins).date() + timedelta(days=days)
    over = day + (ends.date() - begins.date())
    return {
        "begins": make_aware(datetime.combine(day, begins.time())),
        "ends": make_aware(datetime.combine(over, ends.time())),
    }


def _remember(series: MeetingSeries, told: dict[str, Any]) -> None:
    series.title, series.place, series.begins = told["title"], told["place"], localtime(told["begins"]).time()
    series.length = int((told["ends"] - told["begins"]).total_seconds() // 60)
    series.save()


def cancel(meeting: MeetingPage, *, scope: str, reason: str, stays: str = "", by: User | None) -> None:
    """Cancel `meeting` and, with a wider `scope`, those of its series along with it. Raises ValidationError."""
    if scope == Scope.ONE:
        planning.cancel(meeting, reason=reason, stays=stays, by=by)
        return
    planning.may_cancel(meeting, reason, stays, by)
    with transaction.atomic():
        many = sum(planning.call_off(page, reason) for page in _reached(meeting, scope))
        if many:
            journal.record("series.cancel", of=meeting.series, by=by, meetings=many)
    meeting.refresh_from_db()
