"""The cockpit of the secretariat: all that is late, in all bodies that somebody leads."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import cockpit
from schakel.requests import MemberRequest
from schakel.workspaces.doors import judged

SHOWN, PER_PAGE = 5, 50


@judged
@require_safe
def show(request: MemberRequest) -> HttpResponse:
    """Show what is late, kind by kind; all of one kind when that is asked for."""
    bodies = cockpit.bodies(request.user)
    if not bodies:
        raise Http404
    found = cockpit.found(request.user)
    titles = {body.pk: body for body in bodies}
    one = next((each for each in found if each.kind.name == request.GET.get("soort")), None)
    context: dict[str, Any] = {
        "total": sum(each.count for each in found),
        "table": [(body, [(each.kind.label, each.by_body.get(body.pk, 0)) for each in found]) for body in bodies],
        "found": found,
        "one": one,
    }
    if one:
        page = Paginator(one.rows, PER_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": _with_body(page.object_list, titles), "query": f"soort={one.kind.name}&"}
    else:
        context["piles"] = [(each, _with_body(each.rows[:SHOWN], titles)) for each in found if each.count]
    return render(request, "meetings/cockpit.html", context)


def _with_body(rows: Any, titles: dict[int, Any]) -> list[tuple[Any, Any]]:
    return [(row, titles.get(row.workspace)) for row in rows]
