"""What the editor keeps of what somebody writes."""

from __future__ import annotations

import json

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from schakel.content.blocks import FEATURES


def kept(data: dict[str, object]) -> str:
    """Return the HTML that is stored when the word "hier" is a link with `data`."""
    block = {
        "key": "a",
        "text": "hier",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"key": 0, "offset": 0, "length": 4}],
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": data}
    written = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    return str(ContentstateConverter(features=FEATURES).to_database_format(written))


@pytest.mark.parametrize("url", ["https://voorbeeld.example/", "mailto:een@voorbeeld.example", "tel:112"])
def test_a_link_that_leads_outside_is_kept(url: str) -> None:
    assert f'<a href="{url}">hier</a>' in kept({"url": url})


@pytest.mark.parametrize("data", [{"id": 3, "url": "/werkruimtes/som/"}, {"id": 3}, {"url": "javascript:alert(1)"}, {}])
def test_of_any_other_link_the_words_remain(data: dict[str, object]) -> None:
    assert "hier" in kept(data)
    assert "<a" not in kept(data)


def test_a_link_survives_being_edited_again() -> None:
    converter = ContentstateConverter(features=FEATURES)
    stored = kept({"url": "https://voorbeeld.example/"})
    assert 'href="https://voorbeeld.example/"' in converter.to_database_format(converter.from_database_format(stored))
