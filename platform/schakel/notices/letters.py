"""What a notice says in a mail: a neutral sentence and a link."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext, override

from schakel.accounts.models import User
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from schakel.notices import kinds
from schakel.notices.models import Notice


def reader(mail: OutgoingMail) -> bool:
    """Let the mail go to who should know at this moment."""
    person, _ = _read(mail)
    return person is not None


def letter(mail: OutgoingMail) -> Letter | None:
    """Write what happened, in the language of the reader; nothing when it is no longer so."""
    person, told = _read(mail)
    if person is None or told is None:
        return None
    kind, thing = told
    with override(person.language):
        context = {"name": person.name, "says": kind.says(thing), "url": settings.BASE_URL + kind.url(thing)}
        return Letter(gettext("Er is nieuws voor u op Schakel"), "notice", context, person.language)


def _read(mail: OutgoingMail) -> tuple[User | None, tuple[kinds.Kind, object] | None]:
    notice = Notice.objects.filter(pk=mail.reference or 0).first()
    kind = kinds.of(notice.kind) if notice else None
    thing = kind.model._default_manager.filter(pk=notice.reference).first() if notice and kind else None
    if kind is None or thing is None:
        return None, None
    return kind.to(thing).filter(email__iexact=mail.to, is_active=True).first(), (kind, thing)
