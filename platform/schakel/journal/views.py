"""The journal on the screen of administrators: who did what and when, by keys."""

from __future__ import annotations

import csv

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from schakel.accounts.models import User
from schakel.journal.forms import ChosenLines
from schakel.journal.models import Line
from schakel.requests import MemberRequest
from schakel.spreadsheets import harmless
from schakel.workspaces.doors import administrator

PER_PAGE = 50
IN_A_FILE = 10_000  # lines; choose by day for more


@administrator
@require_safe
def show_journal(request: MemberRequest) -> HttpResponse:
    form = ChosenLines(request.GET or None)
    page = Paginator(form.lines(), PER_PAGE).get_page(request.GET.get("page"))
    persons = User.objects.in_bulk({line.by for line in page if line.by})
    rows = [(line, persons.get(line.by) if line.by else None) for line in page]
    asked = request.GET.copy()
    asked.pop("page", None)
    query = f"{asked.urlencode()}&" if asked else ""
    context = {"form": form, "page": page, "rows": rows, "query": query, "crumbs": [(_("Logboek"), "")]}
    return render(request, "journal/journal.html", context)


@administrator
@require_safe
def save_journal(request: MemberRequest) -> HttpResponse:
    """Send the chosen lines as a table: keys, numbers and names of acts."""
    mark = f"-{_('fictief')}" if settings.DEMO else ""
    answer = HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="logboek{mark}.csv"'},
    )
    writer = csv.writer(answer, delimiter=";")
    writer.writerow(["regel", "moment", "handeling", "persoon", "soort", "sleutel", "werkruimte", "gegevens"])
    writer.writerows(_cells(line) for line in ChosenLines(request.GET or None).lines()[:IN_A_FILE])
    return answer


def _cells(line: Line) -> list[object]:
    told = " ".join(f"{name}: {value}" for name, value in line.told)
    keys = [line.seq, line.at.isoformat(), line.action, line.by, line.kind, line.of, line.workspace, told]
    return ["" if key is None else harmless(key) for key in keys]
