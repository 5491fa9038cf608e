"""What the guard on personal data reads of a meeting: the words of its minutes, and who was there."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from meetings import passages, reading
from meetings.models import MinutesPage
from schakel.guard import guarded


def words_of(page: MinutesPage) -> str:
    """Return the newest text as it would go round, a line for each paragraph."""
    draft: MinutesPage = page.get_latest_revision_as_object() if page.latest_revision_id else page
    return "\n".join([draft.title, *_lines(draft)])


def _lines(draft: MinutesPage) -> Iterator[str]:
    for passage in passages.of(draft):
        yield from (paragraph.text for paragraph in passage.paragraphs)
        if passage.basis:
            yield passage.basis


def present_at(page: MinutesPage) -> list[str]:
    """Return the names that the attendance list adds: substitutes without an account."""
    return [name for name in page.meeting.attendance.values_list("substitute", flat=True) if name]


def offer() -> None:
    guarded.offer(
        guarded.Guarded(
            model=MinutesPage,
            text=words_of,
            title=lambda page: _("Notulen %(day)s") % {"day": reading.day(page.meeting)},
            onwards=lambda page: reading.screen("minutes_circulate", page.meeting),
            right="minutes.edit",
            present=present_at,
        )
    )
