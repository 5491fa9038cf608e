"""What surveys keep of persons: who typed what for a municipality. The answers are the municipality's."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from schakel.privacy import retention
from schakel.privacy.declaring import Fate, Ground, Holding, Sort, about_nobody, declare
from surveys.models import AnswerEvent, Code, Invitation, Presence, Response

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
        plain="questions",
    ),
    Holding(
        "surveys.Response",
        purpose="Keep what a municipality answers until it sends it in",
        ground=Ground.TASK,
        term="as long as the round; what was typed and is no answer: surveys.drafts",
        fields={"answers": Sort.TEXT, "drafts": Sort.TEXT, "former": Sort.TEXT, "reopened_because": Sort.TEXT},
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
        plain="question writer",
    ),
    Holding(
        "surveys.Submission",
        purpose="Prove what was sent in, and by whom",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"answers": Sort.TEXT, "former": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.STAYS,
        reason=ANSWERS,
        plain="sha256 receipt",
    ),
    Holding(
        "surveys.Invitation",
        purpose="Let who fills in a public survey come back to their answers",
        ground=Ground.TASK,
        term="as long as the round; where nobody began: surveys.addresses",
        fields={"email": Sort.ADDRESS},
        fate=Fate.CLEAR,
    ),
    Holding(
        "surveys.Participant",
        purpose="Let colleagues of a municipality fill in together, and know who did what",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"email": Sort.ADDRESS, "name": Sort.NAME, "user": Sort.PERSON},
        fate=Fate.CLEAR,
    ),
    Holding(
        "surveys.Code",
        purpose="Confirm that a visitor reads the mail of an invited address",
        ground=Ground.INTEREST,
        term="surveys.codes",
        fields={"email": Sort.ADDRESS, "mark": Sort.SECRET},
        fate=Fate.DELETE,
    ),
    Holding(
        "surveys.Delegation",
        purpose="Hand a section to a colleague",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"email": Sort.ADDRESS, "name": Sort.NAME, "remark": Sort.TEXT},
        fate=Fate.CLEAR,
        plain="section",
    ),
    Holding(
        "surveys.Comment",
        purpose="Let colleagues of a municipality talk about a question",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"text": Sort.TEXT},
        fate=Fate.STAYS,
        reason="What a municipality remarked belongs to its answers.",
        plain="question",
    ),
    Holding(
        "surveys.SignOff",
        purpose="Know who approved the answers of a municipality",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"email": Sort.ADDRESS, "name": Sort.NAME, "remark": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "surveys.Contact",
        purpose="Write to the right person of a municipality",
        ground=Ground.TASK,
        term="as long as the municipality is asked",
        fields={
            "email": Sort.ADDRESS,
            "name": Sort.NAME,
            "job": Sort.TEXT,
            "phone": Sort.TEXT,
            "bounce": Sort.TEXT,
        },
        fate=Fate.CLEAR,
    ),
    Holding(
        "surveys.Mailing",
        purpose="Keep what was written to the municipalities",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"subject": Sort.TEXT, "body": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.STAYS,
        reason="What was sent to hundreds is part of the round.",
    ),
    Holding(
        "surveys.Extension",
        purpose="Decide on a request for more time",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"reason": Sort.TEXT, "decided_by": Sort.ACTOR},
        fate=Fate.STAYS,
        reason="Why a deadline moved is part of the round.",
    ),
    Holding(
        "surveys.CallNote",
        purpose="Know what was said in a call with a municipality",
        ground=Ground.TASK,
        term="as long as the round",
        fields={"text": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.STAYS,
        reason="The next caller needs what was agreed.",
    ),
    Holding(
        "surveys.LibraryItem",
        purpose="Use a question again",
        ground=Ground.TASK,
        term="as long as it is used",
        fields={"title": Sort.TEXT, "by": Sort.ACTOR},
        fate=Fate.STAYS,
        reason="A question is about no person.",
        plain="canonical sha256",
    ),
)
about_nobody(
    surveys__Questionnaire="canonical sha256 note",
    surveys__ResultSnapshot="data",
    surveys__Equivalence="question earlier_question choices note",
    surveys__Presence="section question writer",
    surveys__SubmitKey="key content",
)


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
retention.register(
    retention.Rule(
        "surveys.codes", "a day after they were sent", 1, lambda before: Code.objects.filter(sent_at__lt=before)
    ),
)
retention.register(
    retention.Rule(
        "surveys.addresses",
        "a day after somebody gave an address at a public survey and did not begin",
        1,
        lambda before: Invitation.objects.filter(response__isnull=True, created__lt=before).exclude(email=""),
    ),
)
retention.register(
    retention.Rule(
        "surveys.presence", "a day after they were seen", 1, lambda before: Presence.objects.filter(seen_at__lt=before)
    ),
)
