"""Ten years of four bodies, put in the database at once: 3,000 meetings with minutes, and ten action points of each."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from meetings.models import ActionPoint, Decision, MeetingPage, MinutesPage
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

BODIES = ("task-force", "som", "zorgcoordinatoren", "meldpunten")
LATE, TO_REVIEW = 50, 40  # of so many action points (decisions) one is open and late (must be reviewed)


@transaction.atomic
def fill(owner: User, *, meetings: int = 750, points: int = 10) -> None:
    """Give each of the four bodies so many meetings in the past, all with minutes that were adopted."""
    for slug in BODIES:
        workspace = WorkspacePage.objects.get(slug=slug)
        last = workspace.get_last_child() if workspace.numchild else None
        first = int(last.path[-Page.steplen :], 36) if last else 0
        pages = _pages(MeetingPage, [(workspace, first + number) for number in range(1, meetings + 1)], children=1)
        Page.objects.filter(pk=workspace.pk).update(numchild=workspace.numchild + meetings)
        begins = [timezone.now() - timedelta(days=20 + 3650 * number / meetings) for number in range(meetings)]
        facts = [
            (page.pk, day, day + timedelta(hours=2), "", "", uuid.uuid4(), False)
            for page, day in zip(pages, begins, strict=True)
        ]
        _rows(MeetingPage, "begins ends place intro uid in_session", facts)
        prose = _pages(MinutesPage, [(page, 1) for page in pages])
        told = [(page.pk, "[]", "adopted", 1, day, "", "x" * 64) for page, day in zip(prose, begins, strict=True)]
        _rows(MinutesPage, "body status version circulated_at tlp fingerprint", told)
        _harvest(workspace, owner, list(zip(pages, prose, begins, strict=True)), points)


def _pages(model: type[Page], places: list[tuple[Page, int]], *, children: int = 0) -> list[Page]:
    """Make a page under each of these pages, at this place among its children."""
    kind, locale = ContentType.objects.get_for_model(model), Locale.get_default()
    made = [
        Page(
            path=above.path + Page._int2str(number).rjust(Page.steplen, "0"), depth=above.depth + 1, numchild=children,
            title=f"Pagina {number}", draft_title="Pagina", slug=f"pagina-{number}", content_type=kind, locale=locale,
            live=True, url_path=f"{above.url_path}pagina-{number}/", translation_key=uuid.uuid4(),
        )
        for above, number in places
    ]  # fmt: skip
    return list(Page.objects.bulk_create(made, batch_size=500))


def _rows(model: type[Page], fields: str, rows: list[tuple[object, ...]]) -> None:
    """Insert what a page has beside its prose: Django makes no children of a table in bulk."""
    known = {field.name: field for field in model._meta.local_concrete_fields}
    columns = ["page_ptr_id", *fields.split()]
    keys = [model._meta.pk, *(known[name] for name in fields.split())]
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    told = [
        [field.get_db_prep_save(value, connection) if not isinstance(value, str) else value
         for field, value in zip(keys, row, strict=True)]
        for row in rows
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({marks})', told)


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
