"""The screens of private notes: those of a meeting, of a paper, and all one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import note_reading, reading
from meetings.actions import notes
from meetings.models import AgendaItem, MeetingPage, Note
from meetings.note_forms import NoteForm, PaperNoteForm
from schakel.attempt import succeeded
from schakel.context import crumbs_of
from schakel.files.models import Paper
from schakel.requests import MemberRequest
from schakel.workspaces import access
from schakel.workspaces.doors import judged, signed_in


@judged
@require_safe
def of_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the own notes of a meeting, item by item."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "note.write", pk=pk)
    return _of_meeting(request, meeting)


def _of_meeting(
    request: MemberRequest, meeting: MeetingPage, form: NoteForm | None = None, item: int = 0
) -> HttpResponse:
    context = {
        **note_reading.of_meeting(meeting, request.user, form=form, item=item),
        "form": form,
        "crumbs": reading.crumbs(meeting, (_("Mijn notities"), "")),
    }
    return render(request, "meetings/meeting_notes.html", context)


@judged
@require_POST
def at_item(request: MemberRequest, pk: int, item: int) -> HttpResponse:
    """Write a note at an item."""
    meeting: MeetingPage = access.fetch(MeetingPage, request.user, "note.write", pk=pk)
    row = access.fetch(AgendaItem, request.user, "note.write", pk=item, meeting=meeting)
    form = NoteForm(request.POST, auto_id=f"id_{row.pk}_%s")
    if form.is_valid() and succeeded(form, lambda: notes.write_at_item(row, **form.cleaned_data, by=request.user)):
        return redirect(f"{reading.screen('meeting_notes', meeting)}#punt-{row.pk}")
    return _of_meeting(request, meeting, form, row.pk)


@judged
@require_http_methods(["GET", "HEAD", "POST"])
def at_paper(request: MemberRequest, pk: int) -> HttpResponse:
    """Show the own notes at a paper, and write one."""
    paper = access.fetch(Paper, request.user, "note.write", pk=pk)
    form = PaperNoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and succeeded(form, lambda: notes.write_at_paper(paper, **form.cleaned_data, by=request.user)):
        return redirect("paper_notes", pk)
    context = {
        "paper": paper,
        "form": form,
        "notes": Note.objects.visible_to(request.user).filter(paper=paper).with_places(),
        "crumbs": crumbs_of(paper.workspace, (paper.title, f"/stukken/{paper.pk}/bekijken/"), (_("Mijn notities"), "")),
    }
    return render(request, "meetings/paper_notes.html", context)


@signed_in
@require_safe
def own(request: MemberRequest) -> HttpResponse:
    """Show all one's own notes, also those whose place is gone."""
    rows = note_reading.own(request.user)
    return render(request, "meetings/own_notes.html", {"groups": rows})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: MemberRequest, pk: int) -> HttpResponse:
    """Change an own note."""
    note = get_object_or_404(Note.objects.visible_to(request.user).with_places(), pk=pk)
    kind = PaperNoteForm if note.paper_id else NoteForm
    form = kind(request.POST if request.method == "POST" else None, initial={"text": note.text, "page": note.page})
    if form.is_valid() and succeeded(form, lambda: _change(note, form, request)):
        return redirect(note.place)
    return render(request, "meetings/note.html", {"note": note, "form": form})


def _change(note: Note, form: NoteForm, request: MemberRequest) -> None:
    told = form.cleaned_data
    notes.change(note, told["text"], page=told.get("page"), by=request.user)


@signed_in
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Take an own note away."""
    note = get_object_or_404(Note.objects.visible_to(request.user), pk=pk)
    place = note.place
    notes.remove(note, by=request.user)
    return redirect(place)
