"""The verb of a call: note what was said."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import Municipality
from schakel.push.announcing import announce
from surveys.models import CallNote, SurveyPage

LONGEST = 4000


@transaction.atomic
def add(survey: SurveyPage, municipality: Municipality, *, text: str, by: User) -> CallNote:
    """Note what was said in a call with a municipality. Raises ValidationError for nothing, and for too much."""
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise ValidationError({"text": _("Vul in wat u besprak.")})
    if len(said) > LONGEST:
        raise ValidationError({"text": _("Maak de notitie korter: hoogstens 4.000 tekens.")})
    note = CallNote.objects.create(survey=survey, municipality=municipality, text=said, by=by)
    journal.record("survey.phone", of=survey, by=by, municipality=municipality.cbs_code)
    announce(survey.workspace, "survey.called", survey.pk)
    return note
