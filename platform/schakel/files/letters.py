"""What mails about papers say: never a title."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from schakel.accounts.models import User
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from schakel.workspaces.models import WorkspacePage


def condemned(mail: OutgoingMail) -> Letter | None:
    """Tell the uploader that a paper was taken away."""
    person = User.objects.filter(email__iexact=mail.to, is_active=True).first()
    page = WorkspacePage.objects.filter(pk=mail.reference or 0).first()
    if person is None or page is None:
        return None
    with override(person.language):
        subject = _("Een stuk dat u toevoegde is verwijderd")
    url = f"{settings.BASE_URL}{page.url}"
    return Letter(subject, "paper_condemned", {"person": person, "url": url}, person.language)
