"""The rule of the quorum of a workspace."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings import quorum
from meetings.actions import quorum_rule
from meetings.attendance_forms import QuorumForm
from schakel.attempt import succeeded
from schakel.context import crumbs_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import WorkspacePage


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the rule of a workspace, and keep another."""
    workspace = access.fetch(WorkspacePage.objects.live(), request.user, "quorum.edit", pk=pk)
    known = quorum.rule_of(workspace)
    initial = {"share": known.share, "count": known.count}
    form = QuorumForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and succeeded(form, lambda: quorum_rule.choose(workspace, **form.cleaned_data, by=request.user)):
        messages.success(request, _("De regel voor het quorum is bewaard."))
        return redirect("quorum_rule", pk)
    context = {"workspace": workspace, "form": form, "crumbs": crumbs_of(workspace, (_("Quorum"), ""))}
    return render(request, "meetings/quorum_rule.html", context)
