"""What parts offer to the whole: rights, panels, searchables and doors, registered in each AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured

from schakel import tlp

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.utils.functional import _StrPromise as StrPromise

    from schakel.accounts.models import User
    from schakel.workspaces.models import WorkspacePage


class Rights:
    """Who may do what: the name of a right → the roles that have it."""

    def __init__(self) -> None:
        self._roles: dict[str, frozenset[str]] = {}

    def register(self, rights: Mapping[str, Iterable[object]]) -> None:
        """Add the rights of a part; a name that is taken is refused."""
        for name, roles in rights.items():
            if name in self._roles:
                raise ImproperlyConfigured(f"The right {name!r} is registered twice.")
            self._roles[name] = frozenset(str(role) for role in roles)

    def roles(self, name: str) -> frozenset[str]:
        """Return the roles that have the right `name`; raise LookupError for a right that nobody registered."""
        if name not in self._roles:
            raise LookupError(f"Unknown right {name!r}: register it in the rights.py of its part.")
        return self._roles[name]

    def __iter__(self) -> Iterator[tuple[str, frozenset[str]]]:
        return iter(sorted(self._roles.items()))


@dataclass(frozen=True)
class Panel:
    """A piece of "Mijn overzicht" or of a workspace page. `context` returns None where there is nothing to show."""

    name: str
    template: str
    context: Callable[..., dict[str, Any] | None]
    order: int = 50
    side: bool = False


class Panels:
    """The panels of one kind of page, in their order."""

    def __init__(self) -> None:
        self._panels: list[Panel] = []

    def register(self, panel: Panel) -> None:
        if any(other.name == panel.name for other in self._panels):
            raise ImproperlyConfigured(f"The panel {panel.name!r} is registered twice.")
        self._panels.append(panel)
        self._panels.sort(key=lambda each: (each.order, each.name))

    def filled(self, *subject: User | WorkspacePage, side: bool = False) -> list[tuple[Panel, dict[str, Any]]]:
        """Return the panels that have something to say of `subject`, each with its context."""
        asked = ((panel, panel.context(*subject)) for panel in self._panels if panel.side == side)
        return [(panel, context) for panel, context in asked if context is not None]


@dataclass(frozen=True)
class Door:
    """A link of the navigation that is there for those who may use it."""

    label: StrPromise | str
    url_name: str
    is_open: Callable[[User], bool]


class Doors:
    """What parts add to the navigation."""

    def __init__(self) -> None:
        self._doors: list[Door] = []

    def register(self, door: Door) -> None:
        self._doors.append(door)

    def open_to(self, user: User) -> list[Door]:
        """Return the doors that are open to `user` at this moment."""
        return [door for door in self._doors if door.is_open(user)]


@dataclass(frozen=True)
class Searchable:
    """How one model is found: its words, and the page of a hit; `moment` says when it was, None for all times.

    `shown` tells whether a thing may be found at all now (a draft never is), `page` names the page with which it
    shows, `at` the day under which it stands when it has no moment. `pieces` reads a file, in the worker: (number,
    text), where the numbers count `unit`s. `rows` are all that may be found, for making the index anew.
    """

    model: type[Model]
    name: StrPromise | str
    title: Callable[[Any], str]
    text: Callable[[Any], str]
    workspace: Callable[[Any], int]
    url: Callable[[Any], str]
    moment: Callable[[Any], datetime | None] = lambda thing: None
    at: Callable[[Any], datetime | None] = lambda thing: None
    shown: Callable[[Any], bool] = lambda thing: True
    page: Callable[[Any], int | None] = lambda thing: None
    unit: Callable[[Any], str] = lambda thing: ""
    pieces: Callable[[Any], Iterable[tuple[int, str]]] | None = None
    rows: Callable[[], QuerySet[Any]] | None = None

    @property
    def key(self) -> str:
        """The name under which the index keeps this kind."""
        return self.model._meta.label_lower


class PageMoments:
    """Where the moment of a page is found that is of one time: the way from Page to a field, "meetingpage__begins"."""

    def __init__(self) -> None:
        self._ways: list[str] = []

    def register(self, way: str) -> None:
        self._ways.append(way)

    def under(self, path: str) -> list[str]:
        """Return the ways to the moment of the page that a row reaches by `path`."""
        return [f"{path}__{way}" for way in self._ways]


class PagePapers:
    """Where the part of a page is found that a paper belongs to: the way from Paper to it, "agenda_items"."""

    def __init__(self) -> None:
        self.ways: list[str] = []

    def register(self, way: str) -> None:
        self.ways.append(way)


class Searchables:
    """Every kind of thing that can be found."""

    def __init__(self) -> None:
        self._kinds: dict[type[Model], Searchable] = {}
        self._hidden: dict[type[Model], list[Callable[[Any], bool]]] = {}

    def register(self, searchable: Searchable) -> None:
        self._kinds[searchable.model] = searchable

    def hide(self, model: type[Model], when: Callable[[Any], bool]) -> None:
        """Let another part keep things of `model` out of the index, `when` it says so."""
        self._hidden.setdefault(model, []).append(when)

    def of(self, model: type[Model]) -> Searchable:
        """Return how `model` is found; raise LookupError when no part offered it."""
        if model not in self._kinds:
            raise LookupError(f"{model.__name__} is not registered as searchable.")
        return self._kinds[model]

    def lets_in(self, thing: Model) -> bool:
        """Tell whether `thing` may be found: what is TLP:RED is for who was there, and never is."""
        model = type(thing)
        hidden = any(hides(thing) for hides in self._hidden.get(model, []))
        return tlp.of(thing) != tlp.Tlp.RED and self.of(model).shown(thing) and not hidden

    def named(self, key: str) -> str:
        """Return what the reader calls the kind that the index keeps as `key`."""
        return next((str(how.name) for how in self if how.key == key), key)

    def __iter__(self) -> Iterator[Searchable]:
        return iter(list(self._kinds.values()))


rights = Rights()
overview_panels = Panels()
workspace_panels = Panels()
searchables = Searchables()
page_moments = PageMoments()
page_ends = PageMoments()  # until when it goes on, "meetingpage__ends": guests are let go some time after it
page_papers = PagePapers()
doors = Doors()
