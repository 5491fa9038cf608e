"""Field reports of a body: the list, the form, the figures, and one report with what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import course, fieldreport_figures, owning, round_table
from meetings.actions import escalations, fieldreports
from meetings.fieldreport_forms import LineForm, MergeReportForm, ReasonedForm, ReportFilter, ReportForm, WordForm
from meetings.models import Escalation, FieldReport, RoundAnswer, next_levels
from schakel.attempt import succeeded, tried
from schakel.context import crumbs_of
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import WorkspacePage

PER_PAGE = 25
ASKED = {"soort": "kind", "thema": "theme", "staat": "state", "regio": "region"}
AFTER = {"reported", "home"}


def _body(request: MemberRequest, pk: int, right: str = "fieldreport.see") -> WorkspacePage:
    return access.fetch(WorkspacePage, request.user, right, pk=pk)


@judged
@require_safe
def listed(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the reports of a body, those alone that are looked for, and what other bodies put to it."""
    workspace = _body(request, pk)
    rows = FieldReport.objects.visible_to(request.user).filter(workspace=workspace)
    form = ReportFilter(request.GET, rows=rows)
    wanted = form.cleaned_data if form.is_valid() else {}
    shown = rows.with_all().filter(**{ASKED[name]: value for name, value in wanted.items() if value})
    received = Escalation.objects.received_by(request.user).filter(to_workspace=workspace).with_all()
    query = _query(request.GET)
    context = {
        "workspace": workspace,
        "form": form,
        "is_filtered": any(wanted.values()),
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{query}&" if query else "",
        "received": received.exclude(state=Escalation.State.HOME)[:PER_PAGE],
        "may_report": access.may(request.user, "fieldreport.report", workspace),
        "crumbs": crumbs_of(workspace, (_("Knelpunten"), "")),
    }
    return render(request, "meetings/fieldreports.html", context)


def _query(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()


@judged
@require_safe
def figures(request: MemberRequest, pk: int) -> HttpResponse:
    """Show how long each step takes and what waits, as a chart that is a table."""
    workspace = _body(request, pk)
    above = (_("Knelpunten"), reverse("fieldreports", args=[pk]))
    context = {
        "workspace": workspace,
        "figures": fieldreport_figures.of(workspace, request.user),
        "crumbs": crumbs_of(workspace, above, (_("Cijfers"), "")),
    }
    return render(request, "meetings/fieldreport_figures.html", context)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the form, and report what was filled in."""
    workspace = _body(request, pk, "fieldreport.report")
    return _reporting(request, workspace, ReportForm(request.POST or None), reverse("fieldreport_report", args=[pk]))


def _reporting(request: MemberRequest, workspace: WorkspacePage, form: ReportForm, url: str) -> HttpResponse:
    if form.is_valid() and succeeded(form, lambda: _made(request, workspace, form)):
        messages.success(request, _("Uw melding is gedaan. De secretaris gaat ermee verder."))
        row = FieldReport.objects.visible_to(request.user).get(key=form.cleaned_data["key"])
        return redirect("fieldreport", row.pk)
    above = (_("Knelpunten"), reverse("fieldreports", args=[workspace.pk]))
    crumbs = crumbs_of(workspace, above, (_("Melden"), ""))
    return render(
        request, "meetings/fieldreport_form.html", {"workspace": workspace, "form": form, "url": url, "crumbs": crumbs}
    )


def _made(request: MemberRequest, workspace: WorkspacePage, form: ReportForm) -> FieldReport:
    return fieldreports.report(workspace, **form.cleaned_data, by=request.user)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def from_round(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the form with one bottleneck of an answer to the round in it, for who answers for that seat."""
    answer = access.fetch(RoundAnswer, request.user, "fieldreport.report", pk=pk)
    if not round_table.seats_of(request.user, answer.meeting).filter(pk=answer.seat_id).exists():
        raise PermissionDenied
    asked = LineForm(request.GET)
    place = asked.cleaned_data["regel"] if asked.is_valid() else 0
    text = next(iter(answer.hindrances[place : place + 1]), "")
    form = ReportForm(request.POST) if request.method == "POST" else ReportForm(initial=_begun(text))
    return _reporting(request, answer.workspace, form, reverse("fieldreport_from_round", args=[pk]))


def _begun(text: str) -> dict[str, Any]:
    return {"kind": "bottleneck", "text": text, "title": text[:160]}


def _seen(request: MemberRequest, pk: int, right: str = "fieldreport.see") -> FieldReport:
    rows = FieldReport.objects.select_related("workspace", "region", "reporter", "organisation", "merged_into")
    return access.fetch(rows, request.user, right, pk=pk)


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk))


