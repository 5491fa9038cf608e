"""What meetings keep of persons: who was there, who brings what in, who promised what."""

from django.db.models import QuerySet

from meetings.models import MeetingPage, MinutesPage
from schakel.privacy.declaring import Fate, Ground, Holding, Rows, Sort, about_nobody, declare

RECORD = "Adopted minutes are the record of a body: changing them would break their seal."


def adopted_meetings() -> QuerySet[MeetingPage]:
    """Return the meetings whose minutes were adopted; all that belongs to them is sealed."""
    paths = MinutesPage.objects.filter(status=MinutesPage.Status.ADOPTED).values_list("path", flat=True)
    found: QuerySet[MeetingPage] = MeetingPage.objects.filter(path__in=[path[: -MeetingPage.steplen] for path in paths])
    return found


def of_adopted(rows: Rows) -> Rows:
    return rows.filter(meeting__in=adopted_meetings())


declare(
    Holding(
        "meetings.MeetingPage",
        purpose="Plan meetings",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"place": Sort.TEXT, "intro": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows.filter(pk__in=adopted_meetings()),
        reason=RECORD,
    ),
    Holding(
        "meetings.AgendaItem",
        purpose="Say what is discussed and who brings it in",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"owner": Sort.PERSON, "owner_text": Sort.TEXT, "title": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=of_adopted,
        reason=RECORD,
    ),
    Holding(
        "meetings.Attendance",
        purpose="Record which organisations were there, and by whom they were replaced",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"substitute": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=of_adopted,
        reason=RECORD,
    ),
    Holding(
        "meetings.MinutesPage",
        purpose="Record what was said and decided, who was there and who adopted it",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={
            "body": Sort.TEXT,
            "attendance_snapshot": Sort.TEXT,
            "access_snapshot": Sort.TEXT,
            "adopted_without": Sort.TEXT,
            "adopted_by": Sort.ACTOR,
        },
        fate=Fate.CLEAR,
        frozen=lambda rows: rows.filter(status=MinutesPage.Status.ADOPTED),
        reason=RECORD,
        plain="fingerprint",
    ),
    Holding(
        "meetings.Decision",
        purpose="Find decisions again by their number",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"text": Sort.TEXT},
        fate=Fate.STAYS,
        reason=RECORD,
    ),
    Holding(
        "meetings.ActionPoint",
        purpose="Know who promised what, and whether it was done",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"owner": Sort.PERSON, "done_by": Sort.ACTOR, "text": Sort.TEXT},
        fate=Fate.STAYS,
        reason=RECORD,
    ),
)

# minutes: their corrections and versions
declare(
    Holding(
        "meetings.Correction",
        purpose="Correct minutes before they are adopted, and show what was done with each correction",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={
            "by": Sort.PERSON,
            "stood": Sort.TEXT,
            "quoted": Sort.TEXT,
            "text": Sort.TEXT,
            "answer": Sort.TEXT,
            "answered_by": Sort.ACTOR,
        },
        fate=Fate.CLEAR,
        frozen=lambda rows: rows.filter(minutes__status=MinutesPage.Status.ADOPTED),
        reason=RECORD,
    ),
)
about_nobody(meetings__MinutesVersion="")
