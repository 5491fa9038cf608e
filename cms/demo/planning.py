"""The year that is planned in the demo: four meetings of the SOM, one of which is off, and a question for a date."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from meetings.actions import datepolls, planning, series
from meetings.models import AgendaItem
from meetings.rhythm import Every, Rhythm, Weekday, Which
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

Kind = AgendaItem.Kind
STANDING = [
    {"title": "Opening en vaststellen van de agenda", "kind": str(Kind.OPENING), "duration": 5},
    {"title": "Notulen van de vorige vergadering", "kind": str(Kind.MINUTES), "duration": 10},
    {"title": "Ronde: successen, trends en knelpunten", "kind": str(Kind.ROUND), "duration": 45},
    {"title": "Rondvraag en sluiting", "kind": str(Kind.CLOSING), "duration": 10},
]
# who answered what to the three moments; the others have not answered yet
ANSWERS = {
    "Lotte Verhagen": ("yes", "no", "yes"),
    "Amir Haddad": ("ifneedbe", "yes", "yes"),
    "Mirjam de Groot": ("no", "ifneedbe", "yes"),
}


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Plan next year's meetings of the SOM, cancel the summer one, and ask its members for a date."""
    som, by = spaces["som"], persons["Daan Smeets"]
    year = timezone.localdate().year + 1
    days = Rhythm(Every.QUARTER, Weekday.TUESDAY, Which.SECOND).days(date(year, 3, 1), date(year, 12, 31))
    made = series.plan(
        som, title="Kwartaaloverleg", place="Amersfoort", begins=time(13, 30), length=150, days=days, items=STANDING,
        by=by,
    )  # fmt: skip
    summer = made.meetings[1]
    planning.cancel(summer, reason="Te veel leden zijn er dan niet (verzonnen voorbeeld).", by=by)
    _ask(som, persons, by)


def _ask(som: WorkspacePage, persons: dict[str, User], by: User) -> None:
    midnight = datetime.combine(timezone.localdate(), time(10))
    moments = [timezone.make_aware(midnight + timedelta(days=number)) for number in (24, 26, 31)]
    closes_at = timezone.make_aware(midnight + timedelta(days=9))
    poll = datepolls.ask(
        som, title="Extra overleg over nazorg (verzonnen)", place="Via beeldverbinding", length=90, moments=moments,
        closes_at=closes_at, by=by,
    )  # fmt: skip
    for name, values in ANSWERS.items():
        datepolls.answer(poll, dict(zip(poll.options.all(), values, strict=True)), by=persons[name])
