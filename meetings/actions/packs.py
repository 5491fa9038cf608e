"""The verbs of meeting packs: ask for one, make it, open it, and tend to those that there are."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from meetings.models import MeetingPack, MeetingPage
from meetings.models.pack import FOLDER
from meetings.packing import binding, changes, contents, office
from meetings.packing.contents import Contents
from schakel import journal
from schakel.accounts.models import User
from schakel.files.models import private_storage
from schakel.workspaces import access

logger = logging.getLogger(__name__)
SMALL = 40  # so many pages are bound while the reader waits
KEPT = timedelta(days=30)
ORPHAN_AFTER = timedelta(hours=24)
State = MeetingPack.State


@transaction.atomic
def ask(meeting: MeetingPage, *, by: User) -> MeetingPack:
    """Have the pack of `by` made, unless there is one that still counts or one is being made."""
    pack, is_new = MeetingPack.objects.select_for_update().get_or_create(meeting=meeting, user=by)
    if not is_new and (pack.is_busy or counts(pack, contents.of(meeting, by))):
        return pack
    if pack.contents:
        pack.before, pack.before_at = pack.contents, pack.at
    _queue(pack)
    return pack


def counts(pack: MeetingPack, now: Contents) -> bool:
    """Tell whether a pack is what a new one would be."""
    return pack.is_ready and pack.made_of == now.fingerprint


def _queue(pack: MeetingPack) -> None:
    from meetings.tasks_pack import make_pack  # the task calls this module

    pack.state, pack.progress, pack.asked = State.QUEUED, 0, timezone.now()
    pack.save()
    make_pack.enqueue(pack.pk)


def make(pack: MeetingPack) -> str:
    """Make a pack that was asked for, with what its reader may see at this moment; return how that went.

    What takes time is done outside a transaction.
    """
    if not MeetingPack.objects.filter(pk=pack.pk, state=State.QUEUED).update(state=State.MAKING):
        return "not asked"
    if not _may_see(pack):
        drop([pack])
        return "nobody to make it for"
    now, at = contents.of(pack.meeting, pack.user), timezone.now()
    try:
        made = _bound(pack, now, at)
    except Exception:
        logger.exception("Pack %s could not be made", pack.pk)
        MeetingPack.objects.filter(pk=pack.pk).update(state=State.FAILED)
        return "failed"
    return _keep(pack, now, made, at)


def _may_see(pack: MeetingPack) -> bool:
    access.forget(pack.user)
    return bool(MeetingPage.objects.visible_to(pack.user).filter(pk=pack.meeting_id).exists())


def _bound(pack: MeetingPack, now: Contents, at: datetime) -> binding.Pack:
    def progress(percent: int) -> None:
        MeetingPack.objects.filter(pk=pack.pk).update(progress=percent)

    def changed() -> list[str]:
        return changes.between(pack.before, now)

    return binding.bind(now, at=at, trace=now.trace, changes=changed, since=pack.before_at, progress=progress)


def _keep(pack: MeetingPack, now: Contents, made: binding.Pack, at: datetime) -> str:
    storage, former = private_storage(), pack.file.name
    pack.file.save("", ContentFile(made.content), save=False)
    facts = {"state": State.READY, "progress": 100, "at": at, "pages": made.pages, "file": pack.file.name}
    try:
        with transaction.atomic():
            kept = MeetingPack.objects.filter(pk=pack.pk, state=State.MAKING)
            is_kept = kept.update(**facts, made_of=now.fingerprint, contents=now.keys)
            if is_kept:
                told = {"pages": made.pages, "trace": now.trace}
                journal.record("pack.make", of=pack.meeting, by=pack.user, **told)
    except BaseException:
        storage.delete(pack.file.name or "")
        raise
    gone = former if is_kept else pack.file.name  # whoever lost access meanwhile gets none
    if gone:
        transaction.on_commit(lambda: storage.delete(gone))
    return "made" if is_kept else "no longer wanted"


def opened(meeting: MeetingPage, *, by: User) -> IO[bytes] | None:
    """Return the pack of `by` as it is at this moment: the one that was made, or a small one made now and not kept.

    None means that it has to be asked for first.
    """
    now = contents.of(meeting, by)
    pack = MeetingPack.objects.filter(meeting=meeting, user=by).first()
    found: IO[bytes] | None = None
    if pack is not None and counts(pack, now):
        found = pack.file.open("rb")
    elif is_small(now):
        found = BytesIO(binding.bind(now, at=timezone.now(), trace=now.trace).content)
    if found is not None:
        journal.record("pack.open", of=meeting, by=by, trace=now.trace)
    return found


def is_small(now: Contents) -> bool:
    """Tell whether a pack is bound so fast that its reader can wait for it."""
    converts = office.can_convert() and any(not bound.paper.pages for bound in now.papers)
    return now.pages <= SMALL and not converts


@transaction.atomic
def drop(packs: Iterable[MeetingPack]) -> None:
    """Take packs away, their files after the commit."""
    for pack in packs:
        _remove_file(pack)
        pack.delete()


def _remove_file(pack: MeetingPack) -> None:
    name = pack.file.name
    if name:
        transaction.on_commit(lambda: private_storage().delete(name))


def tend() -> dict[str, int]:
    """Take away what is past its term or no longer its reader's; make anew what changed; return how many of each.

    What is past is never served anyway: that is asked at each request.
    """
    done = {"dropped": 0, "renewed": 0, "swept": len(sweep())}
    for pack in MeetingPack.objects.select_related("user").iterator():
        if pack.asked < timezone.now() - KEPT or not _may_see(pack):
            drop([pack])
            done["dropped"] += 1
        elif pack.is_ready and not counts(pack, contents.of(pack.meeting, pack.user)):
            renew(pack)
            done["renewed"] += 1
    return done


@transaction.atomic
def renew(pack: MeetingPack) -> None:
    """Let go of a pack that no longer counts; of a meeting to come it is made anew, with what changed."""
    if not pack.before:
        pack.before, pack.before_at = pack.contents, pack.at
    _remove_file(pack)
    pack.file = ""
    pack.save()
    if pack.meeting.ends > timezone.now():
        _queue(pack)


def sweep() -> list[str]:
    """Delete the files of packs that no row names: left by a process that was killed between file and row."""
    storage, before = private_storage(), timezone.now() - ORPHAN_AFTER
    known = set(MeetingPack.objects.exclude(file="").values_list("file", flat=True))
    try:
        names = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    except FileNotFoundError:  # nothing was ever made
        return []
    found = sorted(name for name in names if name not in known and storage.get_modified_time(name) < before)
    for name in found:
        storage.delete(name)
    return found
