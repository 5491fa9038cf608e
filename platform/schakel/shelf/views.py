"""The shelf of a workspace, the page of each standing paper, and the working methods side by side."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.attempt import succeeded
from schakel.context import crumbs_of
from schakel.files.forms import tell
from schakel.files.models import Paper
from schakel.requests import MemberRequest
from schakel.shelf import reading, shelving
from schakel.shelf.forms import AboutForm, RenewForm, ShelveForm
from schakel.shelf.models import StandingPaper, StandingVersion
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from schakel.workspaces.models import WorkspacePage

ASK = ["GET", "HEAD", "POST"]
Crumbs = list[tuple[str, str]]


def _crumbs(workspace: WorkspacePage, *below: tuple[str, str]) -> Crumbs:
    return crumbs_of(workspace, (_("Vaste stukken"), reverse("shelf", args=[workspace.pk])), *below)


@judged
@require_safe
def show_shelf(request: MemberRequest, workspace: int) -> HttpResponse:
    """Show all standing papers of a workspace, kind by kind."""
    page = access.fetch(WorkspacePage.objects.live(), request.user, "standing.see", pk=workspace)
    shelved = reading.on_shelf(page, request.user)
    context = {
        "workspace": page,
        "kinds": reading.by_kind(shelved),
        "compares": any(each.kind == StandingPaper.Kind.METHOD and each.standing for each in shelved),
        "may_add": access.may(request.user, "standing.edit", page),
        "crumbs": crumbs_of(page, (_("Vaste stukken"), "")),
    }
    return render(request, "shelf/shelf.html", context)


@judged
@require_safe
def compare(request: MemberRequest, workspace: int) -> HttpResponse:
    """Show the working methods of a workspace side by side, subject by subject."""
    page = access.fetch(WorkspacePage.objects.live(), request.user, "standing.see", pk=workspace)
    subjects = reading.side_by_side(reading.on_shelf(page, request.user))
    crumbs = _crumbs(page, (_("Werkwijzen naast elkaar"), ""))
    back = reverse("shelf", args=[page.pk])
    return render(
        request, "shelf/methods.html", {"workspace": page, "subjects": subjects, "back": back, "crumbs": crumbs}
    )


@judged
@require_safe
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a standing paper with all its versions."""
    rows = StandingPaper.objects.select_related("owner", "organisation", "workspace").prefetch_related("told_seats")
    standing = access.fetch(rows, request.user, "standing.see", pk=pk)
    versions = StandingVersion.objects.visible_to(request.user).filter(standing=standing)
    context = {
        "standing": standing,
        "versions": versions.select_related("paper", "by"),
        "may_edit": access.may(request.user, "standing.edit", standing),
        "crumbs": _crumbs(standing.workspace, (standing.title, "")),
    }
    return render(request, "shelf/standing.html", context)


@judged
@require_http_methods(ASK)
def shelve(request: MemberRequest, workspace: int) -> HttpResponse:
    """Show the form for a standing paper, and keep what is uploaded."""
    page = access.fetch(WorkspacePage, request.user, "standing.edit", pk=workspace)
    posted = request.method == "POST"
    form = ShelveForm(request.POST if posted else None, request.FILES if posted else None, workspace=page)
    if form.is_valid() and succeeded(
        form,
        lambda: shelving.shelve(page, form.cleaned_data["file"], form.about(), **form.first(), by=request.user),
    ):
        tell(request, form.cleaned_data["file"])
        return redirect("shelf", page.pk)
    crumbs = _crumbs(page, (_("Stuk toevoegen"), ""))
    return render(request, "shelf/shelve.html", {"form": form, "workspace": page, "crumbs": crumbs})


@judged
@require_POST
def unshelve(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a paper off the shelf."""
    paper = access.fetch(Paper.objects.standing(), request.user, "paper.add", pk=pk)
    page = paper.workspace
    shelving.take_off(paper, by=request.user)
    return redirect("shelf", page.pk)


@judged
@require_http_methods(ASK)
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a version of a standing paper."""
    standing = access.fetch(StandingPaper, request.user, "standing.edit", pk=pk)
    posted = request.method == "POST"
    form = RenewForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid() and succeeded(
        form, lambda: shelving.renew(standing, form.cleaned_data["file"], **form.version(), by=request.user)
    ):
        tell(request, form.cleaned_data["file"])
        messages.success(request, _("De nieuwe versie staat op de plank."))
        return redirect("standing", standing.pk)
    crumbs = _crumbs(standing.workspace, (standing.title, standing.get_absolute_url()), (_("Nieuwe versie"), ""))
    return render(request, "shelf/renew.html", {"form": form, "standing": standing, "crumbs": crumbs})


@judged
@require_http_methods(ASK)
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is known of a standing paper."""
    standing = access.fetch(StandingPaper, request.user, "standing.edit", pk=pk)
    names = ("title", "kind", "organisation", "subject", "summary", "owner", "told_roles")
    initial = {name: getattr(standing, name) for name in names} | {"told_seats": standing.told_seats.all()}
    form = AboutForm(request.POST if request.method == "POST" else None, workspace=standing.workspace, initial=initial)
    if form.is_valid() and succeeded(
        form,
        lambda: shelving.change(standing, form.about(), stays=form.cleaned_data["stays"], by=request.user),
    ):
        messages.success(request, _("De gegevens zijn bewaard."))
        return redirect("standing", standing.pk)
    crumbs = _crumbs(standing.workspace, (standing.title, standing.get_absolute_url()), (_("Gegevens wijzigen"), ""))
    return render(request, "shelf/change.html", {"form": form, "standing": standing, "crumbs": crumbs})
