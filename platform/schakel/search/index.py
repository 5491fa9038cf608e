"""Put things in the index and find them again; what one may not see is not found."""

from __future__ import annotations

import re
import unicodedata

import snowballstemmer
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from schakel import registries, tlp
from schakel.search.models import Entry
from schakel.tlp import Tlp
from schakel.workspaces import access

STEMMER = snowballstemmer.stemmer("dutch")
WORD = re.compile(r"\w+")
MOST_WORDS = 12


def stems(text: str) -> list[str]:
    """Return the stemmed words of `text`, without accents, in order."""
    plain = unicodedata.normalize("NFKD", text.lower())
    words = WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))
    return list(STEMMER.stemWords(words))


def put(thing: Model) -> Entry | None:
    """Index `thing`, or index it anew, as its part said in the registry. Drafts are never put here.

    What is TLP:RED stays out (None): it is for who was there, and pieces of it would stand in the results.
    """
    if tlp.of(thing) == Tlp.RED:
        remove(thing)
        return None
    how = registries.searchables.of(type(thing))
    title, text = how.title(thing), how.text(thing)
    entry, _ = Entry.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(type(thing)),
        subject=thing.pk,
        defaults={
            "workspace_id": how.workspace(thing),
            "kind": how.name,
            "title": title[:300],
            "text": text,
            "url": how.url(thing),
            "moment": how.moment(thing),
            "stems": f" {' '.join(stems(f'{title} {text}'))} ",
        },
    )
    return entry


def remove(thing: Model) -> None:
    """Take `thing` out of the index."""
    kind = ContentType.objects.get_for_model(type(thing))
    Entry.objects.filter(content_type=kind, subject=thing.pk).delete()


def find(user: access.Person, words: str) -> QuerySet[Entry]:
    """Return what holds all of `words` (stemmed) and `user` may see, the newest first."""
    found = Entry.objects.visible_to(user).order_by("-at")
    wanted = stems(words)[:MOST_WORDS]
    if not wanted:
        return found.none()
    for stem in wanted:
        found = found.filter(stems__contains=f" {stem} ")
    return found
