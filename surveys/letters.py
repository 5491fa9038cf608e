"""What the mails about a round say. Their links are made at the moment of sending."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel.accounts.models import User
from schakel.directory.models import Affiliation
from schakel.mail import receivers
from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from surveys.actions import codes, extensions
from surveys.invited import addresses
from surveys.models import Code, Delegation, Extension, Invitation, Response, SignOff, Submission


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


def code_reader(mail: OutgoingMail) -> bool:
    """Let a code go to the address that it is made for, while that is one of those that the invitation knows."""
    row = Code.objects.select_related("invitation__municipality").filter(pk=mail.reference or 0).first()
    return row is not None and any(known.email == mail.to for known in addresses(row.invitation))


def code(mail: OutgoingMail) -> Letter | None:
    """Write the code; not when it was used or replaced meanwhile."""
    row = Code.objects.filter(pk=mail.reference or 0, used_at__isnull=True).first()
    if row is None or row.sent_at <= timezone.now() - codes.VALID:
        return None
    invitation = Invitation.objects.with_all().get(pk=row.invitation_id)
    url = settings.BASE_URL + reverse("survey_start", args=[invitation.survey.slug])
    context = {"code": codes.digits(row), "minutes": int(codes.VALID.total_seconds() // 60), "url": url}
    person = User.objects.filter(email__iexact=mail.to).first()
    return Letter(_("Uw code voor de vragenlijst"), "survey_code", context, person.language if person else "nl")


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


def delegation(mail: OutgoingMail) -> Letter | None:
    """Write to a colleague that something was handed over; not when it was taken back or sent in meanwhile."""
    rows = Delegation.objects.standing().select_related("response__survey", "response__organisation", "by")
    row = rows.filter(pk=mail.reference or 0, email__iexact=mail.to).first()
    if row is None or not _awaits(row.response):
        return None
    context = {"delegation": row, "response": row.response, "url": settings.BASE_URL + row.path}
    return Letter(_("Een collega vraagt u om mee te doen"), "survey_delegation", context)


def sign_off(mail: OutgoingMail) -> Letter | None:
    """Write to who is asked to sign off; not when the request lapsed meanwhile."""
    rows = SignOff.objects.select_related("response__survey", "response__organisation", "asked_by")
    row = rows.filter(pk=mail.reference or 0, email__iexact=mail.to, state=SignOff.State.ASKED).first()
    if row is None or not _awaits(row.response):
        return None
    context = {"sign_off": row, "response": row.response, "url": settings.BASE_URL + row.path}
    return Letter(_("Wilt u iets nakijken en ondertekenen?"), "survey_sign_off", context)


def returned(mail: OutgoingMail) -> Letter | None:
    """Write to who asked for a signature that the answers came back; the remarks stand on the page alone."""
    rows = SignOff.objects.select_related("response__survey", "response__organisation", "decided_by")
    row = rows.filter(pk=mail.reference or 0, state=SignOff.State.RETURNED, asked_by__email__iexact=mail.to).first()
    if row is None or not _awaits(row.response):
        return None
    url = settings.BASE_URL + reverse("survey_sign_off_of", args=[row.pk])
    return Letter(
        _("Er kwam iets bij u terug"), "survey_returned", {"sign_off": row, "response": row.response, "url": url}
    )


def _awaits(response: Response) -> bool:
    open_now = response.invitation.is_open if response.invitation else response.survey.is_open
    return response.submitted_at is None and open_now
