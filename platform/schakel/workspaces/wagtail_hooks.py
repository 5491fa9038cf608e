"""Narrow Wagtail's screens to one's own pages, and keep pages where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import RecentEditsPanel
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import AbstractPage, Page, PageQuerySet
from wagtail.permissions import register_permission_policy

from schakel.accounts.models import User
from schakel.spreadsheets import harmless
from schakel.workspaces.access import Person
from schakel.workspaces.desk import groups, reach
from schakel.workspaces.desk.fence import is_open
from schakel.workspaces.desk.listing import OwnPages
from schakel.workspaces.desk.views import NotInstalled
from schakel.workspaces.models import WorkspacePage

register_permission_policy(AbstractPage, reach.DeskPolicy(Page))

LAST = 1000  # after Wagtail's own hook of the same name


@hooks.register("register_admin_viewset")
def list_own_pages() -> OwnPages:
    return OwnPages()


@hooks.register("construct_page_chooser_queryset")
def offer_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.filter(pk__in=reach.explorable(request.user).values("pk"))


@hooks.register("construct_admin_api")
def name_what_is_not_installed(router: WagtailAPIRouter) -> None:
    for name in ("images", "documents"):
        router.register_endpoint(name, NotInstalled)


# ---------------------------------------------------------------- what the frame shows
@hooks.register("insert_global_admin_js")
def start_calendars() -> SafeString:
    """Do what scripts within Wagtail's pages would do, were they allowed (docs/security/desk-csp.md)."""
    return format_html('<script src="{}" defer></script>', static("schakel/desk.js"))


class OwnRecentEdits(RecentEditsPanel):
    """Wagtail's list of what somebody wrote last, without the pages that are no longer theirs to know of."""

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        own = set(reach.explorable(parent_context["request"].user).values_list("pk", flat=True))
        return {**context, "last_edits": [edit for edit in context["last_edits"] if edit[1].pk in own]}


@hooks.register("construct_main_menu", order=LAST)
@hooks.register("construct_reports_menu", order=LAST)
@hooks.register("construct_settings_menu", order=LAST)
@hooks.register("construct_help_menu", order=LAST)
def show_what_is_open(request: HttpRequest, items: list[MenuItem]) -> None:
    """Keep what leads to an open screen; "#" is a menu with something left in it, or a key to press."""
    items[:] = [item for item in items if item.url == "#" or _leads_somewhere(item.url, request.user)]


def _leads_somewhere(url: str, user: Person) -> bool:
    try:
        return is_open(resolve(url).view_name, user)
    except Resolver404:
        return False


@hooks.register("construct_homepage_panels", order=LAST)
def show_own_edits(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [OwnRecentEdits()]


@hooks.register("construct_homepage_summary_items", order=LAST)
def count_nothing(request: HttpRequest, items: list[Component]) -> None:
    """Leave out how many pages there are: Wagtail counts those of others too."""
    items.clear()


@hooks.register("before_publish_page")
def reach_what_was_just_made(request: HttpRequest, page: Page) -> None:
    """Take up a page that this request put under the home page; Wagtail asks once more whether it may be published."""
    if isinstance(request.user, User):
        groups.sync_groups(request.user)


@hooks.register("insert_global_admin_js")
def warn_before_the_session_ends() -> SafeString:
    """Let the editor warn and log in again in place; who it is, the script asks at once."""
    return format_html(
        '<script src="{}" data-session="{}" data-window="{}" data-left="0" defer></script>',
        static("schakel/session.js"),
        reverse("account_session"),
        reverse("account_session_window"),
    )


# Wagtail writes titles into its reports as they stand; in .xlsx it sets the type itself
SpreadsheetExportMixin.custom_value_preprocess |= {object: {SpreadsheetExportMixin.FORMAT_CSV: harmless}}


# ---------------------------------------------------------------- what is not done here
@hooks.register("before_move_page")
@hooks.register("before_copy_page")
@hooks.register("before_convert_alias_page")
def keep_in_place(request: HttpRequest, *pages: Page) -> None:
    raise PermissionDenied(_("Een pagina blijft waar zij staat."))


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
def keep_workspaces(request: HttpRequest, page: Page) -> None:
    if isinstance(page.specific, WorkspacePage):
        raise PermissionDenied(_("Een werkruimte verdwijnt niet aan dit bureau."))


@hooks.register("before_bulk_action")
def keep_workspaces_in_bulk(request: HttpRequest, action: str, pages: Iterable[Page], view: Any) -> None:
    if action in ("delete", "unpublish"):
        for page in pages:
            keep_workspaces(request, page)
