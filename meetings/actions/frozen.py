"""Whether a meeting may still change, asked while nobody else can adopt its minutes."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Page

from meetings.models import MeetingPage, MinutesPage


def lock(page: Page) -> None:
    """Hold the row of `page` until the transaction ends (SQLite holds the whole database anyway)."""
    Page.objects.select_for_update().get(pk=page.pk)


def open_for_change(meeting: MeetingPage) -> None:
    """Hold `meeting` and refuse when its minutes were adopted. Raises ValidationError."""
    lock(meeting)
    if MinutesPage.objects.child_of(meeting).filter(status=MinutesPage.Status.ADOPTED).exists():
        raise ValidationError(_("De notulen van deze vergadering zijn vastgesteld. Er kan niets meer veranderen."))
