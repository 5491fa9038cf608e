"""The front page, and pages that explain."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from cms import demo_box
from cms.models.helpdesk import HelpdeskPage
from cms.models.public import PublicPage
from cms.models.publications import PublicationPage
from schakel.content.blocks import ProseBlock
from schakel.workspaces.access import Person
from schakel.workspaces.desk.reach import FrontTester


class HomePage(PublicPage):
    """The public front: what this is, who meets here, whether the help desk answers now."""

    lead = models.TextField(_("inleiding"), blank=True)

    max_count = 1
    template = "cms/home.html"
    subpage_types: ClassVar[list[str]] = [
        "workspaces.WorkspacesPage",
        "cms.HelpdeskPage",
        "cms.PublicationIndexPage",
        "cms.InformationPage",
    ]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lead")]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("voorpagina")

    def permissions_for_user(self, user: Person) -> PagePermissionTester:
        """Let editors change the front and put pages under it; the right of the tree would reach the workspaces."""
        return FrontTester(user, self)

    def crumbs(self) -> list[tuple[str, str]]:
        """Return nothing: every path begins here."""
        return []

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        now = timezone.now()
        helpdesk = HelpdeskPage.objects.live().first()
        return {
            **super().get_context(request, *args, **kwargs),
            "helpdesk": helpdesk,
            "desk": helpdesk.at(now) if helpdesk else None,
            "newest": PublicationPage.objects.public_at(now).newest_first().first(),
            "demo_box": demo_box.box(),
        }


class InformationPage(PublicPage):
    """A page that explains something: accessibility, privacy, who we are."""

    lead = models.TextField(_("inleiding"), blank=True)
    body = StreamField(ProseBlock(), verbose_name=_("tekst"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/information.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("informatiepagina")
        verbose_name_plural = _("informatiepagina’s")
