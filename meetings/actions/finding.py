"""Keep what can be found of a meeting equal to what stands on its agenda; called where that changes."""

from __future__ import annotations

from django.db.models import Model

from meetings.models import MeetingPage
from schakel.search import index


def renew(meeting: MeetingPage) -> None:
    """Index a meeting, its items and their papers; what went, went dark or became TLP:RED leaves the index."""
    things: list[Model] = []
    if meeting.live:
        items = list(meeting.items.prefetch_related("papers"))
        for item in items:
            item.meeting = meeting  # one page for all
        papers = {paper.pk: paper for item in items for paper in item.papers.all() if not paper.held}
        for paper in papers.values():
            paper.page = meeting.page_ptr
        things = [meeting, *items, *papers.values()]
    index.renew(meeting.page_ptr, things)
