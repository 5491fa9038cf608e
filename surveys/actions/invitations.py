"""The verbs of an invitation: invite all, withdraw, renew; and the list of links to send them by."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import Affiliation, FrameEntry
from schakel.mail import outbox
from surveys.actions import mailings
from surveys.mailing_defaults import BODIES, SUBJECTS
from surveys.models import Contact, Invitation, Mailing, Response, SurveyPage


@transaction.atomic
def invite(survey: SurveyPage, *, days: int | None = None, by: User) -> list[Invitation]:
    """Invite each municipality of the year of the round; return the new invitations, none for a repeat.

    Their links work for `days`; without it until the round closes. Who works for one of them gets a mail, and so do
    their contacts. Raises ValidationError for a public survey, before the opening, and when the year is not known.
    """
    if survey.is_public:
        raise ValidationError(_("Deze vragenlijst heeft geen gemeenten om uit te nodigen. Deel de open koppeling."))
    if not survey.is_frozen:
        raise ValidationError(_("Open de ronde voordat u gemeenten uitnodigt."))
    frame = FrameEntry.objects.filter(year=survey.year)
    if not frame.exists():
        raise ValidationError(_("De gemeenten van %(year)s zijn nog niet ingelezen.") % {"year": survey.year})
    invited = Invitation.objects.filter(survey=survey).values("municipality")
    fresh = Invitation.objects.bulk_create(
        Invitation(survey=survey, municipality_id=pk, expires_at=_after(days))
        for pk in frame.exclude(municipality__in=invited).values_list("municipality", flat=True)
    )
    if fresh:
        journal.record("survey.invite", of=survey, by=by, count=len(fresh))
        _write_to(fresh)
        _write_to_contacts(survey, fresh, by)
    return fresh


def _after(days: int | None) -> datetime | None:
    if days is not None and not 0 < days <= 366:
        raise ValidationError(_("Een koppeling werkt 1 tot en met 366 dagen."))
    return timezone.now() + timedelta(days=days) if days else None


def _write_to_contacts(survey: SurveyPage, fresh: list[Invitation], by: User) -> None:
    """Send the invitation of this round to the contacts: the one that was written for it, or else the usual words.

    Who gets the mail above at the same address does not get it.
    """
    reached = Contact.objects.reachable()
    if not reached.filter(municipality__in=[each.municipality_id for each in fresh]).exists():
        return
    kind = Mailing.Kind.INVITATION
    written = Mailing.objects.filter(survey=survey, kind=kind).order_by("-begun_at", "-pk")
    begun, draft = written.exclude(begun_at=None).first(), written.filter(begun_at=None).first()
    if draft is None and begun is not None:
        mailings.go_on(begun)
        return
    made = draft or mailings.write(survey, kind=kind, subject=SUBJECTS[kind], body=BODIES[kind], by=by)
    mailings.send(made, by=by)


def _write_to(fresh: list[Invitation]) -> None:
    municipality = F("organisation__municipality")
    people = Affiliation.objects.current().filter(organisation__municipality__in=[i.municipality_id for i in fresh])
    of = {invitation.municipality_id: invitation for invitation in fresh}
    for where, email in people.annotate(where=municipality).values_list("where", "user__email").distinct():
        invitation = of[where]
        outbox.enqueue(
            "survey.invitation", to=email, reference=invitation.pk, key=f"survey.invitation:{invitation.pk}:{email}"
        )


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Shut the way in of one municipality; what it answered stays. Raises ValidationError when it is shut already."""
    open_ones = Invitation.objects.filter(pk=invitation.pk, withdrawn__isnull=True)
    if not open_ones.update(withdrawn=timezone.now()):
        raise ValidationError(_("Deze uitnodiging is al ingetrokken."))
    journal.record("survey.withdraw", of=invitation.survey, by=by, municipality=invitation.code)


@transaction.atomic
def renew(invitation: Invitation, *, days: int | None = None, by: User) -> Invitation:
    """Give a municipality a new link, that works for `days`; the former one stops, also for who came in by it."""
    Invitation.objects.filter(pk=invitation.pk).update(
        generation=F("generation") + 1, withdrawn=None, expires_at=_after(days)
    )
    journal.record("survey.renew", of=invitation.survey, by=by, municipality=invitation.code)
    return Invitation.objects.with_all().get(pk=invitation.pk)


@transaction.atomic
def links(survey: SurveyPage, *, everybody: bool = True, by: User) -> list[tuple[str, str, str]]:
    """Return code, name and link (its path) of each invited municipality, or of those that did not submit.

    These are keys: who fetched them is in the journal.
    """
    rows = (
        Invitation.objects.filter(survey=survey, municipality__isnull=False)
        .standing()
        .select_related("municipality__organisation")
    )
    if not everybody:
        sent = Response.objects.filter(survey=survey).submitted().values("organisation")
        rows = rows.exclude(municipality__organisation__in=sent)
    journal.record("survey.links", of=survey, by=by)
    ordered = rows.order_by("municipality__organisation__name", "pk")
    return [(each.town.cbs_code, str(each.town), each.path) for each in ordered]
