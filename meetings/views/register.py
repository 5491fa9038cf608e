"""The registers of a workspace: its meetings, its decisions and its action points."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings import held
from meetings.models import ActionPoint, DatePoll, Decision, MeetingPage
from schakel.context import crumbs_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import WorkspacePage

PER_PAGE = 20


@judged
@require_safe
def meetings(request: MemberRequest, pk: int) -> HttpResponse:
    workspace = access.fetch(WorkspacePage.objects.live(), request.user, "meeting.see", pk=pk)
    visible = MeetingPage.objects.visible_to(request.user).child_of(workspace)
    page = Paginator(visible.past(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "workspace": workspace,
        "coming": visible.ahead(),
        "polls": DatePoll.objects.visible_to(request.user).filter(workspace=workspace).undecided(),
        "page": page,
        "rows": held.with_minutes(page.object_list, request.user),
        "plans": access.may(request.user, "meeting.edit", workspace),
        "crumbs": crumbs_of(workspace, (_("Vergaderingen"), "")),
    }
    return render(request, "meetings/meetings.html", context)


@judged
@require_safe
def decisions(request: MemberRequest, pk: int) -> HttpResponse:
    workspace = access.fetch(WorkspacePage.objects.live(), request.user, "decision.see", pk=pk)
    rows = Decision.objects.visible_to(request.user).filter(workspace=workspace).select_related("minutes")
    context = {
        "workspace": workspace,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "crumbs": crumbs_of(workspace, (_("Besluiten"), "")),
    }
    return render(request, "meetings/decisions.html", context)


@judged
@require_safe
def actions(request: MemberRequest, pk: int) -> HttpResponse:
    workspace = access.fetch(WorkspacePage.objects.live(), request.user, "action.see", pk=pk)
    everything = request.GET.get("stand") == "alle"
    visible = ActionPoint.objects.visible_to(request.user).filter(workspace=workspace)
    rows = visible.select_related("owner", "organisation", "minutes")
    context = {
        "workspace": workspace,
        "page": Paginator(rows if everything else rows.open(), PER_PAGE).get_page(request.GET.get("page")),
        "everything": everything,
        "query": "stand=alle&" if everything else "",
        "keeps_list": access.may(request.user, "action.close", workspace),
        "crumbs": crumbs_of(workspace, (_("Actiepunten"), "")),
    }
    return render(request, "meetings/actions.html", context)
