"""The feature "external-link" of the editor: an address on the web, an e-mail address or a number; never a page.

Wagtail's own feature "link" also stores links to pages, and writes their addresses for whoever reads the text.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.whitelist import check_url

NAME = "external-link"
OUTSIDE = reverse_lazy("wagtailadmin_choose_page_external_link")


def written(props: dict[str, Any]) -> Any:
    """Write a link with an address; of anything else, such as a page that was chosen after all, its words alone."""
    url = None if props.get("id") else check_url(props.get("url") or "")
    return DOM.create_element("a", {"href": url}, props["children"]) if url else props["children"]


def register(features: FeatureRegistry) -> None:
    """Offer the feature to the editor; `FEATURES` in blocks.py asks for it by name."""
    choosers = {
        "pageChooser": OUTSIDE,
        "externalLinkChooser": OUTSIDE,
        "emailLinkChooser": reverse_lazy("wagtailadmin_choose_page_email_link"),
        "phoneLinkChooser": reverse_lazy("wagtailadmin_choose_page_phone_link"),
        "anchorLinkChooser": OUTSIDE,
    }
    look = {
        "type": "LINK",
        "icon": "link",
        "description": _("Koppeling"),
        "attributes": ["url", "id", "parentId"],
        "allowlist": {"href": "^(http:|https:|undefined$)"},
        "chooserUrls": choosers,
    }
    features.register_editor_plugin("draftail", NAME, EntityFeature(look, js=["wagtailadmin/js/page-chooser-modal.js"]))
    features.register_converter_rule(
        "contentstate",
        NAME,
        {
            "from_database_format": {"a[href]": ExternalLinkElementHandler("LINK")},
            "to_database_format": {"entity_decorators": {"LINK": written}},
        },
    )
