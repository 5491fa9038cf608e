"""Pages that carry facts beside their prose, and whose facts say who sees them."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.url_routing import RouteResult

from schakel.workspaces import access
from schakel.workspaces.models import JudgedPage


class FactualPage(JudgedPage):
    """A page that the judge shows to some before it is live."""

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Show a page that is not live to whom the judge lets see it, instead of to nobody."""
        if path_components or self.live:
            return super().route(request, path_components)
        access.judge_page(request, self)
        return RouteResult(self)
