"""What the mails about a round say. Their links are made at the moment of sending."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.accounts.models import User
from schakel.directory.models import Affiliation
from schakel.mail import receivers
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from surveys.actions import extensions
from surveys.models import Extension, Invitation, Submission


def employee(mail: OutgoingMail) -> bool:
    """Let the mail, which holds the link of a municipality, go to who works there at this moment."""
    invited = Invitation.objects.filter(pk=mail.reference or 0).values("municipality__organisation")
    work = Affiliation.objects.current().filter(organisation__in=invited)
    return work.filter(user__email__iexact=mail.to, user__is_active=True).exists()


def invitation(mail: OutgoingMail) -> Letter | None:
    """Write the invitation; not when it was withdrawn or the round has closed meanwhile."""
    row = Invitation.objects.with_all().filter(pk=mail.reference or 0).first()
    if row is None or row.withdrawn or not row.is_open:
        return None
    context = {"invitation": row, "survey": row.survey, "url": settings.BASE_URL + row.path}
    return Letter(_("Er staat een vragenlijst voor uw gemeente klaar"), "survey_invitation", context)


def sender(mail: OutgoingMail) -> bool:
    """Let a receipt go to who sent it in: an account, or an address that was confirmed."""
    sent = Submission.objects.filter(pk=mail.reference or 0)
    return receivers.account(mail) or sent.filter(participant__email__iexact=mail.to).exists()


def concerned(mail: OutgoingMail) -> bool:
    """Let a decision go to whom it concerns at this moment."""
    asked = _extension(mail)
    return asked is not None and mail.to.lower() in {address.lower() for address in extensions.addresses(asked)}


def _extension(mail: OutgoingMail) -> Extension | None:
    rows = Extension.objects.select_related("invitation__survey", "invitation__municipality__organisation", "asked_by")
    return rows.filter(pk=mail.reference or 0).first()


def extension(mail: OutgoingMail) -> Letter | None:
    """Write whether more time was given."""
    asked = _extension(mail)
    if asked is None or asked.granted is None:
        return None
    url = settings.BASE_URL + asked.invitation.path  # the page's own address has its title
    context = {"asked": asked, "invitation": asked.invitation, "survey": asked.invitation.survey, "url": url}
    return Letter(_("Over uw vraag om meer tijd"), "survey_extension", context)


def receipt(mail: OutgoingMail) -> Letter | None:
    """Write the receipt to the person who submitted."""
    sent = Submission.objects.select_related("response__survey", "response__organisation")
    row = sent.filter(pk=mail.reference or 0).first()
    if row is None:
        return None
    person = User.objects.filter(email__iexact=mail.to).first()
    url = settings.BASE_URL + reverse("survey_receipt_of", args=[row.pk])  # the page's own address has its title
    context = {"submission": row, "survey": row.response.survey, "person": person, "url": url}
    return Letter(_("Ontvangstbewijs"), "survey_receipt", context, person.language if person else "nl")
