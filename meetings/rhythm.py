"""How often a body meets: "every second Tuesday of each second month" as days of the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST = 60


class Every(models.TextChoices):
    """How far apart: a number of weeks or months."""

    MONTH = "month-1", _("elke maand")
    SECOND_MONTH = "month-2", _("elke twee maanden")
    QUARTER = "month-3", _("elk kwartaal")
    HALF_YEAR = "month-6", _("elk half jaar")
    WEEK = "week-1", _("elke week")
    SECOND_WEEK = "week-2", _("elke twee weken")
    FOURTH_WEEK = "week-4", _("elke vier weken")


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("maandag")
    TUESDAY = 1, _("dinsdag")
    WEDNESDAY = 2, _("woensdag")
    THURSDAY = 3, _("donderdag")
    FRIDAY = 4, _("vrijdag")


class Which(models.IntegerChoices):
    """Which of these weekdays in the month."""

    FIRST = 1, _("eerste")
    SECOND = 2, _("tweede")
    THIRD = 3, _("derde")
    FOURTH = 4, _("vierde")
    LAST = -1, _("laatste")


@dataclass(frozen=True)
class Rhythm:
    """How often, on which weekday, and (for months) on which of them in the month."""

    every: str
    weekday: int
    which: int = 1

    def days(self, since: date, until: date) -> list[date]:
        """Return the days from `since` to `until`, both included; MOST of them at most."""
        unit, _, number = self.every.partition("-")
        found = self._weekly(since, until, int(number)) if unit == "week" else self._monthly(since, until, int(number))
        return [day for day in found if since <= day <= until][:MOST]

    def _weekly(self, since: date, until: date, weeks: int) -> list[date]:
        first = since + timedelta(days=(self.weekday - since.weekday()) % 7)
        count = max((until - first).days // (7 * weeks) + 1, 0)
        return [first + timedelta(weeks=weeks * turn) for turn in range(min(count, MOST))]

    def _monthly(self, since: date, until: date, months: int) -> list[date]:
        last = min((until.year - since.year) * 12 + until.month - since.month, MOST * months)
        return [self._in_month(since, ahead) for ahead in range(0, last + 1, months)]

    def _in_month(self, since: date, ahead: int) -> date:
        years, month = divmod(since.month - 1 + ahead, 12)
        first = date(since.year + years, month + 1, 1)
        if self.which == Which.LAST:
            following = (first + timedelta(days=31)).replace(day=1)
            return following - timedelta(days=(following.weekday() - self.weekday - 1) % 7 + 1)
        return first + timedelta(days=(self.weekday - first.weekday()) % 7, weeks=self.which - 1)
