"""Who has answered: the monitor of a round."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.workspaces import access
from schakel.workspaces.doors import judged
from surveys import by_day, calling, export, monitor_table
from surveys.drawing import drawn
from surveys.models import Response, SurveyPage
from surveys.response_states import STATES, Group, Unit, by_province, by_region, by_size, of_all, size_names, units
from surveys.views.staff import LIVE, fetch, page, spreadsheet

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    """Show how far the municipalities are: as a map, by group, whom to phone, day by day, and one by one."""
    survey = fetch(request, slug, "round.see")
    if survey.audience == SurveyPage.Audience.PUBLIC:
        return _of_open_link(request, survey)
    found = units(survey)
    every = of_all(found)
    provinces = by_province(found)
    return page(
        request,
        "surveys/monitor.html",
        survey,
        "survey_monitor",
        every=_row(every),
        map=_map(found),
        legend=_legend(every),
        provinces=[_row(group) for group in provinces],
        regions=[_row(group) for group in by_region(found)],
        sizes=[_row(group) for group in by_size(found)],
        **_list(request, found),
        **_calls(request, survey, found),
        **_course(survey),
        states=_words(),
        now=timezone.now(),
        live_url=LIVE,
        may_export=access.may(request.user, "survey.export", survey),
    )


@judged
@require_safe
def table_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the list of municipalities with how far they are."""
    survey = fetch(request, slug, "survey.export")
    return spreadsheet(survey, "respons", export.as_csv(monitor_table.sheet(units(survey))))


@judged
@require_safe
def table_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the same as a workbook."""
    survey = fetch(request, slug, "survey.export")
    named = f'attachment; filename="{survey.slug}-respons.xlsx"'
    body = export.as_xlsx([monitor_table.sheet(units(survey))])
    return HttpResponse(body, content_type=XLSX, headers={"Content-Disposition": named})


def _of_open_link(request: HttpRequest, survey: SurveyPage) -> HttpResponse:
    """Show how many began and sent in: of a public survey nobody knows who could answer."""
    begun = Response.objects.filter(survey=survey)
    counts = {"begun": begun.count(), "sent": begun.counting().count(), "now": timezone.now()}
    return page(request, "surveys/monitor_open.html", survey, "survey_monitor", **counts)


def _words() -> list[str]:
    """Return STATES in a few words each: the legend of the map says them in full."""
    return [
        _("Ingediend"),
        _("Wacht op ondertekening"),
        _("Klaar"),
        _("50–99\u00a0%"),
        _("Minder dan 50\u00a0%"),
        _("Geopend"),
        _("Niet geopend"),
        _("Mail kwam terug"),
        _("Niet uitgenodigd"),
    ]


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


def _list(request: HttpRequest, found: list[Unit]) -> dict[str, object]:
    """Return one page of the municipalities that were asked for: by state, province and words in the name."""
    from surveys.analysis.charts import STATES as NAMES

    words = request.GET.get("q", "").strip()[:80]
    state, province = request.GET.get("stand", ""), request.GET.get("provincie", "")
    chosen = [
        unit
        for unit in found
        if (not state or unit.state == state)
        and (not province or unit.province == province)
        and (words.lower() in unit.name.lower() or words.upper() == unit.code)
    ]
    shown = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page"))
    rest = request.GET.copy()
    rest.pop("page", None)
    return {
        "shown": shown,
        "units": [(unit, NAMES[unit.state]) for unit in shown],
        "words": words,
        "chosen_state": state,
        "chosen_province": province,
        "state_names": [(each, NAMES[each]) for each in STATES],
        "province_names": sorted({unit.province for unit in found}),
        "query": f"{rest.urlencode()}&" if rest else "",
    }


def _calls(request: HttpRequest, survey: SurveyPage, found: list[Unit]) -> dict[str, object]:
    """Return whom to phone, to those who phone, as long as it helps."""
    from surveys.analysis.charts import STATES as NAMES
    from surveys.analysis.charts import percent

    may_phone = access.may(request.user, "survey.phone", survey)
    if not may_phone or not survey.opened_at or survey.is_over:
        return {"may_phone": may_phone}
    sizes = size_names()
    may_see = access.may(request.user, "contact.edit", survey)
    groups = [
        {
            "stratum": each,
            "size": sizes.get(each.size_class, each.size_class),
            "percent": percent(each.share),
            "calls": [(call, NAMES[call.unit.state]) for call in called],
            "more": len(each.units) - len(called),
        }
        for each, called in calling.calls(survey, found, contacts=may_see)
    ]
    return {"may_phone": True, "may_see_contacts": may_see, "phone": groups}


def _course(survey: SurveyPage) -> dict[str, object]:
    from surveys.analysis.charts import Line, course

    courses = by_day.courses(survey)
    if not courses:
        return {}
    ours, last = courses[0], max(len(each.counts) for each in courses) - 1
    labels = [(0, date_format(ours.start, "j F"))]
    if last:
        labels.append((last, _("dag %(number)s") % {"number": last + 1}))
    lines = [Line(each.title, each.shares) for each in courses]
    return {
        "course": drawn(course(lines, labels, "course-name")),
        "days": by_day.table(courses),
        "former": courses[1] if len(courses) > 1 else None,
        "ours": ours,
    }
