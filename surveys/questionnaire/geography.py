"""Distances and areas between points as ODK writes them: "latitude longitude altitude accuracy"."""

import math

RADIUS = 6_378_100.0  # metres, as ODK has it

Point = tuple[float, float]


def points(texts: list[str]) -> list[Point]:
    """Read points; one text may hold a whole line, its points separated by semicolons."""
    return [found for text in texts for part in text.split(";") if (found := _point(part))]


def _point(text: str) -> Point | None:
    try:
        latitude, longitude, *_ = map(float, text.split())
    except ValueError:
        return None
    return latitude, longitude


def distance(line: list[Point]) -> float:
    """Return the length of a line in metres."""
    return sum(_between(one, other) for one, other in zip(line, line[1:], strict=False))


def _between(one: Point, other: Point) -> float:
    (lat1, lon1), (lat2, lon2) = [tuple(map(math.radians, point)) for point in (one, other)]
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))


def area(shape: list[Point]) -> float:
    """Return the area within a line in square metres; 0 for fewer than three points."""
    if len(shape) < 3:
        return 0.0
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in zip(shape, [*shape[1:], shape[0]], strict=True):
        turned = math.radians(lon2 - lon1)
        total += turned * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
    return abs(total * RADIUS * RADIUS / 2)
