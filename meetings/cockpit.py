"""All that is late in the bodies where somebody is chair or secretary. Each part says what it finds late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Count, QuerySet
from django.utils import timezone

from schakel.workspaces import access
from schakel.workspaces.models import WorkspacePage

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from schakel.accounts.models import User

RIGHT = "cockpit.see"


@dataclass(frozen=True)
class Late:
    """One thing that is late: what it is, where one does something about it, in which body and since which day."""

    title: str
    url: str
    workspace: int
    since: date
    number: str = ""
    who: str = ""
    action: str = ""  # what one can do, at `action_url`
    action_url: str = ""

    @property
    def days(self) -> int:
        return max((timezone.localdate() - self.since).days, 0)


class Pile(Sequence[Late]):
    """What is late of one kind, asked in two questions however much it is: how many in each body, and one page."""

    def __init__(self, rows: QuerySet[Any], late: Callable[[Any], Late], *, body: str = "workspace") -> None:
        self.rows, self.late, self.body = rows, late, body
        self._counts: dict[int, int] | None = None

    def counts(self) -> dict[int, int]:
        """Return how many there are in each workspace."""
        if self._counts is None:
            counted = self.rows.order_by().values_list(self.body).annotate(number=Count("pk"))
            self._counts = dict(counted)
        return self._counts

    def __len__(self) -> int:
        return sum(self.counts().values())

    def __getitem__(self, place: Any) -> Any:
        found = self.rows[place]
        return [self.late(row) for row in found] if isinstance(place, slice) else self.late(found)


Rows = Callable[["User"], Sequence[Late]]


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be late; `rows` asks the same number of questions however many there are."""

    name: str
    label: StrOrPromise
    rows: Rows
    order: int = 50


KINDS: dict[str, Kind] = {}


def register(name: str, label: StrOrPromise, rows: Rows, *, order: int = 50) -> None:
    """Show on the cockpit what `rows` finds late for somebody, the longest first; a name that is taken is refused."""
    if name in KINDS:
        raise ImproperlyConfigured(f"The cockpit knows {name!r} already.")
    KINDS[name] = Kind(name, label, rows, order)


@dataclass(frozen=True)
class Found:
    """What is late of one kind, for one reader."""

    kind: Kind
    rows: Sequence[Late]

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def by_body(self) -> Mapping[int, int]:
        """How many of it there are in each workspace."""
        return self.rows.counts() if isinstance(self.rows, Pile) else Counter(row.workspace for row in self.rows)


def bodies(user: access.Person) -> list[WorkspacePage]:
    """Return the workspaces of which `user` is chair or secretary."""
    return list(WorkspacePage.objects.filter(pk__in=access.workspaces_with(user, RIGHT)).order_by("path"))


def is_open(user: access.Person) -> bool:
    """Tell whether `user` has a cockpit."""
    return bool(access.workspaces_with(user, RIGHT))


def found(user: User) -> list[Found]:
    """Return all that is late for `user`, kind by kind."""
    kinds = sorted(KINDS.values(), key=lambda kind: (kind.order, kind.name))
    return [Found(kind, kind.rows(user)) for kind in kinds]
