"""Contacts for the municipalities of the small survey, and mailings to them."""

from __future__ import annotations

from typing import Any

from schakel.accounts.models import User
from surveys.actions import mailings
from surveys.mailing_defaults import BODIES, SUBJECTS
from surveys.models import Contact, Mailing, SurveyPage
from tests import cast


def contacts(count: int = 3) -> list[Contact]:
    """Let each of the first `count` municipalities have a contact."""
    return Contact.objects.bulk_create(
        Contact(
            municipality=cast.municipality(f"GM9{number:03}"),
            email=f"contact@gm9{number:03}.example",
            name=f"Contact {number} (verzonnen)",
        )
        for number in range(1, count + 1)
    )


def mailing(survey: SurveyPage, kind: str = "reminder", *, by: User, **words: Any) -> Mailing:
    usual = {"subject": SUBJECTS[Mailing.Kind(kind)], "body": BODIES[Mailing.Kind(kind)]}
    return mailings.write(survey, kind=kind, **{**usual, **words}, by=by)


def sent(survey: SurveyPage, kind: str = "reminder", *, by: User, **words: Any) -> Mailing:
    """Write a mailing and let it leave; the worker has still to come."""
    made = mailing(survey, kind, by=by, **words)
    mailings.send(made, by=by)
    made.refresh_from_db()
    return made
