"""The verbs of a comment: add, settle. Comments stay inside the municipality; staff have no page for them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from surveys import addresses
from surveys.conflicts import question_of
from surveys.models import Comment, Participant, Response

MOST = 1_000  # of one response


@transaction.atomic
def add(
    response: Response, question: str, text: str, *, by: User | None, participant: Participant | None = None
) -> Comment:
    """Put a comment beside a question. Raises ValidationError for none, a very long one and an unknown question."""
    words = addresses.remark(text)
    if not words:
        raise ValidationError({"remark": _("Schrijf een opmerking.")})
    refuse_unknown(response, question)
    if Comment.objects.filter(response=response).count() >= MOST:
        raise ValidationError({"remark": _("Er staan al heel veel opmerkingen. Meer kan niet.")})
    made = Comment.objects.create(response=response, question=question, text=words, by=participant)
    journal.record("survey.comment", of=response, by=by, comment=made.pk)
    return made


def refuse_unknown(response: Response, question: str) -> None:
    """Raise ValidationError for a key that is of no question."""
    try:
        found = question_of(response.survey.form, question)
    except ValueError:
        found = None
    if found is None or not found.is_asked:
        raise ValidationError(_("Deze vraag staat niet in de vragenlijst."))


@transaction.atomic
def settle(comment: Comment, *, by: User | None) -> None:
    """Say that a comment needs no more attention; it stays readable. Doing it again changes nothing."""
    rows = Comment.objects.filter(pk=comment.pk, settled_at__isnull=True)
    if rows.update(settled_at=timezone.now()):
        journal.record("survey.settle", of=comment.response, by=by, comment=comment.pk)
