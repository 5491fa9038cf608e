"""The verbs of the index: put, remove, renew, read. Drafts are never put here, and nothing that is TLP:RED."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import Page

from schakel import registries, tlp
from schakel.registries import Searchable
from schakel.search.finding import find
from schakel.search.models import Entry, Piece, Posting
from schakel.search.words import WORD, stems, telling

__all__ = ["WORD", "find", "put", "read", "remove", "renew", "stems"]

MOST_PLACES, SIGNS_OF_PLACES = 30, 200
Pieces = list[tuple[int, str]]


@transaction.atomic
def put(thing: Model, *, anew: bool = False, later: bool = True) -> Entry | None:
    """Index `thing` as its part said in the registry; what may not stand in the index (any more) leaves it: None.

    What did not change is not written again, unless `anew`. What is inside a file is read `later`, by the worker.
    """
    how = registries.searchables.of(type(thing))
    if not registries.searchables.lets_in(thing):
        remove(thing)
        return None
    facts = _facts(how, thing)
    text = how.text(thing)
    digest = hashlib.sha256(repr([*facts.values(), text]).encode()).hexdigest()
    known = _entries(thing).select_for_update().first()
    if known and known.digest == digest and not anew:
        return known
    waits = how.pieces is not None and (anew or known is None or not known.is_read)
    entry, _ = Entry.objects.update_or_create(**_key(thing), defaults={**facts, "digest": digest, "is_read": not waits})
    if how.pieces is None:
        _write(entry, [(0, text)])
    else:
        _write_postings(entry, list(entry.pieces.values_list("place", "text")))
    if waits and later:
        _leave_to_the_worker(entry)
    return entry


def _facts(how: Searchable, thing: Model) -> dict[str, Any]:
    moment = how.moment(thing)
    at: datetime = moment or how.at(thing) or timezone.now()
    return {
        "workspace_id": how.workspace(thing),
        "page_id": how.page(thing),
        "kind": how.key,
        "title": how.title(thing)[:300],
        "url": how.url(thing),
        "unit": how.unit(thing),
        "tlp": tlp.of(thing),
        "moment": moment,
        "at": at,
        "year": timezone.localtime(at).year,
    }


def _key(thing: Model) -> dict[str, Any]:
    return {"content_type": ContentType.objects.get_for_model(type(thing)), "subject": thing.pk}


def _entries(thing: Model) -> QuerySet[Entry]:
    return Entry.objects.filter(**_key(thing))


def _leave_to_the_worker(entry: Entry) -> None:
    from schakel.search.tasks import read_inside  # the task calls `read`

    read_inside.enqueue(entry.pk)


def read(entry: Entry) -> bool:
    """Read what is inside the thing of `entry` and index it; tell whether it is still there. It may take a while."""
    how = registries.searchables.of(entry.content_type.model_class())  # type: ignore[arg-type]
    found = list(how.pieces(entry.thing)) if how.pieces else []
    with transaction.atomic():
        held = Entry.objects.select_for_update().filter(pk=entry.pk).first()
        if held is None:  # taken out of the index meanwhile
            return False
        _write(held, found)
        Entry.objects.filter(pk=held.pk).update(is_read=True)
    return True


def _write(entry: Entry, pieces: Pieces) -> None:
    _drop(Piece.objects.filter(entry=entry))
    kept = [(place, text.replace("\0", " ")) for place, text in pieces if text.strip()]
    Piece.objects.bulk_create([Piece(entry=entry, place=place, text=text) for place, text in kept])
    _write_postings(entry, kept)


def _write_postings(entry: Entry, pieces: Pieces) -> None:
    _drop(Posting.objects.filter(entry=entry))
    Posting.objects.bulk_create(postings(entry, pieces))


def postings(entry: Entry, pieces: Pieces) -> list[Posting]:
    """Return the postings of an entry: one for each stem of its title and its pieces."""
    headed, places = set(telling(entry.title)), defaultdict[str, list[int]](list)
    for place, text in pieces:
        for stem in telling(text):
            places[stem].append(place)
    return [
        Posting(
            stem=stem,
            workspace_id=entry.workspace_id,
            entry=entry,
            heading=stem in headed,
            places=_told(places.get(stem, [])),
        )
        for stem in headed | places.keys()
    ]


def _told(places: list[int]) -> str:
    """Return the first places in a line, as many as fit."""
    told = ",".join(map(str, places[:MOST_PLACES]))
    return told if len(told) <= SIGNS_OF_PLACES else told[:SIGNS_OF_PLACES].rpartition(",")[0]


@transaction.atomic
def remove(thing: Model) -> None:
    """Take `thing` out of the index."""
    take_out(_entries(thing))


def take_out(entries: QuerySet[Entry]) -> int:
    """Take entries out of the index with all that was read of them; return how many."""
    keys = list(entries.values_list("pk", flat=True))
    for begin in range(0, len(keys), 500):
        some = keys[begin : begin + 500]
        _drop(Posting.objects.filter(entry__in=some))
        _drop(Piece.objects.filter(entry__in=some))
        _drop(Entry.objects.filter(pk__in=some))
    return len(keys)


def _drop(rows: QuerySet[Any]) -> None:
    rows._raw_delete(rows.db)  # nothing hangs on these rows: no need to fetch them first


@transaction.atomic
def renew(page: Page, things: Iterable[Model]) -> None:
    """Make the index equal to what stands on `page` now: `things` are put, all else of that page leaves."""
    stay = {entry.pk for entry in map(put, things) if entry}
    take_out(Entry.objects.filter(page=page).exclude(pk__in=stay))
