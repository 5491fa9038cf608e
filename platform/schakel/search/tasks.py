"""What the worker does for the index: read what is inside files."""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django_tasks import task

from schakel.search import index
from schakel.search.models import Entry


@task(backend="background")
def read_inside(pk: int) -> str:
    """Read the file of one entry; doing it again gives the same."""
    entry = Entry.objects.filter(pk=pk).select_related("content_type").first()
    try:
        return "read" if entry and index.read(entry) else "gone"
    except ObjectDoesNotExist:
        return "gone"
