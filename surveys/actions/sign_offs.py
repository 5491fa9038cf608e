"""The verbs of signing off: ask, withdraw, approve, give back. Somebody other than the fillers decides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.mail import outbox
from surveys import addresses, signing
from surveys.actions import comments
from surveys.actions.delegations import addresses_of, refuse_strangers
from surveys.actions.responses import Closed, is_open, stands
from surveys.models import AnswerEvent, Comment, Participant, Response, SignOff

State = SignOff.State
MOST = 50  # of one response: each of them sent a mail


@transaction.atomic
def ask(
    response: Response,
    *,
    email: str,
    name: str,
    by: User | None,
    participant: Participant | None,
    at: datetime | None = None,
) -> SignOff:
    """Put the answers as they stand before somebody and write to them; asking the same person again returns the same.

    Raises Closed, or ValidationError: while questions are open, when somebody else was asked, for one who filled in.
    """
    refuse_strangers(by, participant)
    if not signing.needed(response.survey):
        raise ValidationError(_("Bij deze vragenlijst is ondertekenen niet nodig."))
    _refuse_closed(response, at)
    if not stands(response).complete:
        raise ValidationError(_("Nog niet alle vragen zijn goed beantwoord."))
    email, name = addresses.read(email, name)
    if email in addresses_of(by, participant):
        raise ValidationError({"email": _("U kunt niet zelf ondertekenen wat u aanbiedt. Vraag een collega.")})
    if _filled_in(response, {email}, None, ""):
        raise ValidationError({"email": _("Deze collega vulde zelf antwoorden in. Vraag iemand die niets invulde.")})
    return _asked(response, email, name, by, participant)


def _refuse_closed(response: Response, at: datetime | None) -> None:
    if response.submitted_at or not is_open(response, at):
        raise Closed(_("De antwoorden zijn ingediend of de vragenlijst is gesloten."))


def _asked(response: Response, email: str, name: str, by: User | None, participant: Participant | None) -> SignOff:
    standing = signing.asked(response)
    if standing and standing.email == email and standing.revision == response.revision:
        return standing
    in_the_way = _("Er staat al een aanvraag open. Trek die eerst in.")
    if standing or signing.approved(response):
        raise ValidationError(in_the_way if standing else _("De antwoorden zijn al goedgekeurd."))
    if SignOff.objects.filter(response=response).count() >= MOST:
        raise ValidationError(_("U hebt dit al heel vaak gevraagd. Meer kan niet."))
    row = SignOff(response=response, email=email, name=name, revision=response.revision, asked_by=participant)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as raced:
        raise ValidationError(in_the_way) from raced
    journal.record("survey.sign_off_ask", of=response, by=by, sign_off=row.pk)
    outbox.enqueue("survey.sign_off", to=email, reference=row.pk, key=f"survey.sign_off:{row.pk}")
    return row


def _filled_in(response: Response, emails: set[str], user: User | None, writer: str) -> bool:
    """Tell whether somebody wrote one of the answers: as participant, with an account, or in this browser."""
    who = Q(participant__email__in=emails) | Q(by__email__in=emails) | Q(participant__user__email__in=emails)
    if user is not None:
        who |= Q(by=user) | Q(participant__user=user)
    if writer:
        who |= Q(writer=writer)
    return AnswerEvent.objects.filter(who, response=response).exists()


@transaction.atomic
def withdraw(sign_off: SignOff, *, by: User | None, participant: Participant | None) -> None:
    """Take a request back before it is answered."""
    refuse_strangers(by, participant)
    if not _waiting(sign_off).update(state=State.LAPSED):
        raise ValidationError(_("Deze aanvraag staat niet meer open."))
    journal.record("survey.sign_off_withdraw", of=sign_off.response, by=by, sign_off=sign_off.pk)


def _waiting(sign_off: SignOff) -> QuerySet[SignOff]:
    return SignOff.objects.filter(pk=sign_off.pk, state=State.ASKED)


@transaction.atomic
def approve(
    sign_off: SignOff,
    *,
    by: User | None,
    participant: Participant | None,
    writer: str = "",
    at: datetime | None = None,
) -> SignOff:
    """Approve the answers as they were put before the signer. Raises ValidationError when one changed since."""
    _refuse_others(sign_off, by, participant, writer)
    _decide(sign_off, State.APPROVED, participant, at)
    journal.record("survey.approve", of=sign_off.response, by=by, sign_off=sign_off.pk)
    return sign_off


def _refuse_others(sign_off: SignOff, by: User | None, participant: Participant | None, writer: str) -> None:
    """Let only the one decide who was asked, and not if they filled in after all."""
    known = addresses_of(by, participant)
    if sign_off.email not in known:
        raise ValidationError(_("Alleen wie om ondertekening is gevraagd, kan dit doen."))
    asker = sign_off.asked_by
    if asker and (asker.email.lower() in known or (by is not None and asker.user_id == by.pk)):
        raise ValidationError(_("U kunt niet zelf ondertekenen wat u aanbood. Vraag een collega."))
    if _filled_in(sign_off.response, known, by, writer):
        raise ValidationError(_("U vulde zelf antwoorden in. Iemand anders moet ondertekenen."))


def _decide(
    sign_off: SignOff, state: SignOff.State, participant: Participant | None, at: datetime | None, remark: str = ""
) -> None:
    """Answer the request if it still waits, by compare-and-swap: an answer that changes meanwhile wins."""
    response = sign_off.response
    _refuse_closed(response, at)
    now = timezone.now()
    rows = _waiting(sign_off).filter(revision=response.revision)
    if not rows.update(state=state, decided_by=participant, decided_at=now, remark=remark):
        raise ValidationError(_("Deze aanvraag geldt niet meer: de antwoorden zijn intussen gewijzigd."))
    sign_off.state, sign_off.decided_by, sign_off.decided_at, sign_off.remark = state, participant, now, remark


@transaction.atomic
def give_back(
    sign_off: SignOff,
    remarks: Mapping[str, str],
    *,
    remark: str = "",
    by: User | None,
    participant: Participant | None,
    writer: str = "",
    at: datetime | None = None,
) -> SignOff:
    """Return the answers with a remark per question (by key), one on the whole, or both; the asker gets a mail."""
    _refuse_others(sign_off, by, participant, writer)
    whole = addresses.remark(remark)
    told = {key: words for key, text in remarks.items() if (words := addresses.remark(text))}
    if not whole and not told:
        raise ValidationError({"remark": _("Schrijf bij een vraag, of hieronder, wat er anders moet.")})
    for key in told:
        comments.refuse_unknown(sign_off.response, key)
    _decide(sign_off, State.RETURNED, participant, at, whole)
    Comment.objects.bulk_create(
        Comment(response=sign_off.response, question=key, text=words, by=participant, returns=True)
        for key, words in told.items()
    )
    journal.record("survey.give_back", of=sign_off.response, by=by, sign_off=sign_off.pk, questions=len(told))
    if sign_off.asked_by:
        key = f"survey.returned:{sign_off.pk}"
        outbox.enqueue("survey.returned", to=sign_off.asked_by.email, reference=sign_off.pk, key=key)
    return sign_off
