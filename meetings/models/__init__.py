from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from meetings.models.attendance import Attendance
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.note import Note
from meetings.models.pack import MeetingPack
from meetings.models.register import ActionPoint, Decision

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "Decision",
    "Line",
    "MeetingPack",
    "MeetingPage",
    "MinutesPage",
    "Note",
    "mark_of",
    "timeline",
]
