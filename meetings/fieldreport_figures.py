"""The figures of a body: how long each step takes, what waits longest, how many in each quarter and region."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meetings.models import Escalation, FieldReport
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

State = FieldReport.State
OPEN = (State.REPORTED, State.WORDED, State.APPROVED, State.ESCALATED)
DAY = 86_400


@dataclass(frozen=True)
class Bar:
    """One line of a chart that is a table too; `share` is its length in percents of the longest."""

    label: str
    value: float | None
    share: int = 0
    count: int = 0

    @property
    def plural(self) -> int:
        """What the language counts by: one and a half day is more than one."""
        return 1 if self.value == 1 else 2


@dataclass(frozen=True)
class Figures:
    steps: list[Bar]
    quarters: list[Bar]
    regions: list[Bar]
    reported: int
    unanswered: int
    oldest: FieldReport | None
    received_waiting: int
    received_oldest: Escalation | None


def of(workspace: WorkspacePage, user: User) -> Figures:
    """Count what `user` sees of a body: each report counts, also the merged ones."""
    rows = FieldReport.objects.visible_to(user).filter(workspace=workspace).select_related("region")
    reports = list(rows.order_by("at", "pk"))
    sent = list(Escalation.objects.filter(from_workspace=workspace, report__in=rows).select_related("report", "of"))
    sent += list(Escalation.objects.visible_to(user).filter(from_workspace=workspace, of__isnull=False).with_all())
    received = Escalation.objects.received_by(user).filter(to_workspace=workspace).under_way().order_by("escalated_at")
    waiting = [row for row in reports if row.state in OPEN]
    quarters = Counter(_quarter(row.at) for row in reports)
    regions = Counter(str(row.region) if row.region else str(_("Geen regio")) for row in reports)
    return Figures(
        steps=_steps(sent),
        quarters=_bars(sorted(quarters.items())),
        regions=_bars(sorted(regions.items(), key=lambda each: (-each[1], each[0]))),
        reported=len(reports),
        unanswered=len(waiting),
        oldest=waiting[0] if waiting else None,
        received_waiting=len(received),
        received_oldest=next(iter(received), None),
    )


def _quarter(moment: datetime) -> str:
    day = localtime(moment)
    return f"{day.year}, {_('kwartaal')} {(day.month + 2) // 3}"


def between(step: Escalation) -> list[tuple[str, datetime | None, datetime | None]]:
    """Return the steps of one escalation: what it is called, when it began and when it was done."""
    begun = step.report.at if step.of is None else step.of.accepted_at
    return [
        (_("Van gemeld tot verwoord"), begun, step.worded_at),
        (_("Van verwoord tot goedgekeurd"), step.worded_at, step.approved_at),
        (_("Van goedgekeurd tot voorgelegd"), step.approved_at, step.escalated_at),
        (_("Van voorgelegd tot op de agenda"), step.escalated_at, step.accepted_at),
        (_("Van op de agenda tot beantwoord"), step.accepted_at, step.answered_at),
        (_("Van beantwoord tot thuis"), step.answered_at, step.home_at),
    ]


def _steps(sent: Iterable[Escalation]) -> list[Bar]:
    taken: dict[str, list[float]] = {}
    for step in {row.pk: row for row in sent}.values():
        for label, begun, done in between(step):
            days = taken.setdefault(label, [])
            if begun and done:
                days.append((done - begun).total_seconds() / DAY)
    middle = [(label, round(median(days), 1) if days else None, len(days)) for label, days in taken.items()]
    most = max((days for _label, days, _count in middle if days), default=0)
    return [Bar(label, days, _share(days, most), count) for label, days, count in middle]


def _bars(counted: list[tuple[str, int]]) -> list[Bar]:
    most = max((number for _label, number in counted), default=0)
    return [Bar(label, number, _share(number, most), number) for label, number in counted]


def _share(value: Any, most: float) -> int:
    return round(100 * value / most) if value and most else 0
