"""The municipalities of a year, read from a file."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from schakel.directory.models import FrameEntry
from schakel.workspaces.doors import judged
from surveys import known_codes, team
from surveys.fieldwork_forms import DeriveForm
from surveys.forms import FrameForm
from surveys.frame_file import COLUMNS, PLACE


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: HttpRequest) -> HttpResponseBase:
    """Show of which years the municipalities are known, and read those of another."""
    if not team.workspaces(request.user, "survey.edit").exists():
        raise Http404
    form = FrameForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        count = form.read(by=request.user)  # type: ignore[arg-type]
        if count:
            messages.success(request, _("%(count)s gemeenten zijn ingelezen.") % {"count": count})
            return redirect("survey_frame")
    return _page(request, form)


@judged
@require_POST
def derive(request: HttpRequest) -> HttpResponseBase:
    """Make the frame of a later year from that of 2019."""
    if not team.workspaces(request.user, "survey.edit").exists():
        raise Http404
    form = DeriveForm(request.POST)
    if form.is_valid():
        count = form.derive(by=request.user)  # type: ignore[arg-type]
        if count:
            messages.success(request, _("%(count)s gemeenten zijn afgeleid.") % {"count": count})
            return redirect("survey_frame")
    return _page(request, FrameForm(), form)


def _page(request: HttpRequest, form: FrameForm, derive: DeriveForm | None = None) -> HttpResponse:
    years = FrameEntry.objects.order_by("-year").values_list("year").annotate(Count("pk"))
    context = {
        "form": form,
        "derive": derive or DeriveForm(auto_id="derive_%s"),
        "may_derive": any(year == known_codes.FIRST for year, _count in years),
        "years": years,
        "columns": ",".join(COLUMNS),
        "place": ",".join(PLACE),
    }
    return render(request, "surveys/frame.html", context)
