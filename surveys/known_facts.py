"""What the frame knows of a municipality already, and nobody asks it again: the column `fact` of the workbook."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from schakel.directory.models import FrameEntry
from surveys.models import Response
from surveys.questionnaire import Questionnaire

NOTHING: Mapping[str, str] = {}


@lru_cache(maxsize=64)
def _wants(form: Questionnaire) -> bool:
    return any(question.fact for question in form.questions.values())


def of(response: Response, form: Questionnaire) -> Mapping[str, str]:
    """Return the facts of the municipality of a response in the year of its round; none where no question has one."""
    if response.organisation_id is None or not _wants(form):
        return NOTHING
    frame = FrameEntry.objects.filter(year=response.survey.year, municipality__organisation=response.organisation_id)
    entry = frame.select_related("municipality").first()
    if entry is None:
        return NOTHING
    return {
        "municipality": entry.name,
        "cbs_code": entry.municipality.cbs_code,
        "province": entry.province,
        "population": str(entry.population),
        "size_class": entry.size_class,
    }
