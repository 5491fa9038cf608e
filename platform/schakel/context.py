"""What every page shows around its content: the navigation, the account menu and the strip of the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from schakel import registries
from schakel.accounts import sessions
from schakel.accounts.models import User
from schakel.workspaces import access

if TYPE_CHECKING:
    from schakel.workspaces.models import WorkspacePage


@dataclass(frozen=True)
class NavItem:
    """One link of the navigation."""

    label: str
    url: str
    current: bool = False


def crumbs_of(
    workspace: WorkspacePage, *below: tuple[str, str], reader: access.Person | None = None
) -> list[tuple[str, str]]:
    """Return the pages above a page of `workspace`, ending with `below`; a `reader` who is a guest has none above."""
    if reader is not None and not access.may(reader, "workspace.see", workspace):
        return [*below]
    return [(_("Werkruimtes"), "/werkruimtes/"), (workspace.title, workspace.url), *below]


def _items(request: HttpRequest, pairs: list[tuple[str, str]]) -> list[NavItem]:
    return [NavItem(label, url, request.path.startswith(url) and url != "/") for label, url in pairs]


def _nav(request: HttpRequest) -> list[NavItem]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        desk, publications = (_("Hulp en advies"), "/helpdesk/"), (_("Publicaties"), "/publicaties/")
        return _items(request, [(_("Over ons"), "/#overleggen"), desk, publications])
    pairs = [(_("Mijn overzicht"), reverse("overview"))]
    if access.workspaces(user):
        pairs += [(_("Werkruimtes"), "/werkruimtes/")]
    pairs += [(str(door.label), reverse(door.url_name)) for door in registries.doors.open_to(user)]
    if access.workspaces(user):
        pairs += [(_("Zoeken"), reverse("search"))]
    if access.may(user, "people.see"):
        pairs += [(_("Mensen"), reverse("people"))]
    if access.workspaces_with(user, "workspace.edit") or access.may(user, "site.edit"):
        pairs += [(_("Beheer"), "/beheer/")]
    return _items(request, pairs)


def _account_links(request: HttpRequest) -> list[NavItem]:
    return _items(
        request,
        [
            (_("Berichten"), reverse("notices")),
            (_("Wachtwoord wijzigen"), reverse("account_change_password")),
            (_("E-mailadres wijzigen"), reverse("account_email")),
            (_("Tweede stap bij inloggen"), reverse("mfa_index")),
            (_("Waar ben ik ingelogd?"), reverse("usersessions_list")),
        ],
    )


def _footer_links(request: HttpRequest) -> list[NavItem]:
    return _items(
        request,
        [
            (_("Toegankelijkheid"), "/toegankelijkheid/"),
            (_("Privacy en geheimhouding"), "/privacy/"),
            (_("Een kwetsbaarheid melden"), "/kwetsbaarheid-melden/"),
        ],
    )


def _session(request: HttpRequest) -> dict[str, int] | None:
    """Return what the script needs that warns before a session ends."""
    user, session = getattr(request, "user", None), getattr(request, "session", None)
    return {"left": sessions.left(session, user), "who": user.pk} if isinstance(user, User) and session else None


def house(request: HttpRequest) -> dict[str, Any]:
    """Return what base.html needs; what asks the database is asked only when it is shown."""
    return {
        "demo": settings.DEMO,
        "session": SimpleLazyObject(lambda: _session(request)),
        "nav": SimpleLazyObject(lambda: _nav(request)),
        "account_links": SimpleLazyObject(lambda: _account_links(request)),
        "footer_links": SimpleLazyObject(lambda: _footer_links(request)),
    }
