"""The verbs of a delegation: hand over, send again, withdraw, ready."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.mail import outbox
from surveys import addresses
from surveys.actions.responses import Closed, is_open
from surveys.models import Delegation, Participant, Response

MOST = 100  # of one response, withdrawn ones too: each of them sent a mail


@transaction.atomic
def hand_over(
    response: Response,
    section: str,
    *,
    email: str,
    name: str,
    remark: str = "",
    alone: bool = True,
    by: User | None,
    participant: Participant | None,
    at: datetime | None = None,
) -> Delegation:
    """Hand a section to a colleague and write to them; the same section to the same address gives the same one.

    Raises Closed when nothing can be answered any more, ValidationError (by field) for what is no name or address.
    """
    refuse_strangers(by, participant)
    _refuse_closed(response, at)
    email, name = addresses.read(email, name)
    if section not in {each.name for each in response.survey.form.sections}:
        raise ValidationError({"section": _("Kies een onderdeel.")})
    words = addresses.remark(remark)
    if Delegation.objects.filter(response=response).count() >= MOST:
        raise ValidationError(_("U hebt al heel vaak iets overgedragen. Meer kan niet."))
    made, is_new = Delegation.objects.standing().get_or_create(
        response=response,
        section=section,
        email=email,
        defaults={"name": name, "remark": words, "alone": alone, "by": participant},
    )
    if is_new:
        journal.record("survey.hand_over", of=response, by=by, delegation=made.pk)
        _write_to(made)
    return made


def refuse_strangers(by: User | None, participant: Participant | None) -> None:
    """Raise ValidationError for somebody of whom nobody knows who it is."""
    if by is None and participant is None:
        raise ValidationError(_("Bevestig eerst uw e-mailadres: dan weten uw collega’s van wie dit komt."))


def _refuse_closed(response: Response, at: datetime | None) -> None:
    if response.submitted_at or not is_open(response, at):
        raise Closed(_("De antwoorden zijn ingediend of de vragenlijst is gesloten."))


def _write_to(delegation: Delegation) -> None:
    key = f"survey.delegation:{delegation.pk}:{delegation.generation}"
    outbox.enqueue("survey.delegation", to=delegation.email, reference=delegation.pk, key=key)


@transaction.atomic
def send_again(
    delegation: Delegation, *, by: User | None, participant: Participant | None, at: datetime | None = None
) -> Delegation:
    """Send a colleague a new link; the former one stops working, also for who came in by it."""
    refuse_strangers(by, participant)
    _refuse_closed(delegation.response, at)
    rows = Delegation.objects.standing().filter(pk=delegation.pk, generation__lt=MOST)
    if not rows.update(generation=F("generation") + 1):
        raise ValidationError(_("Dit onderdeel is niet meer overgedragen."))
    delegation.refresh_from_db(fields=["generation"])
    journal.record("survey.hand_over_again", of=delegation.response, by=by, delegation=delegation.pk)
    _write_to(delegation)
    return delegation


@transaction.atomic
def withdraw(delegation: Delegation, *, by: User | None, participant: Participant | None) -> None:
    """Take a section back: the link stops working; what the colleague answered stays."""
    refuse_strangers(by, participant)
    if not Delegation.objects.standing().filter(pk=delegation.pk).update(withdrawn_at=timezone.now()):
        raise ValidationError(_("Dit onderdeel is al teruggenomen."))
    journal.record("survey.take_back", of=delegation.response, by=by, delegation=delegation.pk)


@transaction.atomic
def ready(
    delegation: Delegation,
    *,
    is_ready: bool = True,
    by: User | None,
    participant: Participant | None,
    at: datetime | None = None,
) -> None:
    """Let the colleague say that the section is ready, or not yet after all. Raises ValidationError for others."""
    _refuse_closed(delegation.response, at)
    if delegation.email not in addresses_of(by, participant):
        raise ValidationError(_("Alleen de collega die dit onderdeel kreeg, kan zeggen dat het klaar is."))
    rows = Delegation.objects.standing().filter(pk=delegation.pk, ready_at__isnull=is_ready)
    if rows.update(ready_at=timezone.now() if is_ready else None):
        journal.record("survey.ready", of=delegation.response, by=by, delegation=delegation.pk, ready=is_ready)


def addresses_of(by: User | None, participant: Participant | None) -> set[str]:
    """Return the addresses under which somebody is known."""
    return {who.email.lower() for who in (by, participant) if who is not None}
