"""The screens of membership in time, and of the marks of standing papers."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.attempt import succeeded
from schakel.context import crumbs_of
from schakel.dated import day_of
from schakel.files.models import Paper
from schakel.requests import MemberRequest
from schakel.workspaces import access, periods, shelf
from schakel.workspaces.doors import administrator, judged
from schakel.workspaces.forms import DayForm, MarkForm, PastForm, PeriodForm
from schakel.workspaces.models import Lowering, Membership, WorkspacePage


@judged
@require_safe
def sitting(request: MemberRequest, workspace: int) -> HttpResponse:
    """Show who sat in a workspace on a day, today without one; and as it was recorded at the end of another day."""
    corrects = access.may(request.user, "people.change")
    page = _with_seats(request, workspace)
    above = [(_("Mensen"), reverse("people"))] if corrects else crumbs_of(page)
    form = DayForm({"day": timezone.localdate(), **request.GET.dict()})
    rows = _sitting(page, **form.cleaned_data) if form.is_valid() else []
    context = {
        "workspace": page,
        "form": form,
        "rows": rows,
        "day": form.cleaned_data.get("day"),
        "corrects": corrects,
        "crumbs": [*above, (_("Wie zat wanneer"), "")],
    }
    return render(request, "workspaces/sitting.html", context)


def _with_seats(request: MemberRequest, pk: int) -> WorkspacePage:
    """Return a workspace whose seats may be seen: by its secretariat, and by administrators, who look after seats."""
    if access.may(request.user, "people.see"):
        return get_object_or_404(WorkspacePage, pk=pk)
    return access.fetch(WorkspacePage, request.user, "seats.see", pk=pk)


def _sitting(workspace: WorkspacePage, day: date, known: date | None) -> list[Membership]:
    return list(Membership.objects.on(day, workspace, known=_end(known) if known else None))


def _end(day: date) -> datetime | None:
    return day_of(day).until


@administrator
@require_safe
def show_pasts(request: MemberRequest) -> HttpResponse:
    """Show for each workspace what its members see of the past; no content of any workspace."""
    pages = WorkspacePage.objects.order_by("path")
    rows = [(page, PastForm(initial={"past": page.past}, auto_id=f"past_{page.pk}_%s")) for page in pages]
    return render(request, "workspaces/pasts.html", {"rows": rows})


@administrator
@require_POST
def choose_past(request: MemberRequest, workspace: int) -> HttpResponse:
    page = get_object_or_404(WorkspacePage, pk=workspace)
    form = PastForm(request.POST)
    if form.is_valid():
        periods.choose_past(page, form.cleaned_data["past"], by=request.user)
        messages.success(request, _("De regel van %(workspace)s is bewaard.") % {"workspace": page.title})
    return redirect("pasts")


@administrator
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct from when until when somebody was a member."""
    membership = get_object_or_404(Membership.objects.select_related("user", "seat__workspace"), pk=pk)
    initial = {"since": membership.since, "until": membership.until}
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and succeeded(
        form, lambda: periods.correct(membership, **form.cleaned_data, by=request.user), at="until"
    ):
        messages.success(request, _("De periode is verbeterd."))
        return redirect("people")
    return render(request, "workspaces/correct.html", {"form": form, "membership": membership})


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def classify_paper(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a standing paper another TLP mark."""
    paper = access.fetch(Paper.objects.standing(), request.user, "paper.add", pk=pk)
    back = f"{paper.workspace.url}#stukken"
    form = MarkForm(request.POST if request.method == "POST" else None, initial={"tlp": paper.tlp})
    if form.is_valid() and succeeded(form, lambda: _classify(paper, form, request)):
        return redirect(back)
    lowered = Lowering.objects.visible_to(request.user).of(paper)
    crumbs = crumbs_of(paper.workspace, (_("TLP-merk"), ""))
    context = {"form": form, "thing": paper, "mark": paper.tlp, "lowered": lowered, "back": back, "crumbs": crumbs}
    return render(request, "workspaces/mark.html", context)


def _classify(paper: Paper, form: MarkForm, request: MemberRequest) -> None:
    shelf.classify(paper, form.cleaned_data["tlp"], reason=form.cleaned_data["reason"], by=request.user)
