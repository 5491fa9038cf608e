"""What the worker does for the fieldwork."""

from __future__ import annotations

from django_tasks import task

from surveys.actions import mailings
from surveys.models import Mailing


@task(backend="background", queue_name="mail")
def run_mailing(pk: int) -> str:
    """Write to as many contacts as may be in this minute, until a mailing is done."""
    mailing = Mailing.objects.filter(pk=pk).select_related("survey").first()
    return mailings.run(mailing) if mailing else "gone"
