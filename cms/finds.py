"""What was found, for the page: how many of each body, kind and year, and each hit with its words in their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.search_forms import Chosen
from cms.snippets import marked, snippet
from schakel import registries
from schakel.search import finding
from schakel.search.models import Entry, Piece
from schakel.workspaces.models import WorkspacePage


@dataclass(frozen=True)
class Find:
    """One hit: where it leads, its title and the piece of text with the words marked."""

    entry: Entry
    workspace: WorkspacePage
    title: SafeString
    text: SafeString | str
    place: int

    @property
    def url(self) -> str:
        """The page of the hit; in a file with pages, slides or sheets at that one."""
        return f"{self.entry.url}?plek={self.place}" if self.place else self.entry.url

    @property
    def where(self) -> str:
        """The place in the file, in words."""
        if not self.place:
            return ""
        words = {Entry.Unit.PAGE: _("blz. %(n)s"), Entry.Unit.SLIDE: _("dia %(n)s"), Entry.Unit.SHEET: _("blad %(n)s")}
        return words[Entry.Unit(self.entry.unit)] % {"n": self.place}


@dataclass(frozen=True)
class Option:
    """Something that one can choose, with how many hits it has."""

    key: Any
    label: str
    many: int
    chosen: bool


@dataclass
class Finds:
    """All that was found for `words`, of which `chosen` is shown."""

    words: str
    found: QuerySet[Entry]
    workspaces: Sequence[WorkspacePage]
    chosen: Chosen

    @cached_property
    def _counts(self) -> list[finding.Counted]:
        return finding.counts(self.found)

    def _fits(self, row: finding.Counted, but: int = -1) -> bool:
        """Tell whether a count is among what was chosen, `but` the choice at that place."""
        chosen = (self.chosen.workspaces, self.chosen.kinds, {self.chosen.year} - {None})
        return all(not wanted or row[place] in wanted for place, wanted in enumerate(chosen) if place != but)

    def _many(self, place: int) -> Counter[Any]:
        many: Counter[Any] = Counter()
        for row in self._counts:
            many[row[place]] += row[3] if self._fits(row, but=place) else 0
        return many

    @cached_property
    def many(self) -> int:
        """How many hits there are among what was chosen."""
        return sum(row[3] for row in self._counts if self._fits(row))

    @property
    def any(self) -> bool:
        """Tell whether there is something to choose from."""
        return bool(self._counts)

    @property
    def narrowed(self) -> bool:
        """Tell whether something was chosen."""
        return self.chosen != Chosen()

    @property
    def everything(self) -> str:
        """The same question with nothing chosen, for an address."""
        return urlencode({"q": self.words})

    @property
    def bodies(self) -> list[Option]:
        many = self._many(0)
        return [
            Option(each.pk, each.title, many[each.pk], each.pk in self.chosen.workspaces)
            for each in self.workspaces
            if each.pk in many
        ]

    @property
    def kinds(self) -> list[Option]:
        many, named = self._many(1), registries.searchables.named
        return [Option(key, named(key), many[key], key in self.chosen.kinds) for key in sorted(many, key=named)]

    @property
    def years(self) -> list[Option]:
        many = self._many(2)
        return [Option(year, str(year), many[year], year == self.chosen.year) for year in sorted(many, reverse=True)]

    @property
    def hits(self) -> QuerySet[Entry]:
        rows = self.found if self.many else self.found.none()
        if self.chosen.workspaces:
            rows = rows.filter(workspace__in=self.chosen.workspaces)
        if self.chosen.kinds:
            rows = rows.filter(kind__in=self.chosen.kinds)
        return rows.filter(year=self.chosen.year) if self.chosen.year else rows

    def shown(self, hits: Iterable[Entry]) -> list[Find]:
        """Return hits as the page shows them."""
        rows, by_key = list(hits), {each.pk: each for each in self.workspaces}
        lines = finding.lines(rows, self.words) if rows else {}
        return [self._shown(row, by_key[row.workspace_id], lines.get(row.pk)) for row in rows]

    def _shown(self, entry: Entry, workspace: WorkspacePage, piece: Piece | None) -> Find:
        text = snippet(piece.text, self.words) if piece else ""
        place = piece.place if piece and entry.unit else 0
        return Find(entry, workspace, marked(entry.title, self.words), text, place)
