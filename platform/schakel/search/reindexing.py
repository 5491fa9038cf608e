"""Make the index anew from what is there, while everybody goes on working: each thing in a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef

from schakel import registries
from schakel.registries import Searchable
from schakel.search import index
from schakel.search.models import Entry, Piece, Posting


def reindex() -> Iterator[tuple[str, int]]:
    """Index everything anew, kind by kind; yield the name of each kind and how many there are. Files are read here."""
    for how in registries.searchables:
        yield str(how.name), _renewed(how)
    for rows in (Posting.objects.all(), Piece.objects.all()):  # left by what went away without the index knowing
        orphans = rows.filter(~Exists(Entry.objects.filter(pk=OuterRef("entry_id"))))
        orphans._raw_delete(orphans.db)


def _renewed(how: Searchable) -> int:
    """Put all rows of one kind; without `rows` in the registry, those that stand in the index already."""
    entries = Entry.objects.filter(content_type=ContentType.objects.get_for_model(how.model))
    keys = how.rows().values_list("pk", flat=True) if how.rows else entries.values_list("subject", flat=True)
    there = [key for key in list(keys) if _put(how, key)]
    seen = set(there)
    gone = [pk for pk, subject in entries.values_list("pk", "subject") if subject not in seen]
    for begin in range(0, len(gone), 500):
        _look_again(gone[begin : begin + 500])
    return len(there)


def _put(how: Searchable, key: int) -> bool:
    thing = how.model._default_manager.filter(pk=key).first()
    entry = index.put(thing, anew=True, later=False) if thing else None
    if entry is None:
        return False
    try:
        return index.read(entry) if how.pieces else True
    except ObjectDoesNotExist:  # removed while its file was read
        return False


def _look_again(keys: list[int]) -> None:
    """Take out what is not there or may not be found; what came in meanwhile stays."""
    for entry in Entry.objects.filter(pk__in=keys).select_related("content_type"):
        try:
            index.put(entry.thing)
        except (ObjectDoesNotExist, LookupError):
            index.take_out(Entry.objects.filter(pk=entry.pk))
