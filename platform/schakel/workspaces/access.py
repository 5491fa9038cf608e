"""The one judge of who may see and do. Everything that is read or changed asks here, at the moment itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page

from schakel import registries
from schakel.accounts.models import PlatformRole, User
from schakel.dated import Period, at_moment
from schakel.workspaces.models.seats import Membership
from schakel.workspaces.past import Past
from schakel.workspaces.roles import GUEST

if TYPE_CHECKING:
    from schakel.workspaces.models import JudgedPage, WorkspacePage

M = TypeVar("M", bound=Model)
Person = User | AnonymousUser
NOBODY: Mapping[int, frozenset[str]] = {}
LINGERS = timedelta(days=30)  # how long a guest sees a page that is over


@dataclass
class Standing:
    """What somebody is in one workspace at this moment, and from when until when there was a membership."""

    path: str
    past: str
    demands_second_factor: bool = False
    roles: frozenset[str] = frozenset()
    periods: list[Period] = field(default_factory=list)


@dataclass
class Visit:
    """What somebody is a guest of at this moment: a page as a whole, or only some parts of it."""

    workspace: int
    whole: bool = False
    parts: frozenset[int] = frozenset()
    demands_second_factor: bool = False


class OfWorkspace(Protocol):
    """Whatever belongs to a workspace."""

    @property
    def workspace(self) -> WorkspacePage: ...


def workspaces(user: Person) -> Mapping[int, frozenset[str]]:
    """Return the workspaces of `user` at this moment: id → roles there. Asked once per request (per user object)."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    known: dict[int, frozenset[str]] | None = user.__dict__.get("_roles_by_workspace")
    if known is None:
        standings = _standings(user)
        known = {pk: standing.roles for pk, standing in standings.items()}
        user.__dict__["_roles_by_workspace"], user.__dict__["_standings"] = known, standings
    return known


def _standings(user: User) -> dict[int, Standing]:
    """Return how `user` stands in each own workspace of this moment, with the periods that are over; one question."""
    now, found = timezone.now(), dict[int, Standing]()
    rows = Membership.objects.filter(user=user).values_list(
        "seat__workspace_id", "seat__workspace__path", "seat__workspace__past",
        "seat__workspace__demands_second_factor", "role",
        "since", "until", "seat__since", "seat__until",
    )  # fmt: skip
    for pk, path, past, demands, role, since, until, seat_since, seat_until in rows:
        period = Period(since, until).shared_with(Period(seat_since, seat_until))
        if period is None:
            continue
        standing = found.setdefault(pk, Standing(path, past, demands))
        standing.periods.append(period)
        if period.holds(now):
            standing.roles |= {role}
    return {pk: standing for pk, standing in found.items() if standing.roles}


def sits_where_a_second_factor_is_demanded(user: Person) -> bool:
    """Tell whether a workspace of `user` demands a second factor of all its members."""
    seated = any(user.__dict__["_standings"][pk].demands_second_factor for pk in workspaces(user))
    return seated or any(visit.demands_second_factor for visit in visits(user).values())


def visits(user: Person) -> Mapping[int, Visit]:
    """Return the pages that `user` is a guest of at this moment: id → how far. Asked once per user object."""
    if not isinstance(user, User) or not user.is_active:
        return {}
    known: dict[int, Visit] | None = user.__dict__.get("_visits")
    if known is None:
        known = user.__dict__["_visits"] = _visits(user)
    return known


def _visits(user: User) -> dict[int, Visit]:
    now, found, lasting = timezone.now(), dict[int, Visit](), Q()
    for way in registries.page_ends.under("page"):
        lasting &= Q(**{f"{way}__isnull": True}) | Q(**{f"{way}__gt": now - LINGERS})
    rows = user.admissions.filter(at_moment(now), lasting)
    for page, workspace, part, demands in rows.values_list(
        "page_id", "workspace_id", "part", "workspace__demands_second_factor"
    ):
        visit = found.setdefault(page, Visit(workspace, demands_second_factor=demands))
        if part is None:
            visit.whole = True
        else:
            visit.parts |= {part}
    return found


def visited_pages(user: Person, right: str, *, in_part: bool = False) -> list[int]:
    """Return the ids of the pages of which `user` is a guest, when guests have `right`: as a whole, or also in part."""
    return [pk for pk, visit in visits(user).items() if visit.whole or in_part] if _open_to_guests(right) else []


def visited_parts(user: Person, right: str) -> list[int]:
    """Return the ids of the parts of pages of which `user` is a guest, when guests have `right`."""
    return [part for visit in visits(user).values() for part in visit.parts] if _open_to_guests(right) else []


def _open_to_guests(right: str) -> bool:
    return GUEST in registries.rights.roles(right)


def visit_of(user: Person, page: JudgedPage) -> Visit | None:
    """Return how far `user` is a guest of `page`; None for who is none, or sees all of it as a member."""
    visit = visits(user).get(page.pk)
    member = visit is not None and (page.moment is None or _sat(user, visit.workspace, page.moment))
    return None if member else visit


def passes_through(user: Person, page: Page) -> bool:
    """Tell whether `user` is a guest of something in the workspace `page`: what is there is judged by itself."""
    return any(visit.workspace == page.pk for visit in visits(user).values())


def _visits_it(user: Person, right: str, of: OfWorkspace) -> bool:
    """Tell whether a guest has `right` on a page, or on what its queryset shows to guests of it."""
    if not _open_to_guests(right) or not visits(user):
        return False
    if isinstance(of, Page):
        return of.pk in visits(user)
    visible_to = getattr(type(of)._default_manager, "visible_to", None)  # type: ignore[attr-defined]
    return visible_to is not None and bool(visible_to(user).filter(pk=of.pk).exists())  # type: ignore[attr-defined]


