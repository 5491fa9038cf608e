"""The panels that show the ground itself: members and papers of a workspace, my workspaces, other doors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel.accounts.models import User
from schakel.directory.models import Municipality, Organisation
from schakel.registries import Panel, overview_panels, workspace_panels
from schakel.shelf import reading
from schakel.workspaces import access
from schakel.workspaces.models import Membership, Seat, WorkspacePage
from schakel.workspaces.roles import Role

ROLES = [Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.SUBSTITUTE, Role.ANALYST, Role.OBSERVER]
PAPERS = 10


@dataclass(frozen=True)
class Place:
    """A seat with who sits there now."""

    seat: Seat
    people: list[Membership]


def members(workspace: WorkspacePage, user: User) -> dict[str, Any]:
    """Return the people of a workspace by organisation, the empty seats with them."""
    sitting = Membership.objects.current().filter(user__is_active=True).select_related("user").order_by("user__name")
    seats = (
        Seat.objects.current()
        .filter(workspace=workspace)
        .select_related("organisation")
        .prefetch_related(Prefetch("memberships", queryset=sitting, to_attr="taken"))
    )
    places = sorted((Place(seat, _by_role(seat.taken)) for seat in seats), key=_rank)
    taken = sum(bool(place.people) for place in places)
    return {"tab": _("Leden"), "anchor": "leden", "places": places, "taken": taken, "reader": user}


def _by_role(people: list[Membership]) -> list[Membership]:
    return sorted(people, key=lambda membership: ROLES.index(Role(membership.role)))


def _rank(place: Place) -> tuple[bool, bool, str]:
    chairs = any(membership.role == Role.CHAIR for membership in place.people)
    return (not chairs, place.seat.organisation is None, str(place.seat).lower())


def papers(workspace: WorkspacePage, user: User) -> dict[str, Any] | None:
    """Return the standing papers of a workspace, the newest first."""
    found, may_add = reading.on_shelf(workspace, user), access.may(user, "standing.edit", workspace)
    if not found and not may_add:
        return None
    told = {"tab": _("Stukken"), "anchor": "stukken", "shelved": found[:PAPERS], "many": len(found)}
    return {**told, "workspace": workspace, "may_add": may_add}


def about(workspace: WorkspacePage, user: User) -> dict[str, Any]:
    """Return the facts of a workspace, and for a secretary where to change them."""
    edit = reverse("wagtailadmin_pages:edit", args=[workspace.pk])
    return {
        "workspace": workspace,
        "edit_url": edit if access.may(user, "workspace.edit", workspace) else "",
        "sees_seats": access.may(user, "seats.see", workspace),
    }


def my_workspaces(user: User) -> dict[str, Any]:
    """Return the workspaces of a person with the roles there; for who has none, what there is to do instead."""
    roles = access.workspaces(user)
    pages = WorkspacePage.objects.visible_to(user).order_by("path")
    own = [(page, _roles(roles[page.pk])) for page in pages]
    return {"workspaces": own, "municipality": None if own else _municipality(user)}


def _roles(names: frozenset[str]) -> str:
    held = sorted((Role(name) for name in names), key=ROLES.index)
    return ", ".join(str(role.label) for role in held)


def _municipality(user: User) -> str:
    own: QuerySet[Municipality] = Municipality.objects.filter(
        organisation__kind=Organisation.Kind.MUNICIPALITY,
        organisation__affiliations__in=user.affiliations.current(),
    )
    first = own.select_related("organisation").first()
    return first.organisation.name if first else ""


def doors(user: User) -> dict[str, Any] | None:
    """Return the other doors that are open to a person: people, public pages, the desk."""
    links = []
    if access.may(user, "people.see"):
        links.append((_("Mensen uitnodigen en toelaten"), reverse("people")))
    if access.may(user, "site.edit"):
        links.append((_("Openbare pagina’s bewerken"), reverse("wagtailadmin_home")))
    edited = len(access.workspaces_with(user, "workspace.edit"))
    if edited:
        link = ngettext("Werkruimte bewerken", "Werkruimtes bewerken", edited)
        links.append((link, reverse("wagtailadmin_home")))
    return {"links": links} if links else None


def offer() -> None:
    """Put the panels in their places: members and "about" come last."""
    workspace_panels.register(Panel("workspaces.members", "cms/panels/members.html", members, order=90))
    workspace_panels.register(Panel("workspaces.papers", "cms/panels/papers.html", papers, order=60, side=True))
    workspace_panels.register(Panel("workspaces.about", "cms/panels/about.html", about, order=90, side=True))
    overview_panels.register(Panel("workspaces.mine", "cms/panels/my_workspaces.html", my_workspaces, order=80))
    overview_panels.register(Panel("cms.doors", "cms/panels/doors.html", doors, order=90, side=True))
