"""The verbs of private notes: write, change, remove; and bring them under a new key.

The journal says nothing of them: it would tell others who thinks about what.
"""

from __future__ import annotations

import logging
import uuid

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings import secrecy
from meetings.models import AgendaItem, MeetingPage, Note
from schakel.accounts.models import User
from schakel.files.models import Paper
from schakel.guard import releases, wordings
from schakel.guard.detect import BLOCKING

logger = logging.getLogger(__name__)
LONGEST = 10_000
MOST = 500  # of one person in one workspace


def write_at_item(item: AgendaItem, text: str, *, key: uuid.UUID | None = None, by: User) -> Note:
    """Write a private note at an item; the same `key` writes it once. Raises ValidationError."""
    return _write(Note(meeting=item.meeting, item=item, workspace=item.workspace), text, key, by)


def write_at_paper(paper: Paper, text: str, *, page: int | None = None, key: uuid.UUID | None = None, by: User) -> Note:
    """Write a private note at a paper or at one of its pages; the same `key` writes it once. Raises ValidationError."""
    meeting = MeetingPage.objects.filter(pk=paper.page_id).first() if paper.page_id else None
    note = Note(meeting=meeting, paper=paper, workspace=paper.workspace, version=paper.sha256)
    note.page = _page(paper, page)
    return _write(note, text, key, by)


def _page(paper: Paper, page: int | None) -> int | None:
    if page and paper.pages and page > paper.pages:
        told = ngettext("Dit stuk heeft %(pages)s pagina.", "Dit stuk heeft %(pages)s pagina’s.", paper.pages)
        raise ValidationError({"page": told % {"pages": paper.pages}})
    return page


@transaction.atomic
def _write(note: Note, text: str, key: uuid.UUID | None, by: User) -> Note:
    known = Note.objects.visible_to(by).filter(key=key).first() if key else None
    if known:
        return known
    if Note.objects.filter(user=by, workspace=note.workspace).count() >= MOST:
        raise ValidationError(_("U hebt hier al %(many)s notities. Haal eerst oude weg.") % {"many": MOST})
    note.user, note.key = by, key or uuid.uuid4()
    note.text = _judged(text)
    note.save()
    return note


@transaction.atomic
def change(note: Note, text: str, *, page: int | None = None, by: User) -> None:
    """Write an own note anew; at a paper it is from now on about the version that there is. Raises ValidationError."""
    _judge_owner(note, by)
    words = _judged(text)
    note = Note.objects.select_for_update().get(pk=note.pk)
    if note.text == words and note.page == page:
        return
    if note.paper:
        note.page, note.version = _page(note.paper, page), note.paper.sha256
    note.text, note.changed = words, timezone.now()
    note.save()


@transaction.atomic
def remove(note: Note, *, by: User) -> None:
    """Take an own note away, for good."""
    _judge_owner(note, by)
    note.delete()


def _judge_owner(note: Note, by: User) -> None:
    if note.user_id != by.pk:
        raise PermissionDenied


def _judged(text: str) -> str:
    """Return what may be kept. What blocks elsewhere cannot be released here: nobody else reads it."""
    words = text.replace("\r\n", "\n").strip()
    if not words or "\x00" in words or len(words) > LONGEST:
        raise ValidationError({"text": _("Schrijf iets, hoogstens %(most)s tekens.") % {"most": LONGEST}})
    found = [finding.kind for finding in releases.check(words) if finding.kind in BLOCKING]
    if found:
        told = wordings.counted({kind: found.count(kind) for kind in found})
        raise ValidationError(
            {"text": _("Ook in een notitie mag dit niet staan: %(told)s. Haal het weg.") % {"told": told}}
        )
    return words


def relock() -> int:
    """Bring every note under the newest key, while a former one is there to open it; return how many there were."""
    if len(settings.NOTES_KEYS) == 1:
        return 0
    done = 0
    for note in Note.objects.only("pk", "user_id", "locked").iterator(200):
        try:
            token = secrecy.relock(note.locked, note.user_id)
        except secrecy.Unreadable:
            logger.error("Note %s opens with none of the keys", note.pk)
            continue
        done += Note.objects.filter(pk=note.pk, locked=note.locked).update(locked=token)
    return done
