"""Who has answered: the monitor of a round."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.workspaces.doors import judged
from surveys.drawing import drawn
from surveys.response_states import STATES, Group, Unit, by_province, by_size, of_all, units
from surveys.views.staff import LIVE, fetch, page


@dataclass(frozen=True)
class Row:
    """A group of municipalities as a row of a table."""

    group: Group
    percent: str
    bar: SafeString
    cells: list[tuple[str, int]]


@judged
@require_safe
def monitor(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how far the municipalities are, as a map, by province and by size class, and one by one."""
    from surveys.analysis.charts import STATES as NAMES

    survey = fetch(request, slug, "round.see")
    found = units(survey)
    every = of_all(found)
    return page(
        request,
        "surveys/monitor.html",
        survey,
        "survey_monitor",
        every=_row(every),
        map=_map(found),
        legend=_legend(every),
        provinces=[_row(group) for group in by_province(found)],
        sizes=[_row(group) for group in by_size(found)],
        units=[(unit, NAMES[unit.state]) for unit in found],
        states=_words(),
        now=timezone.now(),
        live_url=LIVE,
    )


def _words() -> list[str]:
    """Return STATES in one word each: the legend of the map says them in full."""
    return [_("Ingediend"), _("Klaar"), _("Bezig"), _("Geopend"), _("Niet geopend")]


def _row(group: Group) -> Row:
    from surveys.analysis.charts import bar_stack, percent

    shares = [group.share, group.busy / group.total] if group.total else [0.0, 0.0]
    cells = list(zip(_words(), group.by_state, strict=True))
    return Row(group, percent(group.share), drawn(bar_stack(shares)), cells)


def _map(found: list[Unit]) -> SafeString:
    from surveys.analysis.charts import Cell, caption_of, hex_map, mark_of

    cells = [
        Cell(unit.code, unit.name, unit.province, unit.col, unit.row, unit.state)
        for unit in found
        if unit.col is not None and unit.row is not None
    ]
    return drawn(hex_map(cells, mark_of, caption_of, "map-name")) if cells else SafeString("")


def _legend(every: Group) -> SafeString:
    from surveys.analysis.charts import legend

    return drawn(legend(STATES, every.counts))
