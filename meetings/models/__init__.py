from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from meetings.models.attendance import Attendance
from meetings.models.correction import Correction
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.register import ActionPoint, Decision
from meetings.models.version import MinutesVersion

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "Correction",
    "Decision",
    "Line",
    "MeetingPage",
    "MinutesPage",
    "MinutesVersion",
    "mark_of",
    "timeline",
]
