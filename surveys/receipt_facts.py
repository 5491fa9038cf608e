"""What a receipt says: facts, the address where it can be verified, and all answers."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from schakel.templatetags.moments import moment
from surveys.answered import Row, rows
from surveys.models import Submission
from surveys.outline import Part, parts


def mark(made: Submission) -> str:
    """Return the first sixteen characters of the hash, in fours: what can be read aloud."""
    return " ".join(made.sha256[at : at + 4] for at in range(0, 16, 4))


def verification(made: Submission) -> str:
    """Return the address that says whether a receipt with this number and hash exists."""
    query = urlencode({"nummer": made.receipt, "getal": made.sha256})
    return f"{settings.BASE_URL}{reverse('survey_verify')}?{query}"


def sent_parts(made: Submission, sections: Collection[str] | None = None) -> list[tuple[Part, list[Row]]]:
    """Return the sections with what was sent of them; with `sections` those alone."""
    form = made.questionnaire.form
    found = [(part, rows(form, part.section, made.answers)) for part in parts(form)]
    return [(part, own) for part, own in found if own and (sections is None or part.section.name in sections)]


def who(made: Submission) -> str:
    """Return who sent it in, as far as that is known."""
    return str(made.by or made.participant or "")


def facts(made: Submission) -> list[tuple[str, str]]:
    """Return label and value of what stands above the answers."""
    response, asked = made.response, made.questionnaire
    code = response.invitation.municipality.cbs_code if response.invitation and response.invitation.municipality else ""
    told = [
        (_("Ontvangstbewijs"), made.receipt),
        (_("Vragenlijst"), response.survey.title),
        (_("Versie van de vragen"), f"{asked.version} ({asked.sha256[:16]})"),
        (_("Gemeente"), f"{response.organisation} ({code})" if code else str(response.organisation or "")),
        (_("Ingediend"), str(moment(made.at))),
        (_("Door"), who(made)),
        (_("Goedgekeurd door"), str(made.signed_by or "")),
        (_("Keer ingediend"), str(made.number)),
    ]
    return [(label, value) for label, value in told if value]
