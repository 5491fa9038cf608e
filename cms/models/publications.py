"""Publications, which may be under embargo: the clock is asked at each request, and no job has to run."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.models.public import PublicPage
from schakel.content.blocks import ProseBlock


class PublicationQuerySet(PageQuerySet):
    def public_at(self, moment: datetime) -> PublicationQuerySet:
        """Return the publications that anybody may know of at `moment`."""
        past = models.Q(embargo_until__isnull=True) | models.Q(embargo_until__lte=moment)
        public: PublicationQuerySet = self.live().filter(past)
        return public

    def newest_first(self) -> PublicationQuerySet:
        """Return the publications by the moment at which they became public."""
        ordered: PublicationQuerySet = self.order_by(Coalesce("embargo_until", "first_published_at").desc(), "-pk")
        return ordered


class PublicationIndexPage(PublicPage):
    """The shelf of publications; it shows those that are public at the moment of asking."""

    lead = models.TextField(_("inleiding"), blank=True)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.PublicationPage"]
    template = "cms/publications.html"
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("publicaties")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        public = PublicationPage.objects.child_of(self).public_at(timezone.now()).newest_first()
        return {**super().get_context(request, *args, **kwargs), "publications": public}


class PublicationPage(PublicPage):
    """A report or figures. Until its embargo ends, it is as if it were not there; the desk shows it to editors."""

    series = models.CharField(_("soort"), max_length=60, blank=True, help_text=_("Bijvoorbeeld: Jaarcijfers"))
    summary = models.TextField(_("samenvatting"), blank=True)
    embargo_until = models.DateTimeField(
        _("embargo tot"), null=True, blank=True, help_text=_("Tot dit moment is de pagina er voor niemand.")
    )
    body = StreamField(ProseBlock(), verbose_name=_("tekst"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["cms.PublicationIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/publication.html"
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("series"),
        FieldPanel("embargo_until"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]

    objects: ClassVar[Any] = PageManager.from_queryset(PublicationQuerySet)()

    class Meta:
        verbose_name = _("publicatie")
        verbose_name_plural = _("publicaties")

    def is_public_at(self, moment: datetime) -> bool:
        """Tell whether anybody may know of this publication at `moment`; at the end of the embargo itself they may."""
        return self.live and (self.embargo_until is None or self.embargo_until <= moment)

    @property
    def public_since(self) -> datetime | None:
        """The moment from which anybody may read this."""
        return self.embargo_until or self.first_published_at

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer as if nothing were there before the moment."""
        if not self.is_public_at(timezone.now()):
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask again: whatever leads here, the page itself keeps the embargo."""
        if not self.is_public_at(timezone.now()):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        urls: list[dict[str, Any]] = super().get_sitemap_urls(request)
        return urls if self.is_public_at(timezone.now()) else []
