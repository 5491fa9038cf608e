"""Ten years of four bodies, put straight into the tables; all texts are invented."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from meetings.models import ActionPoint, AgendaItem, Decision, MeetingPage, MinutesPage
from schakel.files.models import Paper
from schakel.registries import searchables
from schakel.search import index
from schakel.search.models import Entry, Piece
from schakel.workspaces.models import Membership, WorkspacePage
from schakel.workspaces.past import Past
from tests import cast

if TYPE_CHECKING:
    from schakel.accounts.models import User

BODIES = ("som", "task-force", "zorgcoordinatoren", "meldpunten")
YEARS = 10
SYLLABLES = [
    "be",
    "ge",
    "ver",
    "ont",
    "aan",
    "op",
    "af",
    "in",
    "uit",
    "over",
    "meld",
    "zorg",
    "kind",
    "slacht",
    "offer",
    "dader",
    "wacht",
    "tijd",
    "opvang",
    "huis",
    "raad",
    "plan",
]
KNOWN = [
    "aangifte",
    "wachttijd",
    "opvang",
    "meldpunt",
    "gemeente",
    "politie",
    "mensenhandel",
    "regio",
    "cijfers",
    "beleid",
]
PER_BATCH = 400


@dataclass(frozen=True)
class Size:
    """How much there is, over all bodies together."""

    meetings: int = 3_000
    papers: int = 20_000
    words: tuple[int, int] = (300, 1_000)  # in a paper
    vocabulary: int = 30_000


class Words:
    """An invented Dutch in which few words stand nearly everywhere and most stand hardly anywhere."""

    def __init__(self, many: int) -> None:
        self.chance = random.Random(4)  # the same at each run
        made = {"".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))) for _ in range(many * 2)}
        self.all = [*KNOWN, *sorted(made)][:many]
        weights, total = [1 / (place + 3) for place in range(len(self.all))], 0.0
        self.heavy = []
        for weight in weights:
            total += weight
            self.heavy.append(total)

    def text(self, least: int, most: int) -> str:
        """Return a text of so many words."""
        many = self.chance.randint(least, most)
        return " ".join(self.chance.choices(self.all, cum_weights=self.heavy, k=many))


def _store(rows: Iterable[Model]) -> None:
    """Put rows straight into the table of their own class, without that of the class above."""
    rows = list(rows)
    for begin in range(0, len(rows), PER_BATCH):
        some = rows[begin : begin + PER_BATCH]
        model = type(some[0])
        fields = [each for each in model._meta.local_concrete_fields if getattr(some[0], each.attname) is not None]
        model._base_manager._insert(some, fields=fields, using="default")


def pages(
    model: type[Page], parents: list[Page], slugs: list[str], titles: list[str], facts: list[dict[str, Any]]
) -> list[Any]:
    """Make live pages under `parents`, each with its facts."""
    kind, now, many = ContentType.objects.get_for_model(model), timezone.now(), dict[int, int]()
    bare = []
    for parent, slug, title in zip(parents, slugs, titles, strict=True):
        many[parent.pk] = many.get(parent.pk, parent.numchild) + 1
        bare.append(
            Page(
                path=Page._get_path(parent.path, parent.depth + 1, many[parent.pk]),
                depth=parent.depth + 1,
                title=title,
                draft_title=title,
                slug=slug,
                url_path=f"{parent.url_path}{slug}/",
                content_type=kind,
                locale_id=parent.locale_id,
                live=True,
                first_published_at=now,
                translation_key=uuid.uuid4(),
            )
        )
    Page.objects.bulk_create(bare, batch_size=PER_BATCH)
    for pk, children in many.items():
        Page.objects.filter(pk=pk).update(numchild=children)
    below = []
    for page, told in zip(bare, facts, strict=True):
        row = model(page_ptr_id=page.pk, **told)
        for each in Page._meta.concrete_fields:
            setattr(row, each.attname, getattr(page, each.attname))
        below.append(row)
    _store(below)
    return below


@transaction.atomic
def fill(size: Size | None = None, *, numbered_from: int = 0) -> User:
    """Fill the database; return somebody who is a member of all four bodies. A second time needs other numbers."""
    size = size or Size()
    words, spaces = Words(size.vocabulary), [cast.workspace(slug) for slug in BODIES]
    reader = _reader(spaces)
    meetings = _meetings(size, words, spaces)
    items = _items(words, meetings)
    minutes = _minutes(words, meetings, items)
    found = [*_found(meetings), *_found(items), *_found(minutes), *_register(words, minutes, reader, numbered_from)]
    _index(found)
    _papers(size, words, items)
    return reader


def _reader(spaces: list[WorkspacePage]) -> User:
    reader = cast.account("iris")
    for space in spaces:
        since = timezone.now() - timedelta(days=365 * YEARS)
        seat = cast.seat(space.slug, "CoMensha")
        type(seat).objects.filter(pk=seat.pk).update(since=since)
        Membership.objects.get_or_create(user=reader, seat=seat, role="member", defaults={"since": since})
    WorkspacePage.objects.filter(slug="meldpunten").update(past=Past.OWN)
    return reader


def _meetings(size: Size, words: Words, spaces: list[WorkspacePage]) -> list[MeetingPage]:
    begins = timezone.now() - timedelta(days=365 * YEARS - 800)
    step = timedelta(days=365 * YEARS) / size.meetings
    days = [begins + step * number for number in range(size.meetings)]
    parents = [spaces[number % len(spaces)] for number in range(size.meetings)]
    facts = [{"begins": day, "ends": day + timedelta(hours=2), "intro": words.text(5, 20)} for day in days]
    slugs = [f"jaren-{number}" for number in range(size.meetings)]
    rows = pages(MeetingPage, parents, slugs, [f"Overleg {number}" for number in range(size.meetings)], facts)
    for row, parent in zip(rows, parents, strict=True):
        row.workspace = parent
    return rows


def _items(words: Words, meetings: list[MeetingPage]) -> list[AgendaItem]:
    rows = [
        AgendaItem(meeting=page, position=place, title=words.text(2, 6)[:200], kind="discussion")
        for page in meetings
        for place in range(1, 7)
    ]
    return AgendaItem.objects.bulk_create(rows, batch_size=PER_BATCH)


def _minutes(words: Words, meetings: list[MeetingPage], items: list[AgendaItem]) -> list[MinutesPage]:
    past = [page for page in meetings if page.ends < timezone.now()]
    first = {item.meeting_id: item.pk for item in reversed(items)}
    facts = []
    for page in past:
        said = {"item": str(first[page.pk]), "text": f"<p>{words.text(80, 300)}</p>"}
        page.said = str(said["text"])
        body = json.dumps([{"type": "discussion", "value": said, "id": str(uuid.uuid4())}])
        told = {"status": "adopted", "adopted_at": page.ends, "version": 1, "attendance_snapshot": []}
        facts.append({**told, "body": body})
    rows = pages(
        MinutesPage, [page.page_ptr for page in _above(past)], ["notulen"] * len(past), ["Notulen"] * len(past), facts
    )
    for row, page in zip(rows, past, strict=True):
        row.meeting, row.workspace, row.said = page, page.workspace, page.said
    return rows


def _above(meetings: list[MeetingPage]) -> list[MeetingPage]:
    known = Page.objects.in_bulk([page.pk for page in meetings])
    for page in meetings:
        page.page_ptr = known[page.pk]
    return meetings


def _register(words: Words, minutes: list[MinutesPage], owner: User, numbered_from: int) -> Iterator[Any]:
    """Make two decisions and two action points of each minutes."""
    serials: dict[tuple[Any, ...], int] = {}
    made: dict[Any, list[Any]] = {Decision: [], ActionPoint: []}
    for page in minutes:
        for model in (Decision, ActionPoint) * 2:
            key = (model, page.workspace.pk, page.meeting.begins.year)
            serials[key] = serials.get(key, numbered_from) + 1
            due = page.meeting.begins.date() + timedelta(days=60)
            more = {"owner": owner, "due": due} if model is ActionPoint else {"review_on": None}
            if model is ActionPoint and serials[key] % 10:
                more["done_at"] = page.meeting.begins + timedelta(days=30)
            made[model].append(
                model(
                    workspace=page.workspace,
                    meeting=page.meeting,
                    minutes=page,
                    block=uuid.uuid4(),
                    year=key[2],
                    serial=serials[key],
                    text=words.text(8, 30),
                    **more,
                )
            )
    for model, rows in made.items():
        yield from _found(model.objects.bulk_create(rows, batch_size=PER_BATCH))


def _papers(size: Size, words: Words, items: list[AgendaItem]) -> None:
    rows = []
    for number in range(size.papers):
        item = items[number * len(items) // size.papers]
        rows.append(
            Paper(
                workspace=item.meeting.workspace,
                page_id=item.meeting_id,
                title=words.text(2, 6)[:160],
                size=1,
                pages=3,
                file=f"{number}.pdf",
                media_type="application/pdf",
                sha256=f"{number:064}",
                at=item.meeting.begins,
            )
        )
    Paper.objects.bulk_create(rows, batch_size=PER_BATCH)
    ties = AgendaItem.papers.through
    of = [items[number * len(items) // size.papers] for number in range(size.papers)]
    pairs = zip(of, rows, strict=True)
    ties.objects.bulk_create([ties(agendaitem=item, paper=paper) for item, paper in pairs], batch_size=PER_BATCH)
    for begin in range(0, size.papers, 2_000):
        some = zip(rows[begin : begin + 2_000], of[begin : begin + 2_000], strict=True)
        least, most = (each // 3 for each in size.words)
        _index((paper, item.meeting.begins, [(n, words.text(least, most)) for n in (1, 2, 3)]) for paper, item in some)


def _found(rows: Iterable[Any]) -> Iterator[tuple[Any, datetime, list[tuple[int, str]]]]:
    """Return what is found of rows as their part says it."""
    for row in rows:
        how = searchables.of(type(row))
        said = row.said if isinstance(row, MinutesPage) else how.text(row)  # its text asks for the agenda each time
        yield row, how.moment(row), [(0, said)]


def _index(found: Iterable[tuple[Any, datetime, list[tuple[int, str]]]]) -> None:
    rows = list(found)
    entries = [_entry(thing, moment) for thing, moment, _ in rows]
    Entry.objects.bulk_create(entries, batch_size=PER_BATCH)
    told = [(entry, pieces) for entry, (_, _, pieces) in zip(entries, rows, strict=True)]
    Piece.objects.bulk_create(
        (Piece(entry=entry, place=place, text=text) for entry, pieces in told for place, text in pieces),
        batch_size=PER_BATCH,
    )
    postings = (
        (each.stem, each.workspace_id, each.entry_id, each.heading, each.places)
        for entry, pieces in told
        for each in index.postings(entry, pieces)
    )
    columns = "stem, workspace_id, entry_id, heading, places"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY search_posting ({columns}) FROM STDIN") as copy:
                for each in postings:
                    copy.write_row(each)
        else:
            cursor.connection.executemany(f"INSERT INTO search_posting ({columns}) VALUES (?, ?, ?, ?, ?)", postings)


def _entry(thing: Any, moment: datetime) -> Entry:
    how = searchables.of(type(thing))
    page = thing.page_id if isinstance(thing, Paper) else thing.meeting_id if isinstance(thing, AgendaItem) else None
    workspace = thing.meeting.workspace if isinstance(thing, AgendaItem) else thing.workspace
    return Entry(
        workspace=workspace,
        content_type=ContentType.objects.get_for_model(type(thing)),
        subject=thing.pk,
        page_id=page,
        kind=how.key,
        title=thing.title[:300] if hasattr(thing, "title") else thing.number,
        url=f"/{how.key}/{thing.pk}/",
        unit="page" if isinstance(thing, Paper) else "",
        moment=moment,
        at=moment,
        year=timezone.localtime(moment).year,
    )
