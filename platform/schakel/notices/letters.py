"""What notices say in a mail: neutral sentences and a link. To whom they still go is asked when the mail leaves."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from schakel.accounts.models import User
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from schakel.notices import paces
from schakel.notices.models import Notice
from schakel.notices.tasks import subject_of


@dataclass(frozen=True)
class Told:
    """One line of a digest."""

    says: str
    url: str


def reader(mail: OutgoingMail) -> bool:
    """Let the mail go to who should know at this moment and wants to."""
    person, notice = _person(mail), Notice.objects.filter(pk=mail.reference or 0).first()
    return person is not None and notice is not None and _concerns(notice, person)


def letter(mail: OutgoingMail) -> Letter | None:
    """Write what happened, in the language of the reader."""
    person, notice = _person(mail), Notice.objects.filter(pk=mail.reference or 0).first()
    if person is None or notice is None:
        return None
    with override(person.language):
        told = _told(notice)
        context = {"name": person.name, "says": told.says, "url": told.url, "choose": _choose()} if told else None
        return (
            Letter(gettext("Er is nieuws voor u op Schakel"), "notice", context, person.language) if context else None
        )


def digest(mail: OutgoingMail) -> Letter | None:
    """Write all that waited and still concerns its reader; nothing when nothing does."""
    person = _person(mail)
    if person is None:
        return None
    notices = [row.notice for row in mail.receipts.select_related("notice").order_by("notice__at", "pk")]
    with override(person.language):
        told = [line for notice in notices if _concerns(notice, person) and (line := _told(notice))]
        count = len(told)
        title = ngettext(
            "Er is %(count)s bericht voor u op Schakel", "Er zijn %(count)s berichten voor u op Schakel", count
        )
        context = {
            "name": person.name,
            "told": told,
            "url": settings.BASE_URL + reverse("notices"),
            "choose": _choose(),
        }
        return Letter(title % {"count": count}, "digest", context, person.language) if told else None


def _person(mail: OutgoingMail) -> User | None:
    return User.objects.filter(email__iexact=mail.to, is_active=True).first()


def _concerns(notice: Notice, person: User) -> bool:
    subject = subject_of(notice)
    if subject is None:
        return False
    kind, thing = subject
    return kind.to(thing).filter(pk=person.pk).exists() and not paces.is_off(person, kind.workspace(thing))


def _told(notice: Notice) -> Told | None:
    subject = subject_of(notice)
    return Told(subject[0].says(subject[1]), settings.BASE_URL + subject[0].url(subject[1])) if subject else None


def _choose() -> str:
    return settings.BASE_URL + reverse("notices")
