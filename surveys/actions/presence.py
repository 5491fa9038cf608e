"""The verb of presence: be seen. One row for each browser tab, forgotten after a day."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone

from surveys.models import Participant, Presence, Response


@transaction.atomic
def see(
    response: Response,
    client: uuid.UUID,
    *,
    section: str,
    question: str = "",
    writer: str = "",
    by: Participant | None,
) -> None:
    """Note where a browser tab is at work, in one statement. Not in the journal: it says where, never what."""
    row = Presence(
        response=response, client=client, participant=by, writer=writer, section=section, question=question[:200]
    )
    row.seen_at = timezone.now()
    Presence.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["response", "client"],
        update_fields=["participant", "writer", "section", "question", "seen_at"],
    )
