"""The verbs of a repeat: add one more, remove one. Which there are is an answer under the key of the repeat."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schakel.accounts.models import User
from surveys.actions import responses
from surveys.faces import face_at
from surveys.models import AnswerEvent, Participant, Response
from surveys.questionnaire.keys import key as key_of
from surveys.questionnaire.keys import split


@transaction.atomic
def add(
    response: Response,
    repeat: str,
    *,
    by: User | None = None,
    participant: Participant | None = None,
    writer: str = "",
    at: datetime | None = None,
) -> str:
    """Add an instance at the end of the repeat at this key; return the key of the instance.

    Raises Closed like any change, ValidationError where nothing can be added.
    """
    response.refresh_from_db(from_queryset=Response.objects.select_for_update())
    ids = _ids(response, repeat)
    fresh = _fresh(response, repeat, ids)
    responses.save(response, {repeat: " ".join([*ids, fresh])}, by=by, participant=participant, writer=writer, at=at)
    name, around = split(repeat)
    return key_of(name, (*around, fresh))


@transaction.atomic
def remove(
    response: Response,
    instance: str,
    *,
    by: User | None = None,
    participant: Participant | None = None,
    writer: str = "",
    at: datetime | None = None,
) -> str:
    """Take an instance out of its repeat; return the key of the repeat. What was answered in it is kept, masked.

    One that is gone already stays gone. Raises Closed, ValidationError.
    """
    response.refresh_from_db(from_queryset=Response.objects.select_for_update())
    name, around = _parts(instance)
    repeat = key_of(name, around[:-1])
    left = [each for each in _ids(response, repeat) if each != around[-1]]
    responses.save(response, {repeat: " ".join(left)}, by=by, participant=participant, writer=writer, at=at)
    return repeat


def _parts(instance: str) -> tuple[str, tuple[str, ...]]:
    try:
        name, around = split(instance)
    except ValueError:
        name, around = "", ()
    if not around:
        raise _unknown()
    return name, around


def _ids(response: Response, repeat: str) -> tuple[str, ...]:
    """Return the ids that there are; raise ValidationError where nobody adds or removes any."""
    evaluation = responses.stands(response).evaluation
    face = face_at(response.survey.form, repeat)
    if face is None or not face.is_repeat or repeat in evaluation.counted or repeat not in evaluation.instances:
        raise _unknown()
    return evaluation.instances[repeat]


def _fresh(response: Response, repeat: str, ids: tuple[str, ...]) -> str:
    """Return an id that this repeat never had: an answer of another device may still be on its way to an old one."""
    had = AnswerEvent.objects.filter(response=response, question=repeat).values_list("value", flat=True)
    numbers = [int(each) for value in [*had, " ".join(ids)] for each in value.split() if each.isdecimal()]
    return str(max(numbers, default=0) + 1)


def _unknown() -> ValidationError:
    return ValidationError(_("Dit deel van de vragenlijst is veranderd. Laad de pagina opnieuw."))
