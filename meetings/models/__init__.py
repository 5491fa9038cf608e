from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from meetings.models.answers import Answer
from meetings.models.attendance import Attendance, ItemAttendance
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.quorum import QuorumRule
from meetings.models.register import ActionPoint, Decision
from meetings.models.substitution import Substitution

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Decision",
    "ItemAttendance",
    "Line",
    "MeetingPage",
    "MinutesPage",
    "QuorumRule",
    "Substitution",
    "mark_of",
    "timeline",
]
