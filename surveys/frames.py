"""The only door from the ORM to pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Max

from schakel.directory.models import FrameEntry
from surveys.models import Submission, SurveyPage
from surveys.questionnaire import Question, Questionnaire

if TYPE_CHECKING:
    import pandas as pd

# no question can have a name with this sign
MUNICIPALITY, PROVINCE, SIZE = "@municipality", "@province", "@size_class"


def submissions(survey: SurveyPage, form: Questionnaire) -> pd.DataFrame:
    """Return a row per response, with its last submission, a column per question, and the strata of the frame.

    Numbers are floats (nan for no answer), all else is lexical text (None for no answer).
    """
    import pandas as pd

    sent = Submission.objects.counting().filter(response__survey=survey).order_by("pk")
    rows = list(sent.values_list("response__organisation", "answers"))
    strata = {} if survey.is_public else _strata(survey.year)
    columns: dict[str, object] = {
        MUNICIPALITY: [strata.get(organisation, ("", "", ""))[0] for organisation, _answers in rows],
        PROVINCE: [strata.get(organisation, ("", "", ""))[1] for organisation, _answers in rows],
        SIZE: [strata.get(organisation, ("", "", ""))[2] for organisation, _answers in rows],
    }
    for name, question in form.questions.items():
        if question.is_asked:
            columns[name] = _column(question, [answers.get(name) for _organisation, answers in rows])
    return pd.DataFrame(columns)


def _strata(year: int) -> dict[int, tuple[str, str, str]]:
    fields = ("municipality__organisation", "municipality__cbs_code", "province", "size_class")
    return {row[0]: row[1:] for row in FrameEntry.objects.filter(year=year).values_list(*fields)}


def _column(question: Question, values: list[str | None]) -> list[str | None] | pd.Series[float]:
    import pandas as pd

    if question.kind in ("integer", "decimal"):
        return pd.Series([float(value) if value else float("nan") for value in values], dtype="float64")
    return [value or None for value in values]


def population(survey: SurveyPage) -> int:
    """Return N: how many municipalities there are in the year of the round; 0 for a public survey, without a frame."""
    return 0 if survey.is_public else FrameEntry.objects.filter(year=survey.year).count()


def newest(survey: SurveyPage) -> int:
    """Return the key of the last submission that counts, 0 without any: it grows with each that is added or renewed."""
    found = Submission.objects.counting().filter(response__survey=survey)
    return found.aggregate(last=Max("pk"))["last"] or 0
