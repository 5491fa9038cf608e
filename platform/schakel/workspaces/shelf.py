"""The verb of standing papers that the workspace adds to those of papers: classify."""

from __future__ import annotations

from django.db import transaction

from schakel.accounts.models import User
from schakel.files.models import Paper
from schakel.search import index
from schakel.workspaces import marks


@transaction.atomic
def classify(paper: Paper, mark: str, *, reason: str = "", by: User | None) -> None:
    """Give a standing paper another mark; what becomes TLP:RED leaves the index. Raises ValidationError."""
    if marks.classify(paper, mark, reason=reason, by=by):
        index.put(paper)
