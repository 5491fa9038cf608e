"""The verbs of a response: begin, save, submit. What they return is in the database."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schakel import journal
from schakel.accounts.models import User
from schakel.mail import outbox
from schakel.push.announcing import announce
from surveys import receipts, snapshots
from surveys.models import AnswerEvent, Invitation, Participant, Response, Submission
from surveys.questionnaire import UnknownQuestion, canonical_bytes
from surveys.standing import Standing, names_of, standing
from surveys.typed import Typed

NOTHING: Mapping[str, str] = {}


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
    """Open the response of the invited municipality; doing it again returns the same one. Raises Closed.

    Here and below `at` is when the request came in (now without one): the deadline is judged by that moment.
    """
    if invitation.withdrawn or not invitation.is_open_at(at or timezone.now()):
        raise Closed(_("Deze vragenlijst staat niet open."))
    response, is_new = Response.objects.get_or_create(
        survey=invitation.survey,
        organisation=invitation.town.organisation,
        defaults={"invitation": invitation},
    )
    if is_new:
        journal.record("survey.begin", of=response, by=by)
    return response


def _is_open(response: Response, at: datetime | None) -> bool:
    moment = at or timezone.now()
    return response.invitation.is_open_at(moment) if response.invitation else response.survey.is_open_at(moment)


def stands(response: Response) -> Standing:
    """Evaluate the answers as they are stored."""
    return standing(response.survey.form, response.answers, response.drafts)


def answer(
    response: Response,
    typed: Typed,
    *,
    by: User | None,
    participant: Participant | None = None,
    client_id: uuid.UUID | None = None,
    base: int | None = None,
    at: datetime | None = None,
) -> Saved:
    """Store what somebody typed: what is an answer as an answer, anything else as a draft. See `save`."""
    who = {"by": by, "participant": participant, "at": at}
    return save(response, typed.answers, drafts=typed.drafts, client_id=client_id, base=base, **who)  # type: ignore[arg-type]


@transaction.atomic
def save(
    response: Response,
    answers: Mapping[str, str],
    *,
    drafts: Mapping[str, str] = NOTHING,
    by: User | None = None,
    participant: Participant | None = None,
    client_id: uuid.UUID | None = None,
    base: int | None = None,
    at: datetime | None = None,
) -> Saved:
    """Store changed answers (lexical forms; "" clears) and drafts (what was typed and is no answer).

    Of others nothing changes: two who save at once both keep what they typed. The same `client_id` again gets the
    same acknowledgement. Raises Closed after the closing time or the submission, ValidationError for names that are
    not asked or for a `client_id` that came with another answer before.
    """
    seen = response.revision if base is None else base
    while True:
        known = client_id and AnswerEvent.objects.filter(response=response, client_id=client_id).first()
        if known:
            return _again(response, known, {**answers, **drafts})
        if response.submitted_at or not _is_open(response, at):
            raise Closed(_("U kunt uw antwoorden niet meer wijzigen."))
        changed = _changed(response, answers, drafts)
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
            base=seen,
            revision=response.revision,
            by=by,
            participant=participant,
            at=now,
        )
        for name, value in changed.items()
    )
    return Saved(now, response.revision, stand)


def _changed(response: Response, answers: Mapping[str, str], drafts: Mapping[str, str]) -> dict[str, str]:
    stored, typed = response.answers, response.drafts
    fresh = {name: value for name, value in answers.items() if name in typed or stored.get(name, "") != value}
    return fresh | {name: value for name, value in drafts.items() if typed.get(name) != value}


def _with(response: Response, changed: Mapping[str, str], drafts: Mapping[str, str]) -> Standing:
    """Put what changed among what is stored, on the object only, and evaluate it."""
    if any(key.partition("[")[0] not in names_of(response.survey.form) for key in changed):
        raise ValidationError(_("Deze vraag staat niet in de vragenlijst."))
    kept, typed = ({n: v for n, v in old.items() if n not in changed} for old in (response.answers, response.drafts))
    response.answers = kept | {name: value for name, value in changed.items() if name not in drafts}
    response.drafts = typed | {name: value for name, value in changed.items() if name in drafts}
    try:
        return stands(response)
    except UnknownQuestion as unknown:
        raise ValidationError(_("Deze vraag staat niet in de vragenlijst.")) from unknown


def _swap(response: Response, stand: Standing, now: datetime) -> bool:
    """Write the answers if nobody wrote since they were read."""
    written = Response.objects.unchanged(response).update(
        answers=response.answers,
        drafts=response.drafts,
        revision=F("revision") + 1,
        changed_at=now,
        begun_at=Coalesce("begun_at", now),
        is_complete=stand.complete,
    )
    if written:
        response.revision, response.changed_at = response.revision + 1, now
        response.begun_at, response.is_complete = response.begun_at or now, stand.complete
    return bool(written)


def _again(response: Response, known: AnswerEvent, answers: Mapping[str, str]) -> Saved:
    if answers != {known.question: known.value}:
        raise ValidationError(_("Dit antwoord kwam al eerder, maar met een andere inhoud."))
    return Saved(known.at, known.revision, stands(response))


@transaction.atomic
def submit(
    response: Response, *, by: User | None = None, participant: Participant | None = None, at: datetime | None = None
) -> Submission:
    """Freeze the answers that count and return their receipt; doing it again returns the same one.

    Raises Closed after the closing time, ValidationError while a question is open or wrong.
    """
    while not response.submitted_at:
        if not _is_open(response, at):
            raise Closed(_("De vragenlijst is gesloten. Uw antwoorden zijn niet ingediend."))
        stand = stands(response)
        if not stand.complete:
            raise ValidationError(_open_questions(len(stand.problems)))
        now = timezone.now()
        if Response.objects.unchanged(response).update(submitted_at=now, is_complete=True):
            response.submitted_at = now
            made = _freeze(response, stand, now, by=by, participant=participant)
            response.submission = made
            Response.objects.filter(pk=response.pk).update(submission=made)
            return made
        response.refresh_from_db()
    return Submission.objects.get(response=response, pk=response.submission_id or 0)


def _open_questions(count: int) -> str:
    return ngettext(
        "Eén vraag is nog niet goed beantwoord.", "%(count)s vragen zijn nog niet goed beantwoord.", count
    ) % {"count": count}


def _freeze(
    response: Response, stand: Standing, now: datetime, *, by: User | None, participant: Participant | None
) -> Submission:
    survey = response.survey
    made = Submission(response=response, questionnaire=survey.questionnaire, by=by, participant=participant, at=now)
    made.answers = dict(stand.evaluation.answers)
    made.sha256 = hashlib.sha256(canonical(made)).hexdigest()
    _store(made, receipts.prefix(survey.title, survey.year))
    journal.record("survey.submit", of=response, by=by, receipt=made.receipt, sha256=made.sha256)
    announce(survey.workspace, "survey.submitted", survey.pk)
    snapshots.ask(survey.pk)
    if by is not None:
        outbox.enqueue("survey.receipt", to=by.email, reference=made.pk, key=f"survey.receipt:{made.pk}")
    return made


def _store(made: Submission, prefix: str) -> None:
    """Give the submission a number that nobody has."""
    while not made.pk:
        made.receipt = receipts.fresh(prefix)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            if not Submission.objects.filter(receipt=made.receipt).exists():
                raise


def canonical(made: Submission) -> bytes:
    """Return the bytes that are hashed."""
    return canonical_bytes(
        {
            "answers": made.answers,
            "organisation": made.response.organisation_id,
            "questionnaire": made.questionnaire.sha256,
            "round": made.response.survey.slug,
        }
    )
