"""What came in, for the survey team: receipts and moments, no answers; and the button that opens one again."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from schakel.attempt import tried
from schakel.workspaces import access
from schakel.workspaces.doors import judged
from surveys.actions import reopening
from surveys.extension_form import ReopenForm
from surveys.models import Response, Submission
from surveys.views.staff import fetch, page

PER_PAGE = 50


@judged
@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """List the municipalities of which something counts, all or those with the given words in their name."""
    survey = fetch(request, slug, "round.see")
    words = request.GET.get("q", "").strip()[:80]
    sent = Submission.objects.defer("answers", "former").order_by("-number")
    named = Q(organisation__name__icontains=words) | Q(submission__receipt__icontains=words)
    rows = Response.objects.filter(named, survey=survey).counting()
    rows = rows.select_related("organisation", "submission").defer("answers", "drafts", "former", "submission__answers")
    rows = rows.prefetch_related(Prefetch("submissions", sent)).order_by("organisation__name", "pk")
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    may_reopen = access.may(request.user, "survey.reopen", survey)
    context = {"words": words, "responses": shown, "may_reopen": may_reopen}
    return page(request, "surveys/sent.html", survey, "survey_monitor", **context)


@judged
@require_POST
def reopen(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    survey = fetch(request, slug, "survey.reopen")
    rows = Response.objects.select_related("survey", "organisation", "invitation__municipality__organisation")
    response, form = get_object_or_404(rows, survey=survey, pk=pk), ReopenForm(request.POST)
    if not form.is_valid():
        for sentences in form.errors.values():
            messages.error(request, " ".join(map(str, sentences)))
    elif tried(request, lambda: reopening.reopen(response, **form.cleaned_data, by=request.user)):  # type: ignore[arg-type]
        name = response.organisation or _("Wie dit indiende")
        messages.success(request, _("%(name)s kan de antwoorden weer wijzigen.") % {"name": name})
    return redirect("survey_sent", slug)