def _page(request: MemberRequest, row: FieldReport, **bound: Any) -> HttpResponse:
    """Show one report; a form that was refused stands there as it was typed."""
    user, workspace = request.user, row.workspace
    way = course.of_report(row, user)
    draft = next((leg.step for leg in way if leg.shows and leg.step.is_draft and leg.step.of_id is None), None)
    begun = {name: getattr(draft, name) for name in ("title", "wording", "tlp")} if draft else {"tlp": row.tlp}
    context: dict[str, Any] = {
        "report": row,
        "legs": way,
        "draft": draft,
        "merged": row.merged.select_related("region", "organisation").order_by("at", "pk"),
        "edits": access.may(user, "fieldreport.edit", row),
        "can_word": (row.state in AFTER or draft is not None) and next_levels(workspace).exists(),
        "can_refuse": row.state in fieldreports.AT_HOME,
        "approves": draft is not None and draft.state == "worded" and owning.owners(draft).filter(pk=user.pk).exists(),
        "word_form": WordForm(
            workspace=workspace, auto_id="word_%s", initial={**begun, "to": draft.to_workspace_id if draft else None}
        ),
        "merge_form": MergeReportForm(report=row, user=user, auto_id="merge_%s"),
        "refuse_form": ReasonedForm(auto_id="refuse_%s"),
        "crumbs": crumbs_of(
            workspace, (_("Knelpunten"), reverse("fieldreports", args=[workspace.pk])), (row.get_kind_display(), "")
        ),
        **bound,
    }
    return render(request, "meetings/fieldreport.html", {**context, "refused": next(iter(bound.values()), None)})


def _do(request: MemberRequest, row: FieldReport, name: str, form: Any, verb: Callable[..., object]) -> HttpResponse:
    if form.is_valid() and succeeded(form, lambda: verb(row, **form.cleaned_data, by=request.user)):
        messages.success(request, _("Opgeslagen."))
        return redirect("fieldreport", row.pk)
    return _page(request, row, **{name: form})


@judged
@require_POST
def word(request: MemberRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk, "fieldreport.edit")
    form = WordForm(request.POST, workspace=row.workspace, auto_id="word_%s")
    return _do(request, row, "word_form", form, escalations.word)


@judged
@require_POST
def merge(request: MemberRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk, "fieldreport.edit")
    form = MergeReportForm(request.POST, report=row, user=request.user, auto_id="merge_%s")
    return _do(request, row, "merge_form", form, fieldreports.merge)


@judged
@require_POST
def unmerge(request: MemberRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk, "fieldreport.edit")
    tried(request, lambda: fieldreports.unmerge(row, by=request.user))
    return redirect("fieldreport", pk)


@judged
@require_POST
def refuse(request: MemberRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk, "fieldreport.edit")
    form = ReasonedForm(request.POST, auto_id="refuse_%s")
    return _do(request, row, "refuse_form", form, fieldreports.refuse)


@judged
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    row = _seen(request, pk, "fieldreport.edit")
    if tried(request, lambda: fieldreports.close(row, by=request.user)):
        messages.success(request, _("De melding is afgesloten."))
    return redirect("fieldreport", pk)
