"""Find things again. Rights stand inside the question; each read stays within the workspaces of who asks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from schakel.search.models import Entry, Piece, Posting
from schakel.search.words import phrases, telling
from schakel.workspaces import access

MOST_WORDS = 12
READ_FOR_PHRASES = 500  # texts; their words are in the index, their order is not
Counted = tuple[int, str, int, int]


def find(user: access.Person, words: str) -> QuerySet[Entry]:
    """Return what holds all of `words` (stemmed) and `user` may see: first what has them in its title, then the newest.

    What stands between quotation marks must stand so in the title or in one piece.
    """
    wanted, own = telling(words)[:MOST_WORDS], access.workspaces_with(user, "workspace.see")
    known = _by_rarity(wanted, own) if own else []
    if not wanted or len(known) < len(wanted):
        return Entry.objects.none()
    rarest, *others = known
    found = Entry.objects.visible_to(user).filter(postings__stem=rarest, postings__workspace__in=own)
    for other in others:
        found = found.filter(_holds(other, own))
    found = found.annotate(rank=_rank(others, own)).order_by("-rank", "-at", "-pk")
    said = phrases(words)
    return _saying(found, said) if said else found


def _saying(found: QuerySet[Entry], said: list[str]) -> QuerySet[Entry]:
    """Keep what has these phrases in its title or in one piece; looked for in the first of what has their words."""
    first = list(found.values_list("pk", flat=True)[:READ_FOR_PHRASES])
    for phrase in said:
        piece = Piece.objects.filter(entry=OuterRef("pk"), text__icontains=phrase)
        found = found.filter(Q(title__icontains=phrase) | Exists(piece), pk__in=first)
    return found


def _by_rarity(wanted: list[str], own: list[int]) -> list[str]:
    """Return those of `wanted` that stand anywhere in the own workspaces, the rarest first."""
    rows = Posting.objects.filter(stem__in=wanted, workspace__in=own).order_by().values("stem")
    return [row["stem"] for row in rows.annotate(many=Count("entry")).order_by("many", "stem")]


def _holds(stem: str, own: list[int], **more: bool) -> Exists:
    """Return the condition that an entry holds `stem`; `own` is said again, or a planner may read all workspaces."""
    here = Posting.objects.filter(stem=stem, workspace__in=own, **more)
    return Exists(here.filter(workspace=OuterRef("workspace"), entry=OuterRef("pk")).order_by())


def _rank(others: list[str], own: list[int]) -> Case:
    """Return 1 for what has all words in its title, 0 for the rest."""
    titled = Q(postings__heading=True)
    for other in others:
        titled &= Q(_holds(other, own, heading=True))
    return Case(When(titled, then=Value(1)), default=Value(0), output_field=IntegerField())


def counts(found: QuerySet[Entry]) -> list[Counted]:
    """Return how many were found per workspace, kind and year, in one question: (workspace, kind, year, how many)."""
    rows = found.order_by().values_list("workspace", "kind", "year")
    return list(rows.annotate(many=Count("pk")).values_list("workspace", "kind", "year", "many"))


def lines(hits: Iterable[Entry], words: str) -> dict[int, Piece]:
    """Return for each hit the piece that holds most of `words`, where one does: two questions for all."""
    held: dict[int, Counter[int]] = defaultdict(Counter)
    wanted = telling(words)[:MOST_WORDS]
    rows = Posting.objects.filter(entry__in=[hit.pk for hit in hits], stem__in=wanted).order_by()
    for entry, places in rows.values_list("entry_id", "places"):
        held[entry].update(_numbers(places))
    best = {entry: max(places, key=lambda place: (places[place], -place)) for entry, places in held.items() if places}
    chosen = Q(pk__in=[])
    for entry, place in best.items():
        chosen |= Q(entry=entry, place=place)
    return {piece.entry_id: piece for piece in Piece.objects.filter(chosen)}


def _numbers(places: str) -> Iterator[int]:
    return (int(place) for place in places.split(",") if place)
