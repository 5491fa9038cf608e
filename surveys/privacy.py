"""What surveys keep of persons: who typed what for a municipality. The answers are the municipality's."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from schakel.privacy import retention
from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare
from surveys.models import AnswerEvent, Response

ANSWERS = "What a municipality answered is its own record; the database does not let it change."

declare(
    Holding(
        "surveys.SurveyPage",
        purpose="Say who asks, and what for",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"sender": Sort.TEXT, "introduction": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows.filter(opened_at__isnull=False),
        reason="What was put before the municipalities belongs to their answers.",
    ),
    Holding(
        "surveys.Response",
        purpose="Keep what a municipality answers until it sends it in",
        ground=Ground.TASK,
        term="as long as the round; what was typed and is no answer: surveys.drafts",
        fields={"answers": Sort.TEXT, "drafts": Sort.TEXT},
        fate=Fate.STAYS,
        reason=ANSWERS,
    ),
    Holding(
        "surveys.AnswerEvent",
        purpose="Show how an answer came about, and by whom",
        ground=Ground.TASK,
        term="as long as the round; what was typed and is no answer: surveys.drafts",
        fields={"value": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.STAYS,
        reason=ANSWERS,
        plain="question",
    ),
    Holding(
        "surveys.Submission",
        purpose="Prove what was sent in, and by whom",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"answers": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.STAYS,
        reason=ANSWERS,
        plain="sha256 receipt",
    ),
)
about_nobody(surveys__Questionnaire="canonical sha256", surveys__ResultSnapshot="data")


def drafts(before: datetime) -> QuerySet[Response]:
    """Return the responses of rounds that closed before, in which something stands that was never an answer."""
    typed = AnswerEvent.objects.filter(is_draft=True).values("response")
    return Response.objects.filter(~Q(drafts={}) | Q(pk__in=typed), survey__closes_at__lt=before)


def forget_drafts(rows: QuerySet[Any]) -> None:
    # the events refuse to be deleted one by one; a round that closed long ago loses its attempts alone
    keys = list(rows.values_list("pk", flat=True))
    QuerySet(AnswerEvent).filter(is_draft=True, response__in=keys).delete()
    Response.objects.filter(pk__in=keys).update(drafts={})


retention.register(
    retention.Rule("surveys.drafts", "two years after the round closed", 730, drafts, forget_drafts),
)
