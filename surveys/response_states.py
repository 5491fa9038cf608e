"""Where each municipality of a round stands: not opened, opened, begun, complete, submitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from schakel.directory.models import FrameEntry, Municipality
from surveys.models import Response, SurveyPage

STATES = ("submitted", "complete", "begun", "opened", "unopened")


@dataclass(frozen=True)
class Unit:
    """One municipality of the frame and its state; `col` and `row` are None when it is not on the map."""

    code: str
    name: str
    province: str
    size_class: str
    col: int | None
    row: int | None
    state: str


@dataclass(frozen=True)
class Group:
    """The municipalities of one province or size class, counted."""

    name: str
    counts: Counter[str]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def submitted(self) -> int:
        return self.counts["submitted"]

    @property
    def by_state(self) -> list[int]:
        """How many there are of each of STATES."""
        return [self.counts[state] for state in STATES]

    @property
    def busy(self) -> int:
        """How many have begun and did not submit."""
        return self.counts["complete"] + self.counts["begun"]

    @property
    def share(self) -> float:
        """The share that submitted, 0 to 1."""
        return self.submitted / self.total if self.total else 0.0


def units(survey: SurveyPage) -> list[Unit]:
    """Return the municipalities of the year of the round, by name, in two questions to the database."""
    moments = ("organisation", "begun_at", "submission", "is_complete")
    states = {row[0]: _state(*row[1:]) for row in Response.objects.filter(survey=survey).values_list(*moments)}
    frame = FrameEntry.objects.filter(year=survey.year).select_related("municipality")
    return [
        Unit(
            code=entry.municipality.cbs_code,
            name=entry.name,
            province=entry.province,
            size_class=entry.size_class,
            col=entry.municipality.hex_col,
            row=entry.municipality.hex_row,
            state=states.get(entry.municipality.organisation_id, "unopened"),
        )
        for entry in frame
    ]


def _state(begun: datetime | None, submitted: int | None, complete: bool) -> str:
    if submitted:
        return "submitted"
    if complete:
        return "complete"
    return "begun" if begun else "opened"


def of_all(found: Iterable[Unit], name: str = "") -> Group:
    return Group(name, Counter(unit.state for unit in found))


def by_province(found: list[Unit]) -> list[Group]:
    names = sorted({unit.province for unit in found})
    return [of_all((unit for unit in found if unit.province == name), name) for name in names]


def by_size(found: list[Unit]) -> list[Group]:
    words = {
        Municipality.SizeClass.UNDER_20: _("tot 20.000"),
        Municipality.SizeClass.FROM_20: _("20.000 tot 50.000"),
        Municipality.SizeClass.FROM_50: _("50.000 tot 100.000"),
        Municipality.SizeClass.FROM_100: _("100.000 of meer"),
    }
    groups = [of_all((unit for unit in found if unit.size_class == value), name) for value, name in words.items()]
    return [group for group in groups if group.total]
