"""The register of decisions over all bodies, as a page and as a spreadsheet; one decision, and its review."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meetings import decision_list
from meetings.actions import decisions
from meetings.models import Decision
from meetings.register_forms import RegisterFilter, ReviewForm
from schakel.attempt import succeeded
from schakel.context import crumbs_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged

PER_PAGE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _found(request: MemberRequest) -> tuple[RegisterFilter, Any]:
    form = RegisterFilter(request.GET, bodies=decision_list.bodies(request.user))
    wanted = form.cleaned_data if form.is_valid() else {}
    return form, decision_list.found(request.user, wanted)


@judged
@require_safe
def register(request: MemberRequest) -> HttpResponse:
    """Show the decisions of all bodies of somebody, and those alone that are looked for."""
    form, rows = _found(request)
    query = _query(request.GET)
    context = {
        "form": form,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{query}&" if query else "",
        "file_url": f"{reverse('decision_file')}?{query}" if query else reverse("decision_file"),
        "is_filtered": any(form.data.get(name) for name in form.fields),
    }
    return render(request, "meetings/decision_register.html", context)


def _query(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()


@judged
@require_safe
def file(request: MemberRequest) -> HttpResponse:
    """Save the same decisions as a spreadsheet."""
    _form, rows = _found(request)
    name = f"besluiten-{timezone.localdate():%Y-%m-%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(decision_list.workbook(rows), content_type=XLSX, headers=headers)


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk), ReviewForm())


def _seen(request: MemberRequest, pk: int, right: str = "decision.see") -> Decision:
    return access.fetch(Decision.objects.with_all(), request.user, right, pk=pk)


def _page(request: MemberRequest, decision: Decision, form: ReviewForm) -> HttpResponse:
    above = (_("Besluiten"), reverse("decisions", args=[decision.workspace_id]))
    context = {
        "decision": decision,
        "reviews": decision.reviews.select_related("by"),
        "form": form,
        "reviews_it": access.may(request.user, "decision.review", decision) and decision.standing != "withdrawn",
        "crumbs": crumbs_of(decision.workspace, above, (decision.number, "")),
    }
    return render(request, "meetings/decision.html", context)


@judged
@require_POST
def review(request: MemberRequest, pk: int) -> HttpResponse:
    decision = _seen(request, pk, "decision.review")
    form = ReviewForm(request.POST)
    if form.is_valid() and succeeded(form, lambda: decisions.review(decision, **form.cleaned_data, by=request.user)):
        messages.success(request, _("De herziening van %(number)s is bewaard.") % {"number": decision.number})
        return redirect("decision", pk)
    return _page(request, decision, form)
