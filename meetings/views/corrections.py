"""Corrections on minutes: a member proposes one from the paragraph, the secretary answers, all see both."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import reading
from meetings.actions import corrections
from meetings.minutes_forms import AnswerForm, CorrectionForm, ParagraphForm
from meetings.models import Correction, MinutesPage
from meetings.views.minutes import ASK, _minutes
from schakel.attempt import succeeded, tried
from schakel.workspaces import access
from schakel.workspaces.doors import judged


def _one(request: HttpRequest, pk: int, correction: int, right: str) -> Correction:
    page = _minutes(request, pk, "minutes.see")
    rows = Correction.objects.filter(minutes=page).select_related("by", "answered_by")
    return access.fetch(rows, request.user, right, pk=correction)


@judged
@require_http_methods(ASK)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a correction on the paragraph that the address names, and send it."""
    page = _minutes(request, pk, "minutes.correct")
    asked = ParagraphForm(request.GET)
    if not asked.is_valid():
        return redirect(page.url)
    block, number = asked.cleaned_data["block"], asked.cleaned_data["paragraph"]
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and succeeded(
        form,
        lambda: corrections.send(page, block=block, paragraph=number, **form.cleaned_data, by=request.user),  # type: ignore[arg-type]
    ):
        messages.success(request, _("Uw correctie is verstuurd. Het secretariaat antwoordt bij de alinea."))
        return redirect(page.url)
    paragraph = corrections.paragraph_of(page, block, number)
    context = {"form": form, "page": page, "paragraph": paragraph, "open": page.takes_corrections}
    return _screen(request, "correct", page, _("Correctie voorstellen"), context)


@judged
@require_safe
def listed(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all corrections on these minutes, those that wait first."""
    page = _minutes(request, pk, "minutes.see")
    rows = list(page.corrections.select_related("by", "answered_by"))
    context = {
        "page": page,
        "rows": sorted(rows, key=lambda row: (not row.waits, row.at)),
        "answers": access.may(request.user, "minutes.answer", page) and not page.is_frozen,
    }
    return _screen(request, "corrections", page, _("Correcties"), context)


@judged
@require_http_methods(ASK)
def answer(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Ask the secretary what to do with one correction."""
    row = _one(request, pk, correction, "minutes.answer")
    first = AnswerForm.APPLY if row.quoted else AnswerForm.TAKE
    form = AnswerForm(
        request.POST if request.method == "POST" else None, initial={"verdict": first}, quotes=bool(row.quoted)
    )
    if form.is_valid() and succeeded(form, lambda: _answer(row, form, request)):
        messages.success(request, _("Uw antwoord staat bij de alinea."))
        return redirect("minutes_corrections", pk)
    page = row.minutes
    return _screen(request, "answer", page, _("Correctie beantwoorden"), {"form": form, "row": row, "page": page})


def _answer(row: Correction, form: AnswerForm, request: HttpRequest) -> None:
    told = form.cleaned_data
    said = {"answer": told["answer"], "stays": told["stays"], "by": request.user}
    if told["verdict"] == AnswerForm.REFUSE:
        corrections.refuse(row, **said)
    else:
        corrections.take(row, **said, apply=told["verdict"] == AnswerForm.APPLY)


@judged
@require_POST
def withdraw(request: HttpRequest, pk: int, correction: int) -> HttpResponse:
    """Take one's own correction back."""
    row = _one(request, pk, correction, "minutes.correct")
    if row.by_id != request.user.pk:
        raise PermissionDenied
    if tried(request, lambda: corrections.withdraw(row, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("Uw correctie is ingetrokken."))
    return redirect(row.minutes.url)


@judged
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the term for corrections now."""
    page = _minutes(request, pk, "minutes.circulate")
    if tried(request, lambda: corrections.close(page, by=request.user)):  # type: ignore[arg-type]
        messages.success(request, _("De termijn voor correcties is gesloten."))
    return redirect("minutes_corrections", pk)


def _screen(
    request: HttpRequest, template: str, page: MinutesPage, title: str, context: dict[str, object]
) -> HttpResponse:
    crumbs = reading.crumbs(page.meeting, (_("Notulen"), page.url), (title, ""))
    return render(request, f"meetings/{template}.html", {**context, "meeting": page.meeting, "crumbs": crumbs})
