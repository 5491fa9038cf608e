"""Show the panels that the parts filled, and the tabs that lead to them: `{% load panels %}`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.template import Context, Library, Template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from schakel.registries import Panel

register = Library()
Pair = tuple[Panel, dict[str, Any]]


@dataclass(frozen=True)
class Tab:
    """A link to a panel on this page."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@register.simple_tag(takes_context=True)
def panel(context: Context, pair: Pair) -> SafeString:
    """Render one panel with what its part filled in."""
    offered, given = pair
    with context.push({**given, "panel": offered}):
        template = cast("Template", context.template).engine.get_template(offered.template)
        return template.render(context)


@register.simple_tag
def tabs_of(panels: list[Pair], side_panels: list[Pair], url: str) -> list[Tab]:
    """Return the tabs of a page: itself, and each panel that names a `tab` and its `anchor`."""
    named = [given for _panel, given in [*panels, *side_panels] if given.get("tab")]
    links = [Tab(given["tab"], f"#{given['anchor']}", count=given.get("count")) for given in named]
    return [Tab(_("Overzicht"), url, current=True), *links]
