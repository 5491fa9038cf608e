"""The verbs of more time: ask (the municipality), grant and refuse (the team). Only its own deadline moves."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import Affiliation
from schakel.mail import outbox
from schakel.push.announcing import announce
from surveys.models import Contact, Extension, Invitation, Participant

LONGEST = timedelta(days=366)


def end_of(day: date) -> datetime:
    """Return the last moment of `day` in the Netherlands, whether it has 23, 24 or 25 hours."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone())


@transaction.atomic
def ask(
    invitation: Invitation, *, until: date, reason: str, by: User | None = None, participant: Participant | None = None
) -> Extension:
    """Ask for more time. Raises ValidationError for a date that gives none, and while an earlier question is open."""
    _judge(invitation, until)
    if not reason.strip():
        raise ValidationError({"reason": _("Vul in waarom u meer tijd nodig hebt.")})
    try:
        with transaction.atomic():
            asked = Extension.objects.create(
                invitation=invitation, until=until, reason=reason.strip(), asked_by=participant
            )
    except IntegrityError as twice:
        raise ValidationError(_("U hebt al om meer tijd gevraagd. Wacht het antwoord af.")) from twice
    journal.record("survey.ask_time", of=invitation.survey, by=by, municipality=invitation.code)
    announce(invitation.survey.workspace, "survey.extension", invitation.survey_id)
    return asked


def _judge(invitation: Invitation, until: date) -> None:
    closes = invitation.closes_at
    if closes is None:
        raise ValidationError(_("Deze vragenlijst heeft geen sluitingsdatum."))
    if end_of(until) <= max(closes, timezone.now()):
        raise ValidationError({"until": _("Kies een dag na de sluitingsdatum en na vandaag.")})
    if end_of(until) > timezone.now() + LONGEST:
        raise ValidationError({"until": _("Kies een dag binnen een jaar.")})


def extend(invitation: Invitation, until: date, *, by: User) -> None:
    """Move the deadline of one municipality to the end of `until`. Raises ValidationError for a date that is over."""
    _judge(invitation, until)
    invitation.extended_until = end_of(until)
    Invitation.objects.filter(pk=invitation.pk).update(extended_until=invitation.extended_until)
    journal.record("survey.extend", of=invitation.survey, by=by, municipality=invitation.code)


@transaction.atomic
def grant(asked: Extension, *, by: User) -> Extension:
    """Give the time that was asked. Raises ValidationError when it was decided already or the date is over."""
    _decide(asked, granted=True, by=by)
    extend(asked.invitation, asked.until, by=by)
    return asked


@transaction.atomic
def refuse(asked: Extension, *, by: User) -> Extension:
    """Give no more time. Raises ValidationError when it was decided already."""
    _decide(asked, granted=False, by=by)
    invitation = asked.invitation
    journal.record("survey.refuse_time", of=invitation.survey, by=by, municipality=invitation.code)
    return asked


def _decide(asked: Extension, *, granted: bool, by: User) -> None:
    now = timezone.now()
    open_ones = Extension.objects.filter(pk=asked.pk, granted__isnull=True)
    if not open_ones.update(granted=granted, decided_at=now, decided_by=by):
        raise ValidationError(_("Over deze vraag is al beslist."))
    asked.granted, asked.decided_at, asked.decided_by = granted, now, by
    for address in addresses(asked):
        outbox.enqueue(
            "survey.extension", to=address, reference=asked.pk, key=f"survey.extension:{asked.pk}:{address.lower()}"
        )


def addresses(asked: Extension) -> list[str]:
    """Return whom a decision concerns: who asked, or else the contacts and those who work at the municipality."""
    if asked.asked_by and not asked.asked_by.ended_at:
        return [asked.asked_by.email]
    town = asked.invitation.municipality
    if town is None:
        return []
    contacts = Contact.objects.current().filter(municipality=town, bounced_at__isnull=True).values_list("email")
    work = Affiliation.objects.current().filter(organisation=town.organisation_id, user__is_active=True)
    found = [*contacts, *work.values_list(F("user__email"))]
    return list({email.lower(): email for (email,) in found}.values())
