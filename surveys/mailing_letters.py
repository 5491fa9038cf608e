"""What the mails of a mailing say: the words of the team, filled in at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from schakel.mail.models import OutgoingMail
from schakel.mail.outbox import Letter
from schakel.templatetags.moments import moment
from surveys import recipients
from surveys.contact_file import one_line
from surveys.models import Contact, Invitation, Mailing, MailingReceipt, Submission, SurveyPage
from surveys.placeholders import filled

BUTTON = "{koppeling}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a mail; a button has the link as its text, and nothing else."""

    text: str
    is_button: bool = False


def contact(mail: OutgoingMail) -> bool:
    """Let the mail, which holds the link of a municipality, go to who is its contact at this moment."""
    row = MailingReceipt.objects.filter(pk=mail.reference or 0).select_related("invitation").first()
    if row is None:
        return False
    own = Contact.objects.reachable().filter(municipality=row.invitation.municipality_id)
    return bool(own.filter(pk=row.contact_id, email__iexact=mail.to).exists())


def mailing(mail: OutgoingMail) -> Letter | None:
    """Write the mail; not to who submitted meanwhile, was withdrawn, or for another reason is not asked any more."""
    rows = MailingReceipt.objects.select_related("mailing__survey", "contact__municipality__organisation")
    row = rows.filter(pk=mail.reference or 0).first()
    if row is None or not recipients.holds(row.mailing, row.contact):
        return None
    invitation = Invitation.objects.with_all().get(pk=row.invitation_id)
    words = values(row.mailing, row.contact, invitation, settings.BASE_URL + invitation.path)
    return letter(row.mailing, words)


def trial(mail: OutgoingMail) -> Letter | None:
    """Write a mailing as an invented municipality would get it, to who wrote it. Its link leads nowhere."""
    row = Mailing.objects.select_related("survey").filter(pk=mail.reference or 0).first()
    return letter(row, example(row)) if row else None


def letter(row: Mailing, words: dict[str, str]) -> Letter:
    return Letter(filled(row.subject, words), "survey_mailing", {"paragraphs": paragraphs(row.body, words)})


def paragraphs(body: str, words: dict[str, str]) -> list[Paragraph]:
    """Return the text in paragraphs: a blank line begins another, and a link by itself becomes a button."""
    parts = [part.strip() for part in body.replace("\r\n", "\n").split("\n\n")]
    return [Paragraph(filled(part, words), is_button=part == BUTTON) for part in parts if part]


def values(row: Mailing, to: Contact, invitation: Invitation, link: str) -> dict[str, str]:
    """Return what comes in the place of each name."""
    survey = row.survey
    sent = Submission.objects.filter(response__survey=survey, response__invitation=invitation)
    return {
        **_of_round(survey),
        "gemeente": str(to.municipality),
        "contactpersoon": one_line(to.name) or "contactpersoon",
        "koppeling": link,
        "sluitingsdatum": moment(invitation.closes_at) or "nader bericht",
        "bewijs": (sent.values_list("receipt", flat=True).first() or "") if "{bewijs}" in row.body else "",
    }


def example(row: Mailing) -> dict[str, str]:
    """Return the values of a municipality that does not exist."""
    return {
        **_of_round(row.survey),
        "gemeente": _("Voorbeeldstad (verzonnen)"),
        "contactpersoon": _("Noor Jansen (verzonnen)"),
        "koppeling": settings.BASE_URL + "/v/voorbeeld/",
        "sluitingsdatum": moment(row.survey.closes_at) or "nader bericht",
        "bewijs": "VOORBEELD-0000",
    }


def _of_round(survey: SurveyPage) -> dict[str, str]:
    return {"vragenlijst": one_line(survey.title), "afzender": one_line(survey.sender)}
