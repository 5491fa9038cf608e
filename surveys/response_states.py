"""Where each municipality of a round stands: from not invited to submitted. Nothing is evaluated to know it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from schakel.directory.models import FrameEntry, Municipality
from surveys.models import Contact, Entry, Invitation, Response, SignOff, SurveyPage
from surveys.regions import NAMES, part_of

STATES = ("submitted", "waiting", "complete", "most", "begun", "opened", "unopened", "bounced", "uninvited")
BUSY = ("waiting", "complete", "most", "begun")


@dataclass(frozen=True)
class Unit:
    """One municipality of the frame and its state; `col` and `row` are None when it is not on the map.

    `revising` marks one that submitted and is changing its answers: the former ones count until it submits again.
    """

    pk: int
    code: str
    name: str
    province: str
    size_class: str
    col: int | None
    row: int | None
    state: str
    progress: int = 0
    revising: bool = False


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
        return sum(self.counts[state] for state in BUSY)

    @property
    def share(self) -> float:
        """The share that submitted, 0 to 1."""
        return self.submitted / self.total if self.total else 0.0


def units(survey: SurveyPage, code: str = "") -> list[Unit]:
    """Return the municipalities of the year of the round, or the one with `code`, by name.

    The number of questions to the database is the same for three municipalities and for ten thousand.
    """
    if survey.audience == SurveyPage.Audience.PUBLIC:
        return []  # nobody knows who could answer
    frame = FrameEntry.objects.filter(year=survey.year, **_one("municipality__cbs_code", code)).order_by("name", "pk")
    fields = ("municipality_id", "municipality__cbs_code", "name", "province", "size_class",
              "municipality__hex_col", "municipality__hex_row")  # fmt: skip
    known = _responses(survey, code)
    invited = _invited(survey, code)
    lost = _lost(code)
    found = []
    for town, cbs, name, province, size, col, row in frame.values_list(*fields):
        state, progress, revising = known.get(town, ("", 0, False))
        if not state:
            state = _unanswered(invited.get(town), is_lost=town in lost)
        found.append(Unit(town, cbs, name, province, size, col, row, state, progress, revising))
    return found


def _one(field: str, code: str) -> dict[str, Any]:
    return {field: code} if code else {}


def _responses(survey: SurveyPage, code: str) -> dict[int | None, tuple[str, int, bool]]:
    """Return the state, progress and mark of those who opened the questionnaire, by municipality."""
    asked = SignOff.objects.filter(response=OuterRef("pk"), state=SignOff.State.ASKED)
    rows = Response.objects.filter(survey=survey, **_one("organisation__municipality__cbs_code", code))
    fields = ("organisation__municipality", "begun_at", "submitted_at", "submission", "is_complete", "progress")
    found = {}
    for town, begun, submitted, counting, complete, progress, waits in rows.annotate(waits=Exists(asked)).values_list(
        *fields, "waits"
    ):
        share = 100 if complete else min(progress, 99)
        state = "submitted" if counting else _busy(bool(begun), complete, waits and survey.sign_off, share)
        found[town] = (state, share, bool(counting) and submitted is None)
    return found


def _busy(begun: bool, complete: bool, waits: bool, progress: int) -> str:
    if complete:
        return "waiting" if waits else "complete"
    if not begun:
        return "opened"
    return "most" if progress >= 50 else "begun"


def _invited(survey: SurveyPage, code: str) -> dict[int | None, bool]:
    """Tell of the municipalities that have a way in whether anybody used it."""
    entered = Entry.objects.filter(invitation=OuterRef("pk"))
    rows = Invitation.objects.standing().filter(survey=survey, **_one("municipality__cbs_code", code))
    return dict(rows.annotate(entered=Exists(entered)).values_list("municipality_id", "entered"))


def _lost(code: str) -> set[int]:
    """Return the municipalities where the mail came back, and no other contact gets it."""
    reached, bounced = set[int](), set[int]()
    rows = Contact.objects.current().filter(**_one("municipality__cbs_code", code))
    for town, at in rows.values_list("municipality_id", "bounced_at"):
        (bounced if at else reached).add(town)
    return bounced - reached


def _unanswered(entered: bool | None, *, is_lost: bool) -> str:
    if entered is None:
        return "uninvited"
    if entered:
        return "opened"
    return "bounced" if is_lost else "unopened"


def of_all(found: Iterable[Unit], name: str = "") -> Group:
    return Group(name, Counter(unit.state for unit in found))


def by_province(found: list[Unit]) -> list[Group]:
    groups = _grouped(found, "province")
    return [Group(name, groups[name]) for name in sorted(groups)]


def by_region(found: list[Unit]) -> list[Group]:
    """Count by part of the country, from north to south; what lies in none of them is left out."""
    counts = {part: Counter(unit.state for unit in found if part_of(unit.province) == part) for part in NAMES}
    return [Group(str(NAMES[part]), counted) for part, counted in counts.items() if counted]


def size_names() -> dict[str, str]:
    """Say each size class in words."""
    return {
        Municipality.SizeClass.UNDER_20: _("tot 20.000"),
        Municipality.SizeClass.FROM_20: _("20.000 tot 50.000"),
        Municipality.SizeClass.FROM_50: _("50.000 tot 100.000"),
        Municipality.SizeClass.FROM_100: _("100.000 of meer"),
    }


def by_size(found: list[Unit]) -> list[Group]:
    groups = _grouped(found, "size_class")
    return [Group(name, groups[value]) for value, name in size_names().items() if value in groups]


def _grouped(found: list[Unit], field: str) -> dict[str, Counter[str]]:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for unit in found:
        groups[getattr(unit, field)][unit.state] += 1
    return groups
