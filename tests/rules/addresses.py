"""Every address there is, generated from the resolver: each route, with each planted key where it takes an argument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from schakel.workspaces import doors
from tests.rules.planted_world import Thing, World
from tests.rules.promised import ALL, NOBODY, Names

OURS = ("schakel", "meetings", "surveys", "cms")
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")

# what an argument is the key of: by its name and the words before it (and behind it, where that matters), or by its
# name alone. A new route under a known beginning needs nothing; one with an argument that nobody knows fails a test.
KINDS = {
    "vergaderingen/pk/notulen": "minutes",
    "vergaderingen/pk": "meeting",
    "werkruimte/pk": "workspace",
    "werkruimte/workspace/wie-zat-wanneer": "seats",
    "verleden/workspace": "past",
    "actiepunten/pk": "point",
    "stemmingen/pk": "poll",
    "besluiten/pk": "decision",
    "voorstellen/pk": "proposal",
    "stukken/pk": "paper",
    "vast/pk": "standing",
    "mensen/pk/tweede-stap-wissen": "account",
    "mensen/pk/sluiten": "account",
    "post/pk": "failed mail",
    "mensen/pk": "membership",
    "sessions/pk": "session",
    "notities/pk": "note",
    "vrijgave/pk": "question",
    "vrijgave/app": "guarded part",
    "<str:app>/model": "guarded model",
    "<str:model>/pk": "guarded",
    "uitnodigingen/pk": "survey invitation",
    "uitnodiging/token": "invitation",
    "contacten/code": "contacts of",
    "gemeente/code": "asked municipality",
    "<str:code>/pk": "contact",
    "mailings/pk": "mailing",
    "v/token": "link",
    "onderdeel/token": "delegation link",
    "ondertekenen/token": "sign-off link",
    "ondertekening/pk": "sign-off",
    "onderzoek/slug": "round",
    "bibliotheek/pk": "library item",
    "vragenlijst/slug": "questionnaire",
    "meedoen/slug": "public round",
    "bewijs/pk": "receipt",
    "ingediend/number": "sent",
    "verschil/other": "sent later",
    "ingediend/pk": "response",
    "meer-tijd/pk": "extension",
    "onderdelen/name": "section",
    "erbij/key": "survey question",
    "weg/key": "survey question",
    "nog/key": "survey question",
    "post/name": "letter",
    "datumprikker/pk": "datepoll",
    "knelpunten/pk": "field report",
    "voorgelegd/pk": "escalation",
    "ronde/pk": "round answer",
    "agenda/token": "feed",
    "workspace": "workspace",
    "correcties/correction": "correction",
    "item": "item",
    "substitution": "substitution",
    "paper": "paper",
}
ABSENT = {"int": 987_654_321, "str": "bestaat-niet", "slug": "bestaat-niet", "path": "bestaat-niet", "": "bestaat-niet"}


@dataclass(frozen=True)
class Route:
    """One route of ours: its whole pattern, its name, its policy, and what each of its arguments is the key of."""

    pattern: str
    name: str
    policy: str

    @cached_property
    def arguments(self) -> list[tuple[str, str, str]]:
        """The arguments in order: converter, name, kind ("" when nobody knows)."""
        return [(match[1] or "", match[2], self._kind(match)) for match in ARGUMENT.finditer(self.pattern)]

    def _kind(self, match: re.Match[str]) -> str:
        before = self.pattern[: match.start()].rstrip("/").rpartition("/")[2]
        behind = self.pattern[match.end() :].strip("/").partition("/")[0]
        tried = (f"{before}/{match[2]}/{behind}", f"{before}/{match[2]}", match[2])
        return next((KINDS[key] for key in tried if key in KINDS), "")


@dataclass(frozen=True)
class Address:
    """A route with keys in it. An item of another meeting is as absent as one that never was."""

    route: Route
    things: tuple[Thing, ...]

    @property
    def who(self) -> Names:
        """Who may know of everything that it names."""
        return ALL.intersection(*(thing.who for thing in self.things)) if self.belongs else NOBODY

    @property
    def belongs(self) -> bool:
        """Tell whether each thing stands in the one before it."""
        return all(map(_within, self.things[1:], self.things))

    @property
    def path(self) -> str:
        return reverse(self.route.name, args=[thing.key for thing in self.things])

    def absent_to(self, who: str) -> str:
        """Return the same address with keys that nobody has from the first thing on that `who` may not know of."""
        keys: list[Any] = []
        above, known = None, True
        for (converter, _, _), thing in zip(self.route.arguments, self.things, strict=True):
            known = known and who in thing.who and _within(thing, above)
            keys.append(thing.key if known else ABSENT[converter])
            above = thing
        return reverse(self.route.name, args=keys)


def _within(thing: Thing, above: Thing | None) -> bool:
    return above is None or thing.within in (None, above.key)


def routes() -> list[Route]:
    """Return every route whose view is ours, but for the desk: its fence has tests of its own."""
    found = []
    for whole, pattern in walk():
        ours = pattern.callback.__module__.split(".")[0] in OURS
        if ours and not whole.startswith("beheer/"):
            found.append(Route(whole, str(pattern.name), str(doors.policy_of(pattern.callback, whole))))
    return found


def walk(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Walk every route there is: its whole pattern and the pattern object."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        whole = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, whole)
        else:
            yield whole, pattern


def addresses(world: World, *, every: bool = True) -> list[Address]:
    """Return each route with each thing that it can be asked for, for the first thing with what is not in it too.

    Without `every` one thing stands for those of its kind that the same people know of.
    """
    return [Address(route, things) for route in routes() for things in _filled(world, route, every)]


def _filled(world: World, route: Route, every: bool) -> Iterator[tuple[Thing, ...]]:
    pools = [world.things.get(kind, []) for _, _, kind in route.arguments]
    if not every:
        pools = [
            list({(thing.who, thing.within, thing.sort): thing for thing in reversed(pool)}.values())[::-1]
            for pool in pools
        ]
    for things in product(*pools):
        if all(map(_within, things[1:], things)) or things[0] is pools[0][0]:
            yield things
