"""What prose is made of, in workspaces and on the public pages: text and tables; nothing that a chooser could leak."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import RichTextBlock, StreamBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

# no images, documents, embeds or page links: their choosers and addresses ask nobody who may see them
FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "external-link"]
IN_A_CELL = ["bold", "italic", "external-link"]


class ProseBlock(StreamBlock):
    """Paragraphs with headings, lists and external links, and tables."""

    text = RichTextBlock(label=_("Tekst"), features=FEATURES, icon="pilcrow")
    table = TypedTableBlock([("text", RichTextBlock(label=_("Tekst"), features=IN_A_CELL))], label=_("Tabel"))

    class Meta:
        label = _("Tekst")
