"""What meetings keep of persons: who was there, who brings what in, who promised what."""

from datetime import datetime

from django.db.models import QuerySet

from meetings.actions import packs
from meetings.models import MeetingPack, MeetingPage, MinutesPage
from schakel.privacy import retention
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
        fields={"place": Sort.TEXT, "intro": Sort.TEXT, "cancel_reason": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows.filter(pk__in=adopted_meetings()),
        reason=RECORD,
    ),
    Holding(
        "meetings.AgendaItem",
        purpose="Say what is discussed and who brings it in",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={
            "owner": Sort.PERSON,
            "owner_text": Sort.TEXT,
            "title": Sort.TEXT,
            "aim": Sort.TEXT,
            "explanation": Sort.TEXT,
        },
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
        plain="fingerprint quorum_snapshot",
    ),
    Holding(
        "meetings.Decision",
        purpose="Find decisions again by their number",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"text": Sort.TEXT, "basis": Sort.TEXT, "votes": Sort.TEXT},
        fate=Fate.STAYS,
        reason=RECORD,
    ),
    Holding(
        "meetings.ActionPoint",
        purpose="Know who promised what, and whether it was done",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"owner": Sort.PERSON, "done_by": Sort.ACTOR, "text": Sort.TEXT, "kept_open_because": Sort.TEXT},
        fate=Fate.STAYS,
        reason=RECORD,
    ),
)

# attendance: answers, substitutes, quorum
declare(
    Holding(
        "meetings.Answer",
        purpose="Know who comes to a meeting",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"person": Sort.PERSON, "answer": Sort.OWN, "stamp": Sort.OWN},
        fate=Fate.DELETE,
    ),
    Holding(
        "meetings.ItemAttendance",
        purpose="Record by whom an organisation was replaced at one item",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"substitute": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows.filter(item__meeting__in=adopted_meetings()),
        reason=RECORD,
    ),
    Holding(
        "meetings.Substitution",
        purpose="Let somebody take the place of a member at one meeting, with its papers",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"name": Sort.NAME, "email": Sort.ADDRESS, "named_by": Sort.ACTOR},
        fate=Fate.DELETE,
    ),
)
about_nobody(meetings__QuorumRule="")
# planning
declare(
    Holding(
        "meetings.MeetingSeries",
        purpose="Plan meetings together",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"title": Sort.TEXT, "place": Sort.TEXT, "items": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "meetings.DatePoll",
        purpose="Find a date for a meeting",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"title": Sort.TEXT, "place": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "meetings.DateAnswer",
        purpose="Find a date on which most can come",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"user": Sort.PERSON, "value": Sort.OWN},
        fate=Fate.DELETE,
    ),
    Holding(
        "meetings.CalendarFeed",
        purpose="Let somebody's own calendar fetch the meetings",
        ground=Ground.INTEREST,
        term="as long as the account",
        fields={"user": Sort.PERSON},
        fate=Fate.DELETE,
    ),
)
about_nobody(meetings__DateOption="", meetings__FormerEntry="")
# register: what happened to action points and decisions, and who voted
ROUND = "What a body asked, chose and promised is its record."
declare(
    Holding(
        "meetings.ActionStep",
        purpose="Know when and why an action point was moved, handed over, cancelled or kept",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"by": Sort.ACTOR, "owner_before": Sort.PERSON, "owner_after": Sort.PERSON, "reason": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "meetings.Review",
        purpose="Know when and why a decision was kept, changed or withdrawn",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"by": Sort.ACTOR, "reason": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "meetings.Poll",
        purpose="Ask the members of a meeting what they choose",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"question": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=of_adopted,
        reason=ROUND,
    ),
    Holding(
        "meetings.Choice",
        purpose="Say between what the members of a meeting choose, and how many did",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"choice_text": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=lambda rows: rows.filter(poll__meeting__in=adopted_meetings()),
        reason=ROUND,
    ),
    Holding(
        "meetings.Vote",
        purpose="Count each vote once; what was counted stays when the vote itself goes",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"voter": Sort.PERSON},
        fate=Fate.DELETE,
    ),
)
# agenda: proposals, templates and the round
declare(
    Holding(
        "meetings.ProposedItem",
        purpose="Know who proposes what for an agenda, and answer it",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={
            "submitted_by": Sort.PERSON,
            "owner": Sort.PERSON,
            "answered_by": Sort.ACTOR,
            "title": Sort.TEXT,
            "aim": Sort.TEXT,
            "explanation": Sort.TEXT,
            "answer": Sort.TEXT,
        },
        fate=Fate.CLEAR,
    ),
    Holding(
        "meetings.AgendaTemplate",
        purpose="Begin an agenda with the items of an earlier one",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"name": Sort.TEXT, "items": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "meetings.RoundAnswer",
        purpose="Tell what an organisation sees before a meeting",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"by": Sort.ACTOR, "successes": Sort.TEXT, "trends": Sort.TEXT, "bottlenecks": Sort.TEXT},
        fate=Fate.CLEAR,
        frozen=of_adopted,
        reason=RECORD,
    ),
)
about_nobody(meetings__BroughtSubject="subject")
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
# field reports that travel
declare(
    Holding(
        "meetings.FieldReport",
        purpose="Know what members see in the field, and tell who reported it the answer",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={"reporter": Sort.PERSON, "title": Sort.TEXT, "text": Sort.TEXT, "reason": Sort.TEXT},
        fate=Fate.CLEAR,
    ),
    Holding(
        "meetings.Escalation",
        purpose="Put to another body what members see in the field, and bring its answer home",
        ground=Ground.TASK,
        term="as long as the workspace",
        fields={
            "worded_by": Sort.ACTOR,
            "approved_by": Sort.ACTOR,
            "title": Sort.TEXT,
            "wording": Sort.TEXT,
            "reason": Sort.TEXT,
            "answer": Sort.TEXT,
        },
        fate=Fate.CLEAR,
    ),
)
# ---------------------------------------------------------------- packs and private notes
declare(
    Holding(
        "meetings.MeetingPack",
        purpose="Give a member one file with the papers of a meeting, with their name on it",
        ground=Ground.TASK,
        term="meetings.packs",
        fields={"user": Sort.PERSON, "file": Sort.FILE},
        fate=Fate.DELETE,
        plain="made_of contents before",
    ),
    Holding(
        "meetings.Note",
        purpose="Let a member prepare a meeting: private notes, encrypted, which nobody else is shown",
        ground=Ground.INTEREST,
        term="until their writer takes them away, or as long as the account",
        fields={"user": Sort.PERSON, "locked": Sort.OWN},
        fate=Fate.DELETE,
        plain="version",
    ),
)


def old_packs(before: datetime) -> QuerySet[MeetingPack]:
    return MeetingPack.objects.filter(asked__lt=before)


retention.register(retention.Rule("meetings.packs", "thirty days after it was asked for", 30, old_packs, packs.drop))
