"""Which municipality became which: an answer of 2019 finds those that hold its area now, and the other way round.

A municipality that was divided has several successors, and each of those has it among its predecessors. Both
questions cost two queries, however long the history is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from schakel.directory.models import Municipality


def successors_of(municipality: Municipality, year: int) -> list[Municipality]:
    """Return the municipalities of 1 January of `year` that hold the area of this one, or a part of it, by name.

    That is the municipality itself while it exists. Of a year before it began there are none.
    """
    ended = [(gone, into) for gone, into, until in _links() if until <= date(year, 1, 1)]
    return _standing(_reached(municipality.pk, ended), year)


def predecessors_of(municipality: Municipality, year: int) -> list[Municipality]:
    """Return the municipalities of 1 January of `year` whose area, or a part of it, this one holds, by name.

    One that took in others has itself among them when it existed then.
    """
    later = [(into, gone) for gone, into, until in _links() if until > date(year, 1, 1)]
    return _standing(_reached(municipality.pk, later), year)


def _links() -> list[tuple[int, int, date]]:
    """Return who went into whom by primary key, and when: some twenty rows in seven years."""
    rows = Municipality.successors.through.objects.filter(from_municipality__until__isnull=False)
    found = rows.values_list("from_municipality", "to_municipality", "from_municipality__until")
    return [(gone, into, until) for gone, into, until in found if until]


def _reached(start: int, links: Iterable[tuple[int, int]]) -> set[int]:
    following = defaultdict(list)
    for here, there in links:
        following[here].append(there)
    found, ahead = {start}, [start]
    while ahead:
        fresh = [there for there in following[ahead.pop()] if there not in found]
        found.update(fresh)
        ahead += fresh
    return found


def _standing(keys: set[int], year: int) -> list[Municipality]:
    there = Municipality.objects.on(date(year, 1, 1)).filter(pk__in=keys)
    return list(there.select_related("organisation").order_by("organisation__name", "cbs_code"))
