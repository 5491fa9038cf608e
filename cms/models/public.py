"""What all public pages share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PagePermissionTester

from schakel.workspaces import access
from schakel.workspaces.access import Person
from schakel.workspaces.models import JudgedTester


class PublicPage(Page):
    """A page that anybody may read."""

    class Meta:
        abstract = True

    search_fields: ClassVar[list[Any]] = []
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]
    settings_panels: ClassVar[list[Any]] = []
    show_in_menus_default = False

    def permissions_for_user(self, user: Person) -> PagePermissionTester:
        """Let an editor do what the rights of the tree say, but take no page out of its place."""
        return JudgedTester(user, self)

    def crumbs(self) -> list[tuple[str, str]]:
        """Return the path to this page, as label and address."""
        above = self.get_ancestors().filter(depth__gt=2).order_by("depth")
        return [
            (_("Startpagina"), "/"),
            *((page.title, page.url or "/") for page in above),
            (self.title, self.url or "/"),
        ]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer for this moment alone: hours and embargoes depend on the clock, so nobody may keep the answer."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["crumbs"] = self.crumbs()
        if access.may(request.user, "site.edit"):
            context["edit_url"] = reverse("wagtailadmin_pages:edit", args=[self.pk])
        return context
