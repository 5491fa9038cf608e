"""What the mails about minutes say: that there is something to read, not what."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override

from meetings.models import MinutesPage
from schakel.accounts.models import User
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter


def reader(mail: OutgoingMail) -> bool:
    """Let the mail go to who may read these minutes at this moment."""
    page = MinutesPage.objects.filter(pk=mail.reference).first()
    person = User.objects.filter(email__iexact=mail.to, is_active=True).first()
    return page is not None and person is not None and page.is_visible_to(person)


def circulated(mail: OutgoingMail) -> Letter | None:
    return _letter(mail, MinutesPage.Status.CIRCULATED, "minutes_circulated")


def adopted(mail: OutgoingMail) -> Letter | None:
    return _letter(mail, MinutesPage.Status.ADOPTED, "minutes_adopted")


def _letter(mail: OutgoingMail, status: str, template: str) -> Letter | None:
    """Write to whom may read these minutes at this moment; to nobody when they are no longer what the mail says."""
    page = MinutesPage.objects.filter(pk=mail.reference, status=status).first()
    person = User.objects.filter(email__iexact=mail.to, is_active=True).first()
    if page is None or person is None or not page.live or not page.is_visible_to(person):
        return None
    with override(person.language):
        url = settings.BASE_URL + reverse("minutes", args=[page.meeting.pk])  # the page's own address has its title
        context = {"name": person.name, "url": url}
        return Letter(gettext("Er staan notulen voor u klaar op Schakel"), template, context, person.language)
