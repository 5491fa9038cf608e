"""The screen on which the secretary puts a new version in the place of a paper."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings import reading
from meetings.actions import papers
from meetings.models import AgendaItem, MeetingPage
from meetings.note_forms import NewVersionForm
from schakel.attempt import succeeded
from schakel.files.forms import tell
from schakel.files.models import Paper
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: MemberRequest, pk: int, item: int, paper: int) -> HttpResponse:
    """Ask for the new version, and put it there."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "agenda.edit", pk=pk)
    row = access.fetch(AgendaItem, request.user, "agenda.edit", pk=item, meeting=meeting)
    found = access.fetch(Paper.objects.filter(agenda_items=row), request.user, "paper.add", pk=paper)
    form = NewVersionForm(request.POST or None, request.FILES or None)
    if form.is_valid() and succeeded(form, lambda: _replace(row, found, form, request)):
        tell(request, form.cleaned_data["paper"])
        return redirect("agenda_edit", pk, item)
    back = reverse("agenda_edit", args=[pk, item])
    above = (_("Agenda maken"), reading.screen("agenda_build", meeting))
    crumbs = reading.crumbs(meeting, above, (row.title, back), (_("Nieuwe versie"), ""))
    context = {"meeting": meeting, "paper": found, "form": form, "back": back, "crumbs": crumbs}
    return render(request, "meetings/replace_paper.html", context)


def _replace(item: AgendaItem, paper: Paper, form: NewVersionForm, request: MemberRequest) -> None:
    told = form.cleaned_data
    papers.replace(item, paper, told["paper"], stays=told["stays"], by=request.user)
