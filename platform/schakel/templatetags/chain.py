"""The chain, the only ornament: it always means an order, a place or a count."""

from collections.abc import Iterable
from functools import cache
from math import cos, radians, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

BODIES = ("task-force", "som", "zorgcoordinatoren", "meldpunten")
LONGEST = 12  # more links than this nobody counts by eye
LINK = '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}" stroke-width="{}"{}/>'
OPEN, FULL, NOW = "link", "link link-on", "link-now"


def mini(body: str) -> SafeString:
    """Draw four links with that of this body filled: its place in the chain; nothing for any other workspace."""
    if body not in BODIES:
        return SafeString("")
    links = ((FULL if name == body else OPEN, 1 + i * 15.5, 3, 18, 12, 6, 2, "") for i, name in enumerate(BODIES))
    return format_html(
        '<svg class="mini" viewBox="0 0 66 18" aria-hidden="true" focusable="false">{}</svg>', shapes(links)
    )


def logo() -> SafeString:
    """Draw two links that hold each other."""
    return format_html(
        '<svg viewBox="0 0 42 24" aria-hidden="true" focusable="false">{}'
        '<rect class="link-on" x="19" y="6" width="21" height="12" rx="6"/>'
        '<rect class="paper" x="22.5" y="10.5" width="14" height="3" rx="1.5"/></svg>',
        shapes([(OPEN, 2, 4, 23, 16, 8, 4, "")]),
    )


def meter(done: int, total: int) -> SafeString:
    """Draw progress: `done` of `total` links are filled; above twelve the links stand for the share."""
    if total > LONGEST:
        done, total = done * LONGEST // total, LONGEST
    return row([FULL if i < done else OPEN for i in range(total)])


def steps(now: int, total: int) -> SafeString:
    """Draw steps, counted from 1: before `now` filled, `now` saffron, after it empty."""
    return row([FULL if i < now else NOW if i == now else OPEN for i in range(1, total + 1)])


def row(kinds: list[str]) -> SafeString:
    """Draw links side by side, the link of this moment on top of its neighbours."""
    order = sorted(range(len(kinds)), key=lambda i: kinds[i] == NOW)
    links = ((kinds[i], 1.5 + i * 22, 2, 24, 12, 6, 2, "") for i in order)
    width = len(kinds) * 22 + 5
    return format_html(
        '<svg class="meter" viewBox="0 0 {0} 16" width="{0}" height="16" aria-hidden="true" focusable="false">'
        "{1}</svg>",
        width,
        shapes(links),
    )


def broken(at: int) -> SafeString:
    """Draw five links of which link `at`, counted from 0, has come loose: something is not there."""
    dashes = SafeString(' stroke-dasharray="7 6"')
    links = ((OPEN, 3 + i * 44, 12 if i == at else 5, 50, 26, 13, 5, dashes if i == at else "") for i in range(5))
    return format_html(
        '<svg class="broken" viewBox="0 0 232 44" width="232" height="44" aria-hidden="true" focusable="false">'
        "{}</svg>",
        shapes(links),
    )


@cache
def links() -> SafeString:
    """Draw the chain under the hero: links that really interlock, over at the top and under at the bottom."""
    kinds = ["pen now" if i == 4 else "pen" for i in range(7)]
    bodies = ((kind, i * 214 - 90) for i, kind in enumerate(kinds))
    caps = ((kind, i * 214 + 112) for i, kind in enumerate(kinds[:-1]))
    rect = '<rect class="gap" x="{1}" y="10" width="250" height="96" rx="48"/>'
    rect += '<rect class="{0}" x="{1}" y="10" width="250" height="96" rx="48"/>'
    return format_html(
        '<svg class="links" viewBox="0 0 1300 84" aria-hidden="true" focusable="false">{}{}</svg>',
        format_html_join("", rect, bodies),
        format_html_join(
            "",
            '<path class="gap" d="{}"/><path class="{}" d="{}"/>',
            ((arc(x, 12, 76), kind, arc(x, 8, 80)) for kind, x in caps),
        ),
    )


def arc(x: float, start: float, end: float) -> str:
    """Return the path of a right cap from `start` to `end` degrees, clockwise from the top."""
    (x1, y1), (x2, y2) = ((x + 48 * sin(radians(a)), 58 - 48 * cos(radians(a))) for a in (start, end))
    return f"M{x1:.1f} {y1:.1f}A48 48 0 0 1 {x2:.1f} {y2:.1f}"


def shapes(links: Iterable[tuple[str, float, float, float, float, float, float, str]]) -> SafeString:
    """Draw links given as class, x, y, width, height, radius, stroke width and further attributes."""
    return format_html_join("", LINK, links)
