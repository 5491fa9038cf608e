"""A meeting that is published or taken back in Wagtail's editor is found from then on, or no more."""

from __future__ import annotations

from wagtail.signals import page_published, page_unpublished

from meetings.actions import finding
from meetings.models import MeetingPage


def renew(sender: type[MeetingPage], *, instance: MeetingPage, **told: object) -> None:
    finding.renew(instance)


def listen() -> None:
    for signal in (page_published, page_unpublished):
        signal.connect(renew, sender=MeetingPage, dispatch_uid="meetings.finding")