def platform_roles(user: Person) -> frozenset[str]:
    """Return the platform roles (editor, administrator) of `user` at this moment."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    known: frozenset[str] | None = user.__dict__.get("_platform_roles")
    if known is None:
        known = frozenset(PlatformRole.objects.filter(at_moment(), user=user).values_list("role", flat=True))
        user.__dict__["_platform_roles"] = known
    return known


def forget(user: User) -> None:
    """Drop what was asked before on this user object: for processes that keep one longer than a request."""
    user.__dict__.pop("_roles_by_workspace", None)
    user.__dict__.pop("_standings", None)
    user.__dict__.pop("_visits", None)
    user.__dict__.pop("_platform_roles", None)


def roles_in(user: Person, workspace: int) -> frozenset[str]:
    """Return the roles of `user` in the workspace with this id."""
    return workspaces(user).get(workspace, frozenset())


def workspaces_with(user: Person, right: str) -> list[int]:
    """Return the ids of the workspaces in which `user` has `right`."""
    roles = registries.rights.roles(right)
    return [pk for pk, held in workspaces(user).items() if held & roles]


def may(user: Person, right: str, of: OfWorkspace | None = None) -> bool:
    """Tell whether `user` has `right`, in the workspace that `of` belongs to or, without one, on the platform."""
    roles = registries.rights.roles(right)
    if of is None:
        return bool(platform_roles(user) & roles)
    return bool(roles_in(user, of.workspace.pk) & roles) or _visits_it(user, right, of)


def fetch(model: type[M] | QuerySet[M], user: Person, right: str, **lookup: Any) -> M:
    """Return the one row that `user` may see and has `right` for.

    Raises Http404 for what is absent or hidden (both look alike), PermissionDenied for what may be seen but not done.
    The model's queryset says in `visible_to(user)` what may be seen.
    """
    rows: Any = model if isinstance(model, QuerySet) else model._default_manager.all()
    try:
        row: M = rows.visible_to(user).get(**lookup)
    except ObjectDoesNotExist as absent:
        raise Http404 from absent
    if not may(user, right, row):  # type: ignore[arg-type]
        raise PermissionDenied
    return row


def in_own_workspaces(user: Person, right: str, path: str = "workspace") -> Q:
    """Return the condition that a row, whose workspace is reached by `path`, is one in which `user` has `right`."""
    return Q(**{f"{path}__in": workspaces_with(user, right)})


def own_periods(user: Person, workspace: int) -> list[Period] | None:
    """Return the periods of which `user` may see what happened in a workspace; None when that is all of its past."""
    roles = roles_in(user, workspace)
    if not roles:
        return []
    standing: Standing = user.__dict__["_standings"][workspace]
    whole = standing.past == Past.BEGINNING or roles & registries.rights.roles("past.see")
    return None if whole else standing.periods


def saw(user: Person, of: OfWorkspace, moment: datetime) -> bool:
    """Tell whether what happened at `moment` in the workspace of `of` is in the part of its past that `user` sees."""
    return _sat(user, of.workspace.pk, moment) or (isinstance(of, Page) and of.pk in visits(user))


def _sat(user: Person, workspace: int, moment: datetime) -> bool:
    periods = own_periods(user, workspace)
    return periods is None or any(period.holds(moment) for period in periods)


def seers(workspace: WorkspacePage, moment: datetime) -> Q:
    """Return the condition that a user, a member of `workspace` now, sees what happened there at `moment`."""
    if workspace.past == Past.BEGINNING:
        return Q()
    rows = Membership.objects.filter(seat__workspace=workspace)
    then = rows.filter(at_moment(moment), at_moment(moment, prefix="seat__"))
    keepers = rows.current().filter(at_moment(prefix="seat__"), role__in=registries.rights.roles("past.see"))
    return Q(pk__in=then.values("user")) | Q(pk__in=keepers.values("user"))


def in_own_time(user: Person, right: str, *moments: str, path: str = "workspace") -> Q:
    """Return the condition that a row is of an own workspace, and of the part of its past that `user` sees there.

    `moments` name the fields that may say when it was; one of them has to fall in that part.
    """
    condition = Q(pk__in=[])
    for pk in workspaces_with(user, right):
        condition |= Q(**{path: pk}) & _within(own_periods(user, pk), moments)
    return condition


def _within(periods: list[Period] | None, moments: tuple[str, ...]) -> Q:
    condition = Q() if periods is None else Q(pk__in=[])
    for period in periods or []:
        for moment in moments:
            condition |= period.has(moment)
    return condition


def judge_page(request: HttpRequest, page: JudgedPage) -> None:
    """Let a request pass to `page`, or answer as if nothing were there."""
    if not page.is_visible_to(request.user):  # type: ignore[arg-type]
        raise Http404


def own_pages(user: Person, right: str, moment: str = "") -> Q:
    """Return the condition that a page stands in a workspace where `user` has `right`.

    With `moment`, the field that says when it was, also that it is of the part of the past that `user` sees there.
    A page that `user` is a guest of, as a whole, is one of them.
    """
    condition = Q(pk__in=visited_pages(user, right))
    for pk in workspaces_with(user, right):
        here = Q(path__startswith=user.__dict__["_standings"][pk].path)
        condition |= here & (_within(own_periods(user, pk), (moment,)) if moment else Q())
    return condition
