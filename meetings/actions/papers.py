"""The verb of a paper at an agenda item that agenda.py has not: replace."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from meetings.actions import agenda
from meetings.actions.frozen import open_for_change
from meetings.models import AgendaItem, MeetingPage
from schakel import journal
from schakel.accounts.models import User
from schakel.files.inspection import Inspected, inspect
from schakel.files.models import Paper
from schakel.files.tasks import check
from schakel.guard import inside, releases
from schakel.search import index


def replace(item: AgendaItem, paper: Paper, file: File[bytes], *, stays: str = "", by: User) -> Paper:
    """Put another file in the place of a paper: it keeps its address, title, mark and everybody's notes.

    The same file again changes nothing. Raises ValidationError; `stays` says why a name may stand in it.
    """
    found = inspect(file, file.name or "")
    releases.admit(inside.words_of(found), workspace=item.workspace, reason=stays, by=by)
    return _replace(item, paper, found, by)


def _replace(item: AgendaItem, paper: Paper, found: Inspected, by: User) -> Paper:
    before, written = paper.file.name or "", ""
    try:
        with transaction.atomic():
            _hold(item, paper)
            if paper.sha256 == found.sha256:
                return paper
            _judge_room(paper, found)
            found.seek(0)
            paper.file.save(found.name or "", found, save=False)
            written = paper.file.name or ""
            _take(paper, found, by)
            journal.record("paper.replace", of=paper, by=by, sha256=found.sha256)
            agenda.tell(item.meeting)
            transaction.on_commit(lambda: paper.file.storage.delete(before))
    except BaseException:
        if written:
            paper.file.storage.delete(written)  # no row, no file
        raise
    return paper


def _hold(item: AgendaItem, paper: Paper) -> None:
    """Hold every meeting that has this paper, and refuse when one is closed. Raises ValidationError."""
    meetings = MeetingPage.objects.filter(items__papers=paper).distinct().order_by("pk")
    for meeting in meetings:
        open_for_change(meeting)
    paper.refresh_from_db()
    if not item.papers.filter(pk=paper.pk).exists():
        raise ValidationError(_("Dit stuk hoort niet meer bij dit punt."))


def _judge_room(paper: Paper, found: Inspected) -> None:
    taken = sum(paper.workspace.papers.exclude(pk=paper.pk).values_list("size", flat=True))
    if taken + found.size > settings.WORKSPACE_LIMIT:
        raise ValidationError(_("Deze werkruimte is vol. Haal eerst oude stukken weg."))


def _take(paper: Paper, found: Inspected, by: User) -> None:
    paper.media_type, paper.size, paper.sha256 = found.media_type, found.size, found.sha256
    paper.pages, paper.traces, paper.by = found.pages, found.traces, by  # its moment stays: papers stand in that order
    paper.state = Paper.State.CHECKING if settings.CLAMD else Paper.State.READY
    paper.save()
    index.remove(paper)  # what stood in the former version is not found for a moment longer
    if settings.CLAMD:
        check.enqueue(paper.pk)
    else:
        index.put(paper)
