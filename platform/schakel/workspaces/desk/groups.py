"""Wagtail's groups, made equal to what memberships and platform roles give at this moment."""

from __future__ import annotations

from itertools import product

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import GroupPagePermission, Page

from schakel.accounts.models import User
from schakel.workspaces import access
from schakel.workspaces.desk import offers, reach

EDITORS = "editors"
ENTER = "wagtailadmin.access_admin"
ON_PAGES = ("add_page", "change_page", "publish_page")
# what Django and Wagtail keep on the user object for the length of a request
REMEMBERED = (
    "_perm_cache",
    "_user_perm_cache",
    "_group_perm_cache",
    "_page_permission_cache",
    "_explorable_root_page_cache",
)

# name of a group → what it may do with which page: (page, codename)
Grants = dict[str, set[tuple[int, str]]]


def sync_groups(user: User) -> bool:
    """Make the groups of `user` equal what is held at this moment; tell whether there is work at the desk at all.

    Asks three questions, one more for an editor and one that Wagtail asks anyway; writes only where something differs.
    """
    wanted = _wanted(user)
    if wanted != _held(user) or (wanted and user.get_group_permissions() != _rights(wanted)):
        _write(user, wanted)
    return bool(wanted)


def name_of(workspace: int) -> str:
    """Return the name of the group of the secretaries of a workspace."""
    return f"secretariat:{workspace}"


def public_pages() -> list[int]:
    """Return the ids of the pages right under the home page, but for the shelf of workspaces."""
    return list(Page.objects.filter(depth=3, workspacespage__isnull=True).values_list("pk", flat=True))


def _wanted(user: User) -> Grants:
    own = access.workspaces_with(user, "workspace.edit")
    wanted = {name_of(pk): set(product([pk], ON_PAGES)) for pk in own}
    if reach.is_editor(user):
        wanted[EDITORS] = set(product(public_pages(), ON_PAGES))
    return wanted


def _held(user: User) -> Grants:
    paths = ("name", "page_permissions__page_id", "page_permissions__permission__codename")
    held: Grants = {}
    for name, page, codename in Group.objects.filter(user=user.pk).values_list(*paths):
        held.setdefault(name, set()).update([(page, codename)] if page else [])
    return held


def _rights(names: Grants | set[str]) -> set[str]:
    return {ENTER, *(offers.rights() if EDITORS in names else ())}


@transaction.atomic
def _write(user: User, wanted: Grants) -> None:
    user.groups.set([_group(name, {page for page, _ in grants}) for name, grants in wanted.items()])
    for name in REMEMBERED:
        if hasattr(user, name):
            delattr(user, name)


def _group(name: str, pages: set[int]) -> Group:
    """Return the group `name`, with the three permissions on `pages`, its rights, and nothing else."""
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.set(_permissions(_rights({name})))
    held = GroupPagePermission.objects.filter(group=group)
    held.exclude(page_id__in=pages, permission__codename__in=ON_PAGES).delete()
    granted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ON_PAGES)
    GroupPagePermission.objects.bulk_create(
        [GroupPagePermission(group=group, page_id=page, permission=each) for page in pages for each in granted],
        ignore_conflicts=True,
    )
    return group


def _permissions(rights: set[str]) -> list[Permission]:
    named = Q(pk__in=[])
    for right in rights:
        app, _, codename = right.partition(".")
        named |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(named))
