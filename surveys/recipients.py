"""Who gets a mailing, asked at this moment: for the list on the screen, for the worker, and once more at sending."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from schakel.mail.models import OutgoingMail
from surveys.models import Contact, Invitation, Mailing, MailingReceipt, Response, SurveyPage

Kind = Mailing.Kind
ONCE_A_ROUND = (Kind.INVITATION, Kind.THANKS)


def of(survey: SurveyPage, kind: str) -> QuerySet[Contact]:
    """Return the contacts that a mailing of `kind` is for now, each with `invitation_pk`; whoever got it included.

    Only who is reachable counts, at a municipality with a way in that works. Who cannot answer any more is not asked
    to.
    """
    invited = Invitation.objects.standing().filter(survey=survey, municipality=OuterRef("municipality"))
    if kind != Kind.THANKS:
        invited = invited.filter(_open(survey))
    reached = Contact.objects.reachable()
    rows = reached.annotate(invitation_pk=Subquery(invited.values("pk")[:1])).filter(invitation_pk__isnull=False)
    own = Response.objects.filter(survey=survey, organisation__municipality=OuterRef("municipality"))
    if kind == Kind.THANKS:
        return rows.filter(Exists(own.submitted()))
    if kind == Kind.COMPLETE:
        return rows.filter(Exists(own.complete_not_submitted()))
    return rows.exclude(Exists(own.submitted()))


def _open(survey: SurveyPage) -> Q:
    """Return the condition that an invitation can be answered now, by a link that works."""
    now = timezone.now()
    link = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    if survey.is_open:
        return link
    latest = Invitation.objects.filter(survey=survey).order_by("-extended_until").exclude(extended_until=None).first()
    if latest is None or not survey.is_open_at(now, until=latest.extended_until):
        return Q(pk__in=[])
    return link & Q(extended_until__gt=now)


def waiting(mailing: Mailing) -> QuerySet[Contact]:
    """Return who still has to get `mailing`: the contacts it is for now, without those who were written to.

    An invitation and a thank-you go once in a round to each contact, in whatever mailing; so does an invitation to
    somebody who got it at the account.
    """
    sent = MailingReceipt.objects.filter(contact=OuterRef("pk"))
    if mailing.kind in ONCE_A_ROUND:
        sent = sent.filter(mailing__survey=mailing.survey_id, mailing__kind=mailing.kind)
    else:
        sent = sent.filter(mailing=mailing.pk or 0)  # one that is only tried on paper has no key yet
    rows = of(mailing.survey, mailing.kind).exclude(Exists(sent))
    if mailing.kind == Kind.INVITATION:
        told = OutgoingMail.objects.filter(kind="survey.invitation", reference=OuterRef("invitation_pk"))
        rows = rows.exclude(Exists(told.filter(to__iexact=OuterRef("email"))))
    return rows.select_related("municipality__organisation").order_by("municipality__organisation__name", "pk")


def holds(mailing: Mailing, contact: Contact) -> bool:
    """Tell whether a mail that was put ready is still for this contact: asked once more when it leaves."""
    return of(mailing.survey, mailing.kind).filter(pk=contact.pk).exists()
