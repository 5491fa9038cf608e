"""Draw the state of a response as a hexagon with a shape of its own."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from math import cos, pi, sin

R = 10.0
STATES = {
    "submitted": "Ingediend",
    "waiting": "Wacht op ondertekening",
    "complete": "Klaar, nog niet ingediend",
    "most": "Bezig, 50 tot 99 %",
    "begun": "Bezig, minder dan 50 %",
    "opened": "Geopend, nog geen antwoord",
    "unopened": "Niet geopend",
    "bounced": "E-mail kwam niet aan",
    "uninvited": "Niet uitgenodigd",
}


def corner(x: float, y: float, k: int, r: float = R) -> str:
    """Return corner k of a hexagon that stands on a corner, counted clockwise from the top."""
    return f"{x + r * sin(pi / 3 * k):.1f} {y - r * cos(pi / 3 * k):.1f}"


def hexagon(x: float, y: float, r: float) -> str:
    """Return the path of a hexagon that stands on a corner."""
    return "M" + "L".join(corner(x, y, k, r) for k in range(6)) + "z"


def mark(state: str, x: float, y: float, r: float = R - 0.9) -> str:
    """Draw one hexagon; each state has a shape of its own, so that it reads in grey as well.

    Raise a ValueError for a state that is not in `STATES`.
    """
    if state not in SHAPES:
        raise ValueError(f"no state {state!r}; there are: {', '.join(STATES)}")
    return SHAPES[state](x, y, r)


def legend(states: Iterable[str], counts: Mapping[str, int]) -> str:
    """List states with their mark, their name and how many there are."""
    return f'<ul class="legend">{"".join(_legend_item(state, counts.get(state, 0)) for state in states)}</ul>'


def _legend_item(state: str, count: int) -> str:
    drawing = f'<svg viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">{mark(state, 0, 0)}</svg>'
    return f"<li>{drawing}{escape(STATES[state])} <b>{count}</b></li>"


def _full(x: float, y: float, r: float) -> str:
    return f'<path class="c1 edge" d="{hexagon(x, y, r)}"/>'


def _with_hole(x: float, y: float, r: float) -> str:
    return f'{_full(x, y, r)}<circle class="paper" cx="{x:.1f}" cy="{y:.1f}" r="{r * 0.42:.1f}"/>'


def _filled(x: float, y: float, r: float, top: float) -> str:
    """Fill the hexagon from below up to `top`, measured down from its middle."""
    dx = r * sin(pi / 3)
    lower = (
        f"M{x - dx:.1f} {y + top:.1f}V{y + r / 2:.1f}L{x:.1f} {y + r:.1f}L{x + dx:.1f} {y + r / 2:.1f}V{y + top:.1f}z"
    )
    return f'{_empty(x, y, r)}<path class="c2" d="{lower}"/>'


def _little(x: float, y: float, r: float) -> str:
    return _filled(x, y, r, r * 0.25)


def _most(x: float, y: float, r: float) -> str:
    return _filled(x, y, r, -r * 0.4)


def _with_band(x: float, y: float, r: float) -> str:
    band = f"M{x - r * 0.5:.1f} {y - r * 0.2:.1f}h{r:.1f}v{r * 0.4:.1f}h{-r:.1f}z"
    return f'{_full(x, y, r)}<path class="paper" d="{band}"/>'


def _struck(x: float, y: float, r: float) -> str:
    return f'{_empty(x, y, r)}<path class="ink" d="M{x - r * 0.42:.1f} {y:.1f}H{x + r * 0.42:.1f}"/>'


def _with_dot(x: float, y: float, r: float) -> str:
    dot = f'<circle class="c1" cx="{x:.1f}" cy="{y:.1f}" r="{r * 0.24:.1f}"/>'
    return f'<path class="c4 edge" d="{hexagon(x, y, r)}"/>{dot}'


def _empty(x: float, y: float, r: float) -> str:
    return f'<path class="paper edge" d="{hexagon(x, y, r)}"/>'


def _crossed(x: float, y: float, r: float) -> str:
    left, right, top, low = x - r * 0.42, x + r * 0.42, y - r * 0.42, y + r * 0.42
    cross = f"M{left:.1f} {top:.1f}L{right:.1f} {low:.1f}M{right:.1f} {top:.1f}L{left:.1f} {low:.1f}"
    return f'{_empty(x, y, r)}<path class="ink" d="{cross}"/>'


SHAPES: dict[str, Callable[[float, float, float], str]] = {
    "submitted": _full,
    "waiting": _with_band,
    "complete": _with_hole,
    "most": _most,
    "begun": _little,
    "opened": _with_dot,
    "unopened": _empty,
    "bounced": _crossed,
    "uninvited": _struck,
}
