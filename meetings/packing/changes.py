"""What changed between two versions of a pack, in sentences about what the reader sees now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.packing.contents import Bound, Contents, digest
from schakel.tlp import Tlp


def between(before: Mapping[str, Any], now: Contents) -> list[str]:
    """Return what changed since the version with the keys `before`; nothing when there was none.

    What is gone is counted and not named: its title may be why it went.
    """
    if not before:
        return []
    keys = now.keys
    return [*_of_meeting(before, keys), *_of_items(before["items"], now), *_of_papers(before["papers"], now)]


def _of_meeting(before: Mapping[str, Any], keys: Mapping[str, Any]) -> Iterator[str]:
    if before["facts"] != keys["facts"]:
        yield _("De gegevens van de vergadering zijn gewijzigd.")


def _of_items(before: Mapping[str, Any], now: Contents) -> Iterator[str]:
    keys = now.keys["items"]
    for line in now.lines:
        key = str(line.item.pk)
        if key not in before:
            yield _("Punt toegevoegd: %(item)s") % {"item": line.title}
        elif before[key][1] != keys[key][1]:
            yield _("Punt gewijzigd: %(item)s") % {"item": line.title}
    if _order(before, keys) != _order(keys, before):
        yield _("De volgorde van de agenda is gewijzigd.")
    if gone := len(before.keys() - keys.keys()):
        yield ngettext("%(count)s punt is weg.", "%(count)s punten zijn weg.", gone) % {"count": gone}


def _order(these: Mapping[str, Any], others: Mapping[str, Any]) -> list[str]:
    return sorted(these.keys() & others.keys(), key=lambda key: these[key][0])


def _of_papers(before: Mapping[str, Any], now: Contents) -> Iterator[str]:
    for bound in now.papers:
        key = str(bound.paper.pk)
        if key not in before:
            yield _("Stuk toegevoegd: %(paper)s") % {"paper": named(bound)}
        else:
            yield from _of_paper(before[key], bound)
    if gone := len(before.keys() - now.keys["papers"].keys()):
        yield ngettext("%(count)s stuk is weg.", "%(count)s stukken zijn weg.", gone) % {"count": gone}


def _of_paper(before: list[str], bound: Bound) -> Iterator[str]:
    content, mark, title = before
    told = bound.paper
    if content != told.sha256:
        yield _("Stuk vervangen: %(paper)s") % {"paper": named(bound)}
    if mark != told.tlp:
        words = {"paper": named(bound), "mark": Tlp(told.tlp).label}
        yield _("Stuk met een ander merk: %(paper)s is nu %(mark)s") % words
    if title != digest(told.title):
        yield _("Stuk met een andere titel: %(paper)s") % {"paper": named(bound)}


def named(bound: Bound) -> str:
    """Return a paper with its label: "3a Eerste ervaringen"."""
    return f"{bound.label} {bound.paper.title}"
