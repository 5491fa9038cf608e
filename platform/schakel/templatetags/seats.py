"""The quorum of a meeting, one link per seat."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

PER_ROW, STEP, GAP, HEIGHT = 15, 23, 9, 30


def quorum(coming: int, substitute: int, declined: int, silent: int, needed: int) -> SafeString:
    """Draw one link per seat; the upright line after `needed` seats is the quorum."""
    seats = ["in"] * coming + ["substitute"] * substitute + ["silent"] * silent + ["out"] * declined
    places = [place(i, needed) for i in range(len(seats))]
    width = min(PER_ROW, max(len(seats), needed, 1)) * STEP + GAP + 1
    height = (max(len(seats), needed, 1) - 1) // PER_ROW * HEIGHT + HEIGHT
    return format_html(
        '<svg class="quorum" viewBox="0 0 {0} {1}" width="{0}" height="{1}" role="img" focusable="false" '
        'aria-label="{2}">{3}{4}</svg>',
        width,
        height,
        gettext("%(present)s van %(total)s zetels bezet; quorum is %(needed)s")
        % {"present": coming + substitute, "total": len(seats), "needed": needed},
        format_html_join("", "{}", ((seat(kind, x, y),) for kind, (x, y) in zip(seats, places, strict=True))),
        threshold(needed),
    )


def place(i: int, needed: int) -> tuple[float, float]:
    """Return x and y of seat `i`; seats after the threshold of its row stand a little apart."""
    line, column = divmod(i, PER_ROW)
    apart = GAP if i >= needed and needed and line == (needed - 1) // PER_ROW else 0
    return 1.5 + column * STEP + apart, 8 + line * HEIGHT


def seat(kind: str, x: float, y: float) -> SafeString:
    """Draw a seat that comes, sends a substitute, is silent or declined: each has a shape of its own."""
    link = '<rect class="{}" x="{}" y="{}" width="20" height="14" rx="7" stroke-width="2"{}/>'
    dashes = SafeString(' stroke-dasharray="3 3"') if kind == "silent" else ""
    body = format_html(link, "link link-on" if kind == "in" else "link", x, y, dashes)
    if kind == "substitute":
        return body + format_html('<rect class="link-on" x="{}" y="{}" width="10" height="4" rx="2"/>', x + 5, y + 5)
    if kind == "out":
        return body + format_html('<path class="link" d="M{} {}l12 -18" stroke-width="2"/>', x + 4, y + 16)
    return body


def threshold(needed: int) -> SafeString:
    """Draw the quorum as an upright line after the last seat that it needs."""
    if needed < 1:
        return SafeString("")
    line, column = divmod(needed - 1, PER_ROW)
    return format_html('<path class="ink" d="M{} {}v28"/>', (column + 1) * STEP + GAP / 2, line * HEIGHT + 1)
