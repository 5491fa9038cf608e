"""The verb of an export: take the answers of a round, all versions in one table."""

from __future__ import annotations

from django.db import transaction

from schakel import journal
from schakel.accounts.models import User
from surveys import export
from surveys.models import SurveyPage


@transaction.atomic
def take(survey: SurveyPage, *, by: User) -> list[export.Sheet]:
    """Return the sheets of the export; the journal says who took them."""
    found = export.sheets(survey)
    journal.record("survey.export", of=survey, by=by, submissions=len(found[0].rows))
    return found
