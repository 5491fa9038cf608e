"""Draw how something grew day by day: one line, or two beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from surveys.analysis.charts.words import percent

HEIGHT = 190
DASHES = (("curve", ""), ("curve", ' stroke-dasharray="2 6"'))  # the second is told apart without colour too


@dataclass(frozen=True)
class Line:
    """A line: its name, and per day since the start a share (0 to 1) of the whole."""

    name: str
    shares: Sequence[float]


def course(lines: Sequence[Line], labels: Sequence[tuple[int, str]], labelled_by: str) -> str:
    """Draw at most two lines over the same days, the first one solid; `labels` says what to write under which day.

    Raise a ValueError for no line, or more than two.
    """
    if not 1 <= len(lines) <= len(DASHES):
        raise ValueError(f"there must be one line or two, not {len(lines)}")
    last = max(1, *(len(line.shares) - 1 for line in lines), *(day for day, _ in labels))
    paths = "".join(
        f'<path class="{kind}"{dash} d="{_path(line.shares, last)}"/>'
        for line, (kind, dash) in zip(lines, DASHES, strict=False)
    )
    return (
        f'<div class="course"><svg width="48" height="250" aria-hidden="true" focusable="false">{_scale()}</svg>'
        f'<svg width="100%" height="250" role="img" aria-labelledby="{escape(labelled_by)}" focusable="false">'
        f'<svg y="26" width="100%" height="{HEIGHT}" overflow="visible">{_grid()}'
        f'<svg width="100%" height="{HEIGHT}" viewBox="0 0 100 100" preserveAspectRatio="none">{paths}</svg>'
        f"{_end(lines[0].shares, last)}</svg>"
        f'<svg y="216" width="100%" height="34" overflow="visible">{_days(labels, last)}</svg></svg></div>'
    )


def _path(shares: Sequence[float], last: int) -> str:
    return "".join(
        f"{'L' if day else 'M'}{day * 100 / last:.2f} {100 - share * 100:.2f}" for day, share in enumerate(shares)
    )


def _end(shares: Sequence[float], last: int) -> str:
    """Mark where the first line is now: on the first day there is no line to see yet."""
    day, share = len(shares) - 1, shares[-1]
    return f'<circle class="c1" cx="{day * 100 / last:.2f}%" cy="{100 - share * 100:.2f}%" r="5"/>'


def _scale() -> str:
    steps = (0.0, 0.5, 1.0)
    return "".join(f'<text x="44" y="{220 - HEIGHT * s:.0f}" text-anchor="end">{percent(s)}</text>' for s in steps)


def _grid() -> str:
    return "".join(f'<line class="thin" x1="0" x2="100%" y1="{y}%" y2="{y}%"/>' for y in (0, 50, 100))


def _days(labels: Sequence[tuple[int, str]], last: int) -> str:
    return "".join(
        f'<text x="{day * 100 / last:.2f}%" y="22" text-anchor="{_anchor(day, last)}">{escape(words)}</text>'
        for day, words in labels
    )


def _anchor(day: int, last: int) -> str:
    return "start" if day == 0 else "end" if day == last else "middle"
