"""Which question waits for which: the order of evaluation, and the circles that make an order impossible."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

MAX_CIRCLES = 20

Graph = Mapping[str, Iterable[str]]


def ordered(graph: Graph) -> list[str]:
    """Return the names so that each comes after all it waits for; raise graphlib.CycleError for a circle."""
    return list(TopologicalSorter(graph).static_order())


def circles(graph: Graph) -> list[list[str]]:
    """Find the circles, each as a path that ends where it began: a waits for b, b waits for a → [a, b, a].

    One circle is reported for each knot; it begins with the name that comes first in the graph.
    """
    left = {name: set(waits_for) for name, waits_for in graph.items()}
    place = {name: at for at, name in enumerate(graph)}
    found: list[list[str]] = []
    while len(found) < MAX_CIRCLES:
        try:
            ordered(left)
        except CycleError as error:
            path = error.args[1][:0:-1]
            start = path.index(min(path, key=lambda name: place.get(name, len(place))))
            circle = [*path[start:], *path[:start]]
            found.append([*circle, circle[0]])
            for name in circle:
                left[name] = set()
        else:
            break
    return sorted(found, key=lambda circle: place.get(circle[0], len(place)))
