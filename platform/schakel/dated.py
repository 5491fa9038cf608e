"""What holds from one moment until another: seats, memberships, affiliations. The clock is asked at each request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model)


def at_moment(moment: datetime | None = None, prefix: str = "") -> models.Q:
    """Return the condition that a dated row, reached through `prefix`, holds at `moment` (now without one)."""
    moment = moment or timezone.now()
    begun = models.Q(**{f"{prefix}since__lte": moment})
    open_ended = models.Q(**{f"{prefix}until__isnull": True})
    return begun & (open_ended | models.Q(**{f"{prefix}until__gt": moment}))


@dataclass(frozen=True)
class Period:
    """From `since` (included) until `until` (not included); without `until` for ever."""

    since: datetime
    until: datetime | None = None

    def holds(self, moment: datetime) -> bool:
        return self.since <= moment and (self.until is None or moment < self.until)

    def shared_with(self, other: Period) -> Period | None:
        """Return the part that two periods have in common; None when they only touch or lie apart."""
        since = max(self.since, other.since)
        ends = [until for until in (self.until, other.until) if until is not None]
        if ends and min(ends) <= since:
            return None
        return Period(since, min(ends, default=None))

    def has(self, moment: str) -> models.Q:
        """Return the condition that the field `moment` of a row falls in this period."""
        begun = models.Q(**{f"{moment}__gte": self.since})
        return begun & models.Q(**{f"{moment}__lt": self.until}) if self.until else begun


def day_of(day: date) -> Period:
    """Return a day of the Dutch calendar as a period: 23 or 25 hours when the clock is changed."""
    midnight = datetime.combine(day, time.min)
    return Period(timezone.make_aware(midnight), timezone.make_aware(midnight + timedelta(days=1)))


def shares(period: Period, prefix: str = "") -> models.Q:
    """Return the condition that a dated row, reached through `prefix`, has some moment in common with `period`."""
    open_ended = models.Q(**{f"{prefix}until__isnull": True})
    lasts = open_ended | models.Q(**{f"{prefix}until__gt": period.since})
    return lasts & models.Q(**{f"{prefix}since__lt": period.until}) if period.until else lasts


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold for a time."""

    def current(self, moment: datetime | None = None) -> DatedQuerySet[M]:
        """Return the rows that hold at `moment`; at this moment without one."""
        return self.filter(at_moment(moment))


class Dated(models.Model):
    """A row that holds from `since` (included) until `until` (not included); without `until` for ever."""

    since = models.DateTimeField(_("sinds"), default=timezone.now)
    until = models.DateTimeField(_("tot"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
            ),
        ]
