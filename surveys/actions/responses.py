"""The verbs of a response: begin, save, submit. What they return is in the database."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel import journal
from schakel.accounts.models import User
from schakel.mail import outbox
from schakel.push.announcing import announce
from surveys import former, freezing, known_facts, signing, snapshots
from surveys.confirming import OK
from surveys.conflicts import Writer, refuse_conflicts
from surveys.faces import is_kept
from surveys.models import AnswerEvent, Invitation, Participant, Response, Submission, SubmitKey
from surveys.standing import Standing, standing
from surveys.typed import Typed

NOTHING: Mapping[str, str] = {}
KEY = re.compile(r"[!-~]{0,64}")  # of a submit: what can be seen and is no space


class Closed(ValidationError):
    """Refuse, because nothing can be changed (any more)."""


@dataclass(frozen=True)
class Saved:
    """The acknowledgement: what is committed, when, and how the response stands since."""

    at: datetime
    revision: int
    standing: Standing


@transaction.atomic
def begin(invitation: Invitation, *, by: User | None = None, at: datetime | None = None) -> Response:
    """Open the response of an invitation; doing it again returns the same one. Raises Closed.

    Here and below `at` is when the request came in (now without one): the deadline is judged by that moment.
    """
    if invitation.withdrawn or not invitation.is_open_at(at or timezone.now()):
        raise Closed(_("Deze vragenlijst staat niet open."))
    town = invitation.municipality
    if town is None:
        response, is_new = Response.objects.get_or_create(survey=invitation.survey, invitation=invitation)
    else:
        response, is_new = Response.objects.get_or_create(
            survey=invitation.survey,
            organisation=town.organisation,
            defaults={"invitation": invitation, "former": lambda: former.answers_of(invitation.survey, town)},
        )
    if is_new:
        journal.record("survey.begin", of=response, by=by)
    return response


def is_open(response: Response, at: datetime | None) -> bool:
    """Tell whether this response could be changed at a moment (now without one), leaving aside whether it was sent."""
    moment = at or timezone.now()
    return response.invitation.is_open_at(moment) if response.invitation else response.survey.is_open_at(moment)


def stands(response: Response) -> Standing:
    """Evaluate the answers as they are stored."""
    form = response.survey.form
    return standing(form, response.answers, response.drafts, known_facts.of(response, form))


def answer(
    response: Response,
    typed: Typed,
    *,
    by: User | None,
    participant: Participant | None = None,
    writer: str = "",
    client_id: uuid.UUID | None = None,
    base: int | None = None,
    at: datetime | None = None,
) -> Saved:
    """Store what somebody typed: what is an answer as an answer, anything else as a draft. See `save`."""
    who = {"by": by, "participant": participant, "writer": writer, "at": at}
    return save(response, typed.answers, drafts=typed.drafts, client_id=client_id, base=base, **who)  # type: ignore[arg-type]


@transaction.atomic
def save(
    response: Response,
    answers: Mapping[str, str],
    *,
    drafts: Mapping[str, str] = NOTHING,
    by: User | None = None,
    participant: Participant | None = None,
    writer: str = "",
    client_id: uuid.UUID | None = None,
    base: int | None = None,
    at: datetime | None = None,
) -> Saved:
    """Store changed answers (lexical forms; "" clears) and drafts (what was typed and is no answer).

    Of others nothing changes: two who save at once both keep what they typed. The same `client_id` again gets the
    same acknowledgement.

    `base` is the revision at which the writer last saw these questions. Raises Conflict, and stores nothing, when since
    then another gave one of them another answer; without `base` the last one wins. Who writes is the participant, the
    user or, of those whom nobody knows, the browser (`writer`).

    Raises Closed after the closing time or the submission, ValidationError for names that are not asked or for a
    `client_id` that came with another answer before.
    """
    seen = response.revision if base is None else base
    me = Writer(by.pk if by else None, participant.pk if participant else None, writer)
    while True:
        known = client_id and AnswerEvent.objects.filter(response=response, client_id=client_id).first()
        if known:
            return _again(response, known, {**answers, **drafts})
        if response.submitted_at or not is_open(response, at):
            raise Closed(_("U kunt uw antwoorden niet meer wijzigen."))
        changed = _changed(response, answers, drafts)
        if changed and base is not None and base < response.revision:
            refuse_conflicts(response, changed, base, me)
        stand = _with(response, changed, drafts)
        if not changed:
            return Saved(response.changed_at or timezone.now(), response.revision, stand)
        now = timezone.now()
        if _swap(response, stand, now):
            break
        response.refresh_from_db()  # somebody else was first: put ours on top of theirs
    AnswerEvent.objects.bulk_create(
        AnswerEvent(
            response=response,
            question=name,
            value=value,
            is_draft=name in drafts,
            client_id=client_id if client_id and len(changed) == 1 else uuid.uuid4(),
            writer=writer,
            base=seen,
            revision=response.revision,
            by=by,
            participant=participant,
            at=now,
        )
        for name, value in changed.items()
    )
    if signing.needed(response.survey):
        signing.lapse(response, changed)
    return Saved(now, response.revision, stand)


def _changed(response: Response, answers: Mapping[str, str], drafts: Mapping[str, str]) -> dict[str, str]:
    stored, typed = response.answers, response.drafts
    fresh = {name: value for name, value in answers.items() if name in typed or stored.get(name, "") != value}
    return fresh | {name: value for name, value in drafts.items() if typed.get(name) != value}


def _with(response: Response, changed: Mapping[str, str], drafts: Mapping[str, str]) -> Standing:
    """Put what changed among what is stored, on the object only, and evaluate it."""
    kept, typed = ({n: v for n, v in old.items() if n not in changed} for old in (response.answers, response.drafts))
    response.answers = kept | {name: value for name, value in changed.items() if name not in drafts}
    response.drafts = typed | {name: value for name, value in changed.items() if name in drafts}
    form = response.survey.form
    if not all(is_kept(form, name.removeprefix(OK)) for name in changed):
        raise ValidationError(_("Deze vraag staat niet in de vragenlijst."))
    return stands(response)


def _swap(response: Response, stand: Standing, now: datetime) -> bool:
    """Write the answers if nobody wrote since they were read."""
    written = Response.objects.unchanged(response).update(
        answers=response.answers,
        drafts=response.drafts,
        revision=F("revision") + 1,
        changed_at=now,
        begun_at=Coalesce("begun_at", now),
        is_complete=stand.complete,
        progress=stand.progress,
    )
    if written:
        response.revision, response.changed_at = response.revision + 1, now
        response.begun_at, response.is_complete = response.begun_at or now, stand.complete
        response.progress = stand.progress
    return bool(written)


def _again(response: Response, known: AnswerEvent, answers: Mapping[str, str]) -> Saved:
    if answers != {known.question: known.value}:
        raise ValidationError(_("Dit antwoord kwam al eerder, maar met een andere inhoud."))
    return Saved(known.at, known.revision, stands(response))


class BadKey(ValidationError):
    """Refuse a key that cannot be one: longer than 64 characters, or with others than one can see."""


class OtherContent(ValidationError):
    """Refuse, because the same key came with other answers before."""


class ChangedMeanwhile(ValidationError):
    """Refuse, because the answers are no longer those that the sender saw."""


class NotSigned(ValidationError):
    """Refuse, because nobody approved the answers as they stand."""


@transaction.atomic
def submit(
    response: Response,
    *,
    by: User | None = None,
    participant: Participant | None = None,
    at: datetime | None = None,
    key: str = "",
    content: str = "",
) -> Submission:
    """Freeze the answers that count and return their receipt; doing it again returns the same one.

    `key` is the sender's name for this attempt, `content` the hash of the answers that the sender saw (without one:
    of those that stand). Raises BadKey, OtherContent, ChangedMeanwhile, Closed after the closing time, NotSigned, and
    ValidationError while a question is open or wrong.
    """
    if not KEY.fullmatch(key):
        raise BadKey(_("Deze aanvraag kwam niet goed over. Open de controlepagina opnieuw."))
    made: Submission | None = None
    while made is None:
        stand = stands(response)
        sent = Submission.objects.filter(pk=response.submission_id or 0).first() if response.submitted_at else None
        stood = freezing.content(sent.answers if sent else stand.evaluation.answers)
        keys = SubmitKey.objects.filter(response=response, key=key).select_related("submission")
        if key and (known := keys.first()):
            return _same(known, content or stood)
        if content not in ("", stood):
            raise ChangedMeanwhile(_("Er is intussen iets gewijzigd. Controleer opnieuw."))
        made = sent or _send(response, stand, by=by, participant=participant, at=at)
        if made is None:
            response.refresh_from_db()  # somebody else was first: look at what stands now
    response.submission = made
    return _remember(response, key, stood, made) if key else made


def _same(known: SubmitKey, content: str) -> Submission:
    """Return what this key sent in before. Raises OtherContent when that was something else."""
    if known.content != content:
        raise OtherContent(_("Deze antwoorden zijn al eerder ingediend, maar met een andere inhoud."))
    return known.submission


def _remember(response: Response, key: str, content: str, made: Submission) -> Submission:
    kept, _new = SubmitKey.objects.get_or_create(
        response=response, key=key, defaults={"content": content, "submission": made}
    )
    return kept.submission


def _send(
    response: Response, stand: Standing, *, by: User | None, participant: Participant | None, at: datetime | None
) -> Submission | None:
    """Freeze the answers if nobody changed or sent them since they were read; else return None."""
    if not is_open(response, at):
        raise Closed(_("De vragenlijst is gesloten. Uw antwoorden zijn niet ingediend."))
    if not stand.complete:
        raise ValidationError(_open_questions(len(stand.problems)))
    approval = signing.approved(response) if response.survey.sign_off else None
    if response.survey.sign_off and approval is None:
        raise NotSigned(_("Iemand anders moet de antwoorden eerst goedkeuren."))
    now = timezone.now()
    if not Response.objects.unchanged(response).update(submitted_at=now, is_complete=True):
        return None
    response.submitted_at = now
    signed_by = approval.decided_by if approval else None
    made = freezing.freeze(response, stand, now, by=by, participant=participant, signed_by=signed_by)
    Response.objects.filter(pk=response.pk).update(submission=made)
    _tell(made)
    return made


def _tell(made: Submission) -> None:
    """Journal it, and let the team, the figures and the sender know."""
    survey = made.response.survey
    facts = {"receipt": made.receipt, "sha256": made.sha256, "number": made.number}
    journal.record("survey.submit", of=made.response, by=made.by, **facts)
    announce(survey.workspace, "survey.submitted", survey.pk)
    snapshots.ask(survey.pk)
    for address in {each.email.lower(): each.email for each in (made.by, made.participant) if each}.values():
        outbox.enqueue("survey.receipt", to=address, reference=made.pk, key=f"survey.receipt:{made.pk}:{address}")


def _open_questions(count: int) -> str:
    return ngettext(
        "Eén vraag is nog niet goed beantwoord.", "%(count)s vragen zijn nog niet goed beantwoord.", count
    ) % {"count": count}
