"""All that a page shows of the hours at one moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms.opening import words
from cms.opening.days import Kind, Row, held_on, kinds_of, public_holiday
from cms.opening.periods import Regime, regimes
from cms.opening.state import Period, State, day, periods

SHOWN = 3  # holidays to announce
YEAR = 366


@dataclass(frozen=True)
class Card:
    """One way in which the help desk answers: whether that is now, or from when, and its hours in general."""

    kind: Kind
    is_now: bool
    since: str
    hours: str


@dataclass(frozen=True)
class Board:
    """The state at a moment with its words."""

    state: State
    rows: Sequence[Row]

    @property
    def headline(self) -> str:
        return words.headline(self.state)

    @property
    def detail(self) -> str:
        return words.detail(self.state)

    @property
    def now_held(self) -> list[Row]:
        """The rows of the regime of this moment."""
        return held_on(self.rows, self.state.moment.date())

    @property
    def today(self) -> list[tuple[str, Kind, bool]]:
        """The periods of this day: their hours, their kind and whether this is the one of now."""
        periods = day(self.state.moment.date(), self.rows)
        return [(words.span(period), period.kind, self._holds(period)) for period in periods]

    def _holds(self, period: Period) -> bool:
        return period.since <= self.state.moment and (period.until is None or self.state.moment < period.until)

    @property
    def cards(self) -> list[Card]:
        """The ways of answering that occur in these weeks, in the order in which they come: that of now first."""
        first: dict[Kind, Period] = {}
        for period in periods(self.state.moment, self.rows):
            first.setdefault(period.kind, period)
        return [self._card(period) for period in first.values()]

    def _card(self, period: Period) -> Card:
        is_now = period.kind == self.state.kind
        since = "" if is_now else words.when(period.since, self.state.moment)
        return Card(period.kind, is_now, since, words.hours(self.now_held, period.kind))

    @property
    def holidays(self) -> list[tuple[date, str, str]]:
        """The next public holidays: the day, its name and how the help desk answers."""
        today = self.state.moment.date()
        days = (today + timedelta(days=ahead) for ahead in range(YEAR))
        named = ((on, public_holiday(on, get_language() or "nl")) for on in days)
        coming = [(on, name) for on, name in named if name][:SHOWN]
        return [(on, name, self._answers(on)) for on, name in coming]

    def _answers(self, on: date) -> str:
        kinds = kinds_of(self.rows, on)
        if Kind.REGULAR in kinds:
            return _("open")
        return _("alleen urgente zaken") if Kind.URGENT in kinds else _("dicht")

    @property
    def regimes(self) -> list[Regime]:
        return regimes(self.rows)
