"""The hours of the help desk as bars of one day: `{% load hours %}`."""

from __future__ import annotations

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.opening.days import Kind
from cms.opening.periods import Regime

register = Library()

HATCH = SafeString(
    '<svg width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    '<pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="ink-line" d="M0 0v7"/></pattern></defs></svg>'
)
BAR = '<rect class="{}" x="{}%" y="4" width="{}%" height="20"/>'
MARKS = (0, 6, 12, 18, 24)


@register.simple_tag
def day_bar(regime: Regime) -> SafeString:
    """Draw one working day: solid is open for everything, hatched for urgent matters alone."""
    shapes = [shape for begin, end, kind in regime.bars for shape in _bars(begin, end, kind)]
    return format_html(
        '<svg width="100%" height="28" aria-hidden="true" focusable="false">{}{}</svg>',
        format_html_join(
            "", '<line class="thin" x1="{0}%" x2="{0}%" y1="0" y2="28"/>', ((_share(hour),) for hour in MARKS)
        ),
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


def _bars(begin: float, end: float, kind: Kind) -> list[SafeString]:
    place = _share(begin), _share(end - begin)
    if kind == Kind.REGULAR:
        return [format_html(BAR, "c1", *place)]
    hatched = BAR.replace("<rect", '<rect fill="url(#hatch)"')
    return [format_html(BAR, "c4", *place), format_html(hatched, "edge", *place)]


def _share(hours: float) -> str:
    return f"{hours / 0.24:.2f}"


@register.simple_tag
def hatch() -> SafeString:
    """Define the hatching once for all bars of a page."""
    return HATCH


@register.simple_tag
def hour_axis() -> SafeString:
    """Draw the hours under the bars."""
    ends = {0: "start", 24: "end"}
    words = ((_share(hour), ends.get(hour, "middle"), _("%(hour)s uur") % {"hour": hour}) for hour in MARKS)
    return format_html(
        '<svg width="100%" height="24" aria-hidden="true" focusable="false">{}</svg>',
        format_html_join("", '<text x="{}%" y="16" text-anchor="{}">{}</text>', words),
    )
