"""What the clock asks of packs and private notes, again and again."""

from __future__ import annotations

from datetime import timedelta

from schakel.clock import jobs


def offer() -> None:
    """Tell the clock; the worker does it."""
    from meetings.tasks_pack import relock_notes, tend_packs

    jobs.register("meetings.packs", every=timedelta(minutes=5), do=tend_packs.enqueue)
    jobs.register("meetings.notes_key", every=timedelta(days=1), do=relock_notes.enqueue)
