"""What is sent in is frozen: its bytes, the hash over them, and a number that nobody has."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from schakel.accounts.models import User
from schakel.directory.models import Municipality
from surveys import former, receipts
from surveys.models import Participant, Response, Submission
from surveys.questionnaire import canonical_bytes
from surveys.standing import Standing

FORMAT = 2  # of what is hashed; what was sent in before there could be a second submission has format 1


def content(answers: Mapping[str, str]) -> str:
    """Return the SHA-256 of answers: what a page to check showed, and by what two submits are the same."""
    return hashlib.sha256(canonical_bytes(dict(answers))).hexdigest()


def freeze(
    response: Response,
    stand: Standing,
    now: datetime,
    *,
    by: User | None,
    participant: Participant | None,
    signed_by: Participant | None,
) -> Submission:
    """Store the answers that count as the next submission of `response`."""
    survey = response.survey
    made = Submission(response=response, questionnaire=survey.questionnaire, by=by, participant=participant, at=now)
    made.signed_by = signed_by
    made.number = response.submissions.count() + 1
    made.answers = dict(stand.evaluation.answers)
    made.former = former.former_states(response, made.answers)
    made.sha256 = hashlib.sha256(canonical(made)).hexdigest()
    _store(made, receipts.prefix(survey.title, survey.year))
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
    """Return the bytes that are hashed: JSON in UTF-8, keys sorted, no spaces. surveys/README.md tells how to check it.

    `organisation` is the CBS code of the municipality (null for who came to a public survey), `questionnaire` the
    SHA-256 of the questions, `number` which submission of this organisation it is.
    """
    return canonical_bytes(
        {
            "answers": made.answers,
            "format": FORMAT,
            "number": made.number,
            "organisation": _code(made.response),
            "questionnaire": made.questionnaire.sha256,
            "round": made.response.survey.slug,
        }
    )


def _code(response: Response) -> str | None:
    own = Municipality.objects.filter(organisation=response.organisation_id or 0)
    return own.values_list("cbs_code", flat=True).first()


def _first_format(made: Submission) -> bytes:
    return canonical_bytes(
        {
            "answers": made.answers,
            "organisation": made.response.organisation_id,
            "questionnaire": made.questionnaire.sha256,
            "round": made.response.survey.slug,
        }
    )


def proof(made: Submission) -> bytes:
    """Return the bytes of which the hash on the receipt is the SHA-256, in the format of their time."""
    earlier = _first_format(made)
    return earlier if hashlib.sha256(earlier).hexdigest() == made.sha256 else canonical(made)
