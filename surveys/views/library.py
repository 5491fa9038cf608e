"""The library: questions that were kept, to be used again; and which questions ask what was asked before."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from schakel.attempt import succeeded, tried
from schakel.workspaces.doors import judged
from surveys import team
from surveys.actions import library
from surveys.editor import preview
from surveys.editor.inserting import listed
from surveys.library_forms import EqualForm, KeepForm, UnequalForm, UseForm
from surveys.models import Equivalence, LibraryItem, SurveyPage
from surveys.questionnaire import Questionnaire
from surveys.standing import language
from surveys.views.editor import written
from surveys.views.staff import fetch, page

ON_A_PAGE = 20


def _team(request: HttpRequest) -> int:
    """Return the workspace in which this person writes surveys. Raises Http404 for others."""
    own = team.workspaces(request.user, "survey.edit").values_list("pk", flat=True).first()
    if own is None:
        raise Http404
    return own


def _rounds(request: HttpRequest) -> QuerySet[SurveyPage]:
    """Return the rounds in which questions can be put now."""
    drafting = Q(opened_at__isnull=True) | Q(questionnaires__frozen_at__isnull=True)
    return SurveyPage.objects.visible_to(request.user).filter(drafting).distinct().order_by("title")


@judged
@require_safe
def items(request: HttpRequest) -> HttpResponse:
    """List what was kept, by words in its name or its texts."""
    _team(request)
    words = request.GET.get("q", "").strip()[:100]
    found = LibraryItem.objects.select_related("source").order_by("title", "pk")
    for word in words.split():
        found = found.filter(title__icontains=word)
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("pagina"))
    rows = [(item, preview.sections(Questionnaire.from_json(item.canonical), language())) for item in shown]
    context = {"rows": rows, "page_of": shown, "words": words, "rounds": list(_rounds(request))}
    return render(request, "surveys/library.html", context)


@judged
@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponseBase:
    _team(request)
    item = get_object_or_404(LibraryItem, pk=pk)
    form = UseForm(request.POST, rounds=_rounds(request))
    if not form.is_valid():
        messages.error(request, _("Kies een vragenlijst die nog niet geopend is."))
        return redirect("survey_library")
    survey = fetch(request, form.cleaned_data["survey"].slug, "survey.edit")
    if tried(request, lambda: library.use(survey, item, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("De vraag staat onderaan in de vragenlijst."))
        return redirect("survey", survey.slug)
    return redirect("survey_library")


@judged
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    workspace = _team(request)
    item = get_object_or_404(LibraryItem, pk=pk)
    library.remove(item, workspace=workspace, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("De vraag is uit de bibliotheek. Waar zij gebruikt werd, blijft zij staan."))
    return redirect("survey_library")


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Keep a question or a section of this round."""
    survey = fetch(request, slug, "survey.edit")
    asked = written(survey)
    form = KeepForm(request.POST or None, form=asked.form, listed=list(listed(asked.form)))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if succeeded(form, lambda: library.keep(survey, given["key"], title=given["title"], by=request.user)):  # type: ignore[arg-type]
            messages.success(request, _("Bewaard in de bibliotheek."))
            return redirect("survey_library")
    return page(request, "surveys/keep.html", survey, "survey", form=form)


# ---------------------------------------------------------------- what asks the same
@judged
@require_http_methods(["GET", "HEAD", "POST"])
def equivalences(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show which questions ask what the former round asked, and record another."""
    survey = fetch(request, slug, "survey.edit")
    earlier = survey.previous_round.questionnaire if survey.previous_round else None
    now = survey.draft() or survey.questionnaire
    form = EqualForm(request.POST or None, now=now.form, before=earlier.form) if now and earlier else None
    if request.method == "POST" and form is not None and form.is_valid() and _equate(request, survey, form):
        return redirect("survey_equivalences", slug)
    context = {
        "form": form,
        "known": Equivalence.objects.filter(survey=survey).select_related("earlier").order_by("question"),
        "suggested": library.suggested(survey),
    }
    return page(request, "surveys/equivalences.html", survey, "survey", **context)


def _equate(request: HttpRequest, survey: SurveyPage, form: EqualForm) -> bool:
    given = form.cleaned_data
    return succeeded(
        form,
        lambda: library.equate(
            survey,
            given["question"],
            given["earlier_question"],
            choices=given["mapping"],
            note=given["note"],
            by=request.user,  # type: ignore[arg-type]
        ),
    )


@judged
@require_POST
def accept(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Record all that is suggested."""
    survey = fetch(request, slug, "survey.edit")
    count = library.accept(survey, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("%(count)s vragen zijn bevestigd.") % {"count": count})
    return redirect("survey_equivalences", slug)


@judged
@require_POST
def unequate(request: HttpRequest, slug: str) -> HttpResponseBase:
    survey = fetch(request, slug, "survey.edit")
    form = UnequalForm(request.POST)
    if form.is_valid():
        library.unequate(survey, form.cleaned_data["question"], by=request.user)  # type: ignore[arg-type]
    return redirect("survey_equivalences", slug)
