"""What the worker does with meeting packs."""

from __future__ import annotations

from django_tasks import task

from meetings.actions import notes, packs
from meetings.models import MeetingPack


@task(backend="background", queue_name="pdf")
def make_pack(pk: int) -> str:
    """Make one pack that was asked for; a pack that is there already is not made again."""
    pack = MeetingPack.objects.filter(pk=pk).select_related("user", "meeting").first()
    return packs.make(pack) if pack else "gone"


@task(backend="background", queue_name="pdf")
def tend_packs() -> int:
    """Look after the packs that there are; return how many were touched."""
    return sum(packs.tend().values())


@task(backend="background", queue_name="pdf")
def relock_notes() -> int:
    """Bring private notes under the newest key, while a former one is there to open them."""
    return notes.relock()
