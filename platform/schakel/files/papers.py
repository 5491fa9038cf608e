"""The verbs of papers."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import ProhibitNullCharactersValidator
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from schakel import journal
from schakel.accounts.models import User
from schakel.files import clamd
from schakel.files.inspection import Inspected, inspect
from schakel.files.models import Paper, private_storage
from schakel.files.tasks import check
from schakel.guard import inside, releases
from schakel.mail import outbox
from schakel.search import index
from schakel.workspaces.models import WorkspacePage

logger = logging.getLogger(__name__)
ORPHAN_AFTER = timedelta(hours=24)


def add(
    workspace: WorkspacePage,
    file: File[bytes],
    *,
    title: str,
    by: User,
    page: Page | None = None,
    tlp: str = "amber",
    stays: str = "",
    held: bool = False,
    looked_at: bool = False,
) -> Paper:
    """Keep a cleaned file for the members of `workspace`; the file as it came is not kept.

    With a virus scanner it waits in quarantine. Raises ValidationError for what may not come in;
    `stays` says why a name may stand in it; who had the guard look at its words already says `looked_at`.
    One that is `held` waits until somebody lets it go (`let_go`).
    """
    ProhibitNullCharactersValidator()(title)  # PostgreSQL keeps none, and no form lets one in
    found = inspect(file, file.name or "")
    _judge_room(workspace, found)
    if page is None and not looked_at:  # who puts it with a page had it looked at before
        releases.admit(inside.words_of(found, title), workspace=workspace, reason=stays, by=by)
    name = title.strip()[:160] or str(_("Stuk"))
    paper = Paper(workspace=workspace, page=page, title=name, tlp=tlp, by=by, held=held)
    paper.media_type, paper.size, paper.sha256, paper.pages = found.media_type, found.size, found.sha256, found.pages
    paper.traces, paper.state = found.traces, Paper.State.CHECKING if settings.CLAMD else Paper.State.READY
    found.seek(0)
    paper.file.save(found.name or "", found, save=False)
    try:
        with transaction.atomic():
            paper.save()
            journal.record("paper.add", of=paper, by=by, sha256=paper.sha256)
            if settings.CLAMD:
                check.enqueue(paper.pk)
            elif not held:
                index.put(paper)
    except BaseException:
        paper.file.delete(save=False)  # no row, no file
        raise
    return paper


def _judge_room(workspace: WorkspacePage, file: Inspected) -> None:
    papers = workspace.papers.all()
    room = settings.WORKSPACE_LIMIT - (papers.aggregate(taken=Sum("size"))["taken"] or 0)
    if file.size > room or papers.count() >= settings.PAPERS_PER_WORKSPACE:
        raise ValidationError(_("Deze werkruimte is vol. Haal eerst oude stukken weg."))


@transaction.atomic
def let_go(paper: Paper, *, by: User | None) -> None:
    """Show a paper that was held to all who see its page; doing it again changes nothing."""
    if Paper.objects.filter(pk=paper.pk, held=True).update(held=False):
        paper.held = False
        journal.record("paper.let_go", of=paper, by=by)


@transaction.atomic
def remove(paper: Paper, *, by: User | None) -> None:
    """Take a paper away, its file after the commit."""
    journal.record("paper.remove", of=paper, by=by, sha256=paper.sha256)
    _delete(paper)


def _delete(paper: Paper) -> None:
    storage, name = paper.file.storage, paper.file.name
    index.remove(paper)
    paper.delete()
    transaction.on_commit(lambda: storage.delete(name or ""))


def scan(paper: Paper) -> bool:
    """Ask the virus scanner about a paper in quarantine, and let it out or take it away.

    Returns whether there was an answer; without one it stays in quarantine.
    """
    try:
        with paper.file.open("rb") as file:
            virus = clamd.scan(file, settings.CLAMD) if settings.CLAMD else None
    except clamd.Silent as silence:
        logger.warning("Paper %s stays in quarantine: %s", paper.pk, silence)
        return False
    if virus:
        condemn(paper, virus)
    else:
        release(paper)
    return True


@transaction.atomic
def release(paper: Paper) -> None:
    """Let a paper out of quarantine: from now on it is there for others."""
    if not Paper.objects.filter(pk=paper.pk, state=Paper.State.CHECKING).update(state=Paper.State.READY):
        return
    paper.state = Paper.State.READY
    journal.record("paper.release", of=paper, by=None)
    index.put(paper)


@transaction.atomic
def condemn(paper: Paper, virus: str) -> None:
    """Take an infected paper away and tell who put it there."""
    logger.warning("Paper %s was infected (%s) and is taken away.", paper.pk, virus)
    journal.record("paper.condemn", of=paper, by=None, sha256=paper.sha256)
    if paper.by is not None:
        outbox.enqueue("paper.condemned", to=paper.by.email, reference=paper.workspace_id, key=f"condemned-{paper.pk}")
    _delete(paper)


def orphans() -> list[str]:
    """Return the files older than a day that no paper names: left by a process that was killed between file and row."""
    storage, before = private_storage(), timezone.now() - ORPHAN_AFTER
    known = set(Paper.objects.values_list("file", flat=True))
    try:
        names = storage.listdir("")[1]
    except FileNotFoundError:  # nothing was ever uploaded
        return []
    return sorted(name for name in names if name not in known and storage.get_modified_time(name) < before)


def sweep() -> list[str]:
    """Delete the orphans; return their names."""
    found = orphans()
    for name in found:
        private_storage().delete(name)
    return found
