"""Draw shares as bars, with a whisker for the 95 % interval, and write the same figures as rows of a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import isnan

from surveys.analysis.charts.words import between, is_known, percent
from surveys.analysis.disclosure import CONFIDENTIAL

AXIS = ((0, "start"), (25, "middle"), (50, "middle"), (75, "middle"), (100, "end"))


@dataclass(frozen=True)
class Bar:
    """One row of a figure: an answer, its share and interval (0 to 1; None or nan: not known), and its count.

    `small` marks a row that must not leave the office, see `disclosure.is_small`.
    """

    label: str
    share: float | None
    low: float | None
    high: float | None
    count: int
    small: bool = False


def bars(rows: Iterable[Bar]) -> str:
    """Draw one bar per row over a shared axis of 0 to 100 %; the table of `estimate_rows` says the same in words."""
    axis = "".join(f'<text x="{x}%" y="16" text-anchor="{anchor}">{percent(x / 100)}</text>' for x, anchor in AXIS)
    return (
        f'<div class="bars">{"".join(_bar(row) for row in rows)}'
        f'<div class="bar"><svg width="100%" height="24" aria-hidden="true" focusable="false">{axis}</svg></div></div>'
    )


def estimate_rows(rows: Iterable[Bar]) -> str:
    """Write the rows of a table: answer, count ("Aantal"), share ("Schatting") and interval ("95 %-interval")."""
    return "".join(
        f'<tr><th scope="row">{_label(row)}</th><td class="num" data-label="Aantal">{row.count}</td>'
        f'<td class="num" data-label="Schatting">{percent(row.share)}</td>'
        f'<td class="num" data-label="95 %-interval">{between(row.low, row.high)}</td></tr>'
        for row in rows
    )


def share_bar(percent: float) -> str:
    """Draw one percentage (0 to 100) as a filled track; the number itself must stand beside it."""
    return _track(12, [("c1", percent)])


def bar_stack(shares: Sequence[float]) -> str:
    """Draw up to three shares (each 0 to 1, together at most 1) behind one another in one track.

    Raise a ValueError when they do not fit.
    """
    if len(shares) > 3 or any(not share >= 0 for share in shares) or sum(shares) > 1 + 1e-9:
        raise ValueError(f"shares must be at most three, from 0 to 1 and together at most 1, not {list(shares)}")
    ends = [(f"c{i + 1}", sum(shares[: i + 1]) * 100) for i in range(len(shares))]
    return _track(14, ends[::-1])


def _track(height: int, fills: Sequence[tuple[str, float]]) -> str:
    def round_bar(kind: str, width: str) -> str:
        return f'<rect class="{kind}" width="{width}%" height="{height}" rx="{height // 2}"/>'

    filled = "".join(round_bar(kind, f"{min(end, 100):.1f}") for kind, end in fills)
    return (
        f'<svg width="100%" height="{height}" aria-hidden="true" focusable="false">'
        f"{round_bar('track', '100')}{filled}</svg>"
    )


def _label(row: Bar) -> str:
    mark = f'<br><span class="soft">{escape(CONFIDENTIAL)}</span>' if row.small else ""
    return escape(row.label) + mark


def _bar(row: Bar) -> str:
    if row.share is None or isnan(row.share):
        return f'<div class="bar"><span>{_label(row)}</span><p class="too-few">Nog geen schatting.</p></div>'
    grid = "".join(f'<line class="thin" x1="{x}%" x2="{x}%" y1="0" y2="28"/>' for x in (25, 50, 75, 100))
    return (
        f'<div class="bar"><span>{_label(row)}</span> <b>{percent(row.share)}</b>'
        f'<svg width="100%" height="28" aria-hidden="true" focusable="false">{grid}'
        f'<rect class="c3" y="5" width="{row.share * 100:.1f}%" height="18" rx="3"/>'
        f'<line class="edge" x1="0" x2="0" y1="0" y2="28"/>{_whisker(row)}{_upright(row.share, 4, 24)}</svg></div>'
    )


def _whisker(row: Bar) -> str:
    if not (is_known(row.low) and is_known(row.high)):
        return ""
    low, high = (min(max(end or 0.0, 0.0), 1.0) for end in (row.low, row.high))
    return (
        f'<line class="ink" x1="{low * 100:.1f}%" x2="{high * 100:.1f}%" y1="14" y2="14"/>'
        f"{_upright(low, 8, 20)}{_upright(high, 8, 20)}"
    )


def _upright(share: float, top: int, bottom: int) -> str:
    return f'<line class="ink" x1="{share * 100:.1f}%" x2="{share * 100:.1f}%" y1="{top}" y2="{bottom}"/>'
