"""Ten years of four bodies, put in the database at once: 3,000 meetings with minutes, and ten action points of each."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from meetings.models import ActionPoint, Decision, MeetingPage, MinutesPage
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage
from tests.many import pages

BODIES = ("task-force", "som", "zorgcoordinatoren", "meldpunten")
LATE, TO_REVIEW = 50, 40  # of so many action points (decisions) one is open and late (must be reviewed)


@transaction.atomic
def fill(owner: User, *, meetings: int = 750, points: int = 10) -> None:
    """Give each of the four bodies so many meetings in the past, all with minutes that were adopted."""
    for slug in BODIES:
        workspace, past = WorkspacePage.objects.get(slug=slug), range(1, meetings + 1)
        begins = [timezone.now() - timedelta(days=20 + 3650 * number / meetings) for number in past]
        when = [{"begins": day, "ends": day + timedelta(hours=2)} for day in begins]
        titles, slugs = [f"Pagina {number}" for number in past], [f"pagina-{number}" for number in past]
        held = pages(MeetingPage, [workspace] * meetings, slugs, titles, when)
        told = [{"status": "adopted", "version": 1, "circulated_at": day, "fingerprint": "x" * 64} for day in begins]
        prose = pages(MinutesPage, held, ["notulen"] * meetings, titles, told)
        _harvest(workspace, owner, list(zip(held, prose, begins, strict=True)), points)


def _harvest(workspace: WorkspacePage, owner: User, held: list[tuple[Page, Page, datetime]], points: int) -> None:
    """Enter the decisions and action points of all those meetings; of some the day has passed."""
    actions, decisions = list[ActionPoint](), list[Decision]()
    count = ActionPoint.objects.filter(workspace=workspace).count()
    for meeting, prose, begun in held:
        for _ in range(points):
            count += 1
            same = {"workspace_id": workspace.pk, "meeting_id": meeting.pk, "minutes_id": prose.pk}
            number = {"year": 1990 + count // 10_000, "serial": count % 10_000, "block": uuid.uuid4()}
            done = None if count % LATE == 0 else begun + timedelta(days=14)
            due = begun.date() + timedelta(days=20)
            actions.append(ActionPoint(**same, **number, text=f"Actie {count}", owner=owner, due=due, done_at=done))
            if count % 4 == 0:
                review = begun.date() if count % TO_REVIEW == 0 else None
                decisions.append(Decision(**same, **number, text=f"Besluit {count}", review_on=review))
    ActionPoint.objects.bulk_create(actions, batch_size=2000)
    Decision.objects.bulk_create(decisions, batch_size=2000)
