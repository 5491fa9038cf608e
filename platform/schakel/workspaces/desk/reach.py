"""How far somebody reaches at the desk: the one answer that Wagtail's screens and our fence both ask for."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page, PageQuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from schakel.accounts.models import Role
from schakel.workspaces import access
from schakel.workspaces.access import Person
from schakel.workspaces.models import JudgedTester


class DeskPolicy(PagePermissionPolicy):
    """Wagtail's policy on the synced groups; for editors also the home page, and not what stands under it.

    A permission on the home page would reach down into every workspace, so the editors' group has none there.
    """

    def explorable_instances(self, user: Person) -> PageQuerySet:
        pages = super().explorable_instances(user)
        return pages | self._front() if is_editor(user) else pages

    def explorable_root_instance(self, user: Person) -> Page | None:
        root = self._front().first() if is_editor(user) else None
        return root or super().explorable_root_instance(user)

    def _front(self) -> PageQuerySet:
        return self.model.objects.filter(sites_rooted_here__is_default_site=True)


class FrontTester(JudgedTester):
    """What Wagtail may do with the home page: editors change it and put pages under it, nobody takes it away."""

    def __init__(self, user: Person, page: Page) -> None:
        super().__init__(user, page)
        if is_editor(user):
            self.permissions |= {"add", "change", "publish"}

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False


def is_editor(user: Person) -> bool:
    """Tell whether `user` is an editor of the public pages at this moment."""
    return Role.EDITOR in access.platform_roles(user)


def explorable(user: Person) -> PageQuerySet:
    """Return the pages that `user` may know of at the desk."""
    return _policy().explorable_instances(user)


def root(user: Person) -> Page | None:
    """Return the page at which the desk of `user` begins."""
    return _policy().explorable_root_instance(user)


def reaches_all(user: Person, pages: set[int]) -> bool:
    """Tell whether `user` may know of every one of `pages`."""
    return not pages or explorable(user).filter(pk__in=pages).distinct().count() == len(pages)


def owns(user: Person, page: int) -> bool:
    """Tell whether `page` and all that stands under it is the user's to change."""
    return _policy().instances_user_has_any_permission_for(user, {"change"}).filter(pk=page).exists()


def _policy() -> Any:
    return policy_registry.get_by_type(Page)
