"""Blocks that are not stored yet, shown as the minutes that they would become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from meetings import blocks, passages
from meetings.models import MinutesPage
from meetings.models.agenda import timeline

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage


def passages_of(meeting: MeetingPage, body: list[tuple[str, Any]]) -> list[passages.Passage]:
    """Return the passages of `body`, given as `minutes.write` takes it."""
    page = MinutesPage(title="")
    page.body = blocks.of_meeting(meeting).to_python(blocks.raw(body))
    return passages.of(page, timeline(meeting))
