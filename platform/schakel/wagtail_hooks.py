"""What the ground adds to Wagtail: links that only lead outside."""

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from schakel.content import external_links


@hooks.register("register_rich_text_features")
def offer_external_links(features: FeatureRegistry) -> None:
    external_links.register(features)
