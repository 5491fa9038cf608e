"""The questionnaire as a tagged PDF (PDF/UA-1)."""

from __future__ import annotations

from pathlib import Path

from schakel import typeset
from surveys.beforehand import told
from surveys.models import SurveyPage

SOURCE = Path(__file__).parents[1] / "print" / "questions.typ"


def made(survey: SurveyPage) -> bytes:
    """Return the PDF of all questions of an opened round."""
    return typeset.pdf(SOURCE, told.of(survey))
