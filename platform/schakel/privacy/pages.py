"""Which pages, and which of their revisions, stay as they are: what was adopted or opened."""

from __future__ import annotations

from wagtail.models import Page

from schakel.privacy.declaring import Rows
from schakel.workspaces.models import JudgedPage

SEALED = "What was adopted or opened is sealed; of its revisions, the one that was adopted stays."


def frozen(rows: Rows) -> Rows:
    """Return the pages among `rows` that nobody may change any more."""
    return rows.filter(pk__in=[page.pk for page in _frozen_pages()])


def frozen_revisions(rows: Rows) -> Rows:
    """Return the revisions among `rows` that are the text of a page that nobody may change any more."""
    return rows.filter(pk__in=[page.live_revision_id for page in _frozen_pages()])


def _frozen_pages() -> list[Page]:
    return [page for page in Page.objects.specific().iterator() if isinstance(page, JudgedPage) and page.is_frozen]
