"""The table routes × cast is made from the resolver: here that nothing is missing, in test_canary that it holds.

`ROUTES` and `world` are that table for other tests, such as the fuzz: one planted thing of each kind to fill in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern

from tests.rules import planted, planted_surveys, planted_travel, promised
from tests.rules.addresses import OURS, Route, addresses, routes, walk
from tests.rules.planted_world import World

__all__ = ["ROUTES", "Row", "World", "world"]


@dataclass(frozen=True)
class Row:
    """A route of ours, and how to fill in its arguments."""

    route: Route
    post: bool = True
    data: Any = ()

    def args(self, world: World) -> list[Any]:
        return [world.things[kind][0].key for _, _, kind in self.route.arguments]


ROUTES = {route.name: Row(route) for route in routes()}

PLANTED = (planted, planted_surveys, planted_travel)


@pytest.fixture
def world(db: None) -> World:
    return planted.plant()


def unknown(found: list[Route]) -> list[str]:
    """Return the routes with an argument of which nobody knows what it is the key of."""
    return [route.pattern for route in found if not all(kind for _, _, kind in route.arguments)]


def test_of_each_argument_it_is_known_what_it_is_the_key_of() -> None:
    """What is missing here belongs in KINDS of addresses.py, and in planted.py a Thing of that kind."""
    assert unknown(routes()) == []
    assert unknown([Route("dossiers/<int:pk>/", "new", "judged")]) == ["dossiers/<int:pk>/"]


def test_a_new_route_under_a_known_beginning_needs_nothing() -> None:
    assert unknown([Route("vergaderingen/<int:pk>/agenda-maken/<int:item>/merk/", "new", "judged")]) == []


def test_every_route_of_ours_is_asked_for(world: World) -> None:
    assert {address.route.name for address in addresses(world)} == set(ROUTES)
    assert {address.route.name for address in addresses(world, every=False)} == set(ROUTES)


def test_no_two_routes_of_ours_share_a_name() -> None:
    """Else one of them would stand in the table twice and the other never."""
    ours = [pattern.name for whole, pattern in walk() if _is_ours(pattern) and not whole.startswith("beheer/")]
    assert len(ours) == len(set(ours))


def _is_ours(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.split(".")[0] in OURS


def test_each_marker_stands_in_the_world_and_nowhere_before(world: World) -> None:
    """A kind without a marker would be guarded by nothing."""
    source = "".join(Path(str(module.__file__)).read_text(encoding="utf-8") for module in PLANTED)
    planted_kinds = set(re.findall(r'marker\(f?["\']([\w.{}]+)["\']\)', source))
    made = {kind.replace("{kind}", name) for kind in planted_kinds for name in ("partner", "there", "text", "integer",
            "decimal", "date", "one", "several")}  # fmt: skip
    assert set(promised.WHO) - made == set()
