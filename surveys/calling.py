"""Whom to phone next: of the groups that answer least, those whom a call helps most."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from surveys.models import CallNote, Contact, SurveyPage
from surveys.response_states import Unit

# who is furthest first: one call and the answers are in
ORDER = ("complete", "waiting", "most", "begun", "opened", "bounced", "unopened")
GROUPS, EACH, ENOUGH = 8, 5, 15  # at most so many groups, so many of each; fewer when there are calls enough


@dataclass(frozen=True)
class Stratum:
    """The municipalities of one province and size class, with the share of all that submitted beside their own."""

    province: str
    size_class: str
    submitted: int
    total: int
    overall: float
    units: tuple[Unit, ...]

    @property
    def share(self) -> float:
        return self.submitted / self.total

    @property
    def missing(self) -> float:
        """How many more would have to send in for this group to weigh as much as the rest."""
        return self.overall * self.total - self.submitted


@dataclass(frozen=True)
class Call:
    """One municipality to phone: its contact of now, when the reader may know it, and the last note of a call."""

    unit: Unit
    contact: Contact | None
    note: CallNote | None


def strata(units: Iterable[Unit]) -> list[Stratum]:
    """Return the groups in which somebody can be phoned, those that answer least of all first.

    Of groups that answer as little, the one in which the most answers are missing comes first.
    """
    groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in units:
        groups[unit.province, unit.size_class].append(unit)
    total = sum(map(len, groups.values()))
    counts = {key: Counter(unit.state for unit in members) for key, members in groups.items()}
    overall = sum(count["submitted"] for count in counts.values()) / total if total else 0.0
    found = [
        Stratum(*key, counts[key]["submitted"], len(members), overall, _in_order(members))
        for key, members in groups.items()
        if counts[key]["submitted"] / len(members) <= overall
    ]
    return sorted((each for each in found if each.units), key=lambda each: (each.share, -each.missing, -each.total))


def _in_order(members: list[Unit]) -> tuple[Unit, ...]:
    called = [unit for unit in members if unit.state in ORDER]
    return tuple(sorted(called, key=lambda unit: (ORDER.index(unit.state), -unit.progress, unit.name)))


def _first(found: list[Stratum]) -> list[Stratum]:
    taken, there = [], 0
    for each in found[:GROUPS]:
        if there >= ENOUGH:
            break
        taken.append(each)
        there += min(len(each.units), EACH)
    return taken


def calls(survey: SurveyPage, units: Iterable[Unit], *, contacts: bool) -> list[tuple[Stratum, list[Call]]]:
    """Return the first groups, each with the first to phone. Without `contacts` nobody is named."""
    first = _first(strata(units))
    towns = [unit.pk for each in first for unit in each.units[:EACH]]
    reached: dict[int, Contact] = {}
    for contact in Contact.objects.current().filter(municipality__in=towns).order_by("pk") if contacts else ():
        there = reached.get(contact.municipality_id)
        if there is None or (contact.phone and not there.phone):
            reached[contact.municipality_id] = contact  # whom one can phone goes before who has an address alone
    notes = {note.municipality_id: note for note in _notes(survey, towns)}
    return [
        (each, [Call(unit, reached.get(unit.pk), notes.get(unit.pk)) for unit in each.units[:EACH]]) for each in first
    ]


def _notes(survey: SurveyPage, towns: list[int]) -> Iterable[CallNote]:
    """Return the notes, the latest last."""
    return CallNote.objects.filter(survey=survey, municipality__in=towns).select_related("by").order_by("pk")
