"""The verb of a bounce: mark the contacts whose address did not take our mail."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from schakel import journal
from schakel.push.announcing import announce
from schakel.workspaces.models import WorkspacePage
from surveys.bounces import Failure
from surveys.models import Contact
from surveys.rights import HOME


@transaction.atomic
def take(failure: Failure) -> str:
    """Mark each contact of now with this address; tell in a word what became of it.

    "marked", "known" (it was marked already), "temporary" (the server still tries: nothing is marked) or "unknown"
    (nobody's address).
    """
    mine = Contact.objects.current().filter(email__iexact=failure.address)
    if not mine.exists():
        return "unknown"
    if not failure.is_final:
        return "temporary"
    fresh = list(mine.filter(bounced_at__isnull=True).select_related("municipality"))
    marked = [each for each in fresh if _mark(each, failure.reason)]
    if marked:
        announce(WorkspacePage.objects.get(slug=HOME), "survey.bounced", marked[0].pk)
    return "marked" if marked else "known"


def _mark(contact: Contact, reason: str) -> bool:
    mine = Contact.objects.filter(pk=contact.pk, bounced_at__isnull=True)
    if not mine.update(bounced_at=timezone.now(), bounce=reason):
        return False
    journal.record("contact.bounce", of=contact, by=None, municipality=contact.municipality.cbs_code)
    return True
