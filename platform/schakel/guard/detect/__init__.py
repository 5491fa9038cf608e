"""Look for what could identify a victim: rules, checks and word lists, without Django or network."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schakel.guard.detect.addresses import addresses
from schakel.guard.detect.combination import combinations
from schakel.guard.detect.contact import mails, phones
from schakel.guard.detect.dates import birth_dates
from schakel.guard.detect.documents import cases, papers, plates
from schakel.guard.detect.finding import BLOCKING, KINDS, Finding
from schakel.guard.detect.known import NOBODY, Known
from schakel.guard.detect.names import person_names
from schakel.guard.detect.numbers import accounts, bare_bsn, told_bsn
from schakel.guard.detect.reading import Reading

__all__ = ["BLOCKING", "KINDS", "NOBODY", "Finding", "Known", "look"]

# what is surest goes first and keeps its place from what comes after
ORDER: tuple[Callable[[Reading], Iterable[Finding | None]], ...] = (
    told_bsn,
    accounts,
    cases,
    papers,
    phones,
    birth_dates,
    bare_bsn,
    plates,
    addresses,
)


def look(text: str, known: Known = NOBODY) -> list[Finding]:
    """Return what in `text` could identify a victim, in the order of the text; time grows linearly with its length."""
    reading = Reading(text)
    found = [finding for finding in mails(reading, known) if finding]
    for find in ORDER:
        found += [finding for finding in find(reading) if finding]
    found += [finding for finding in person_names(reading, known) if finding]
    found += combinations(reading)
    return sorted(found)
