from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from meetings.models.agenda_templates import AgendaTemplate, BroughtSubject
from meetings.models.attendance import Attendance
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.proposals import ProposedItem
from meetings.models.register import ActionPoint, Decision
from meetings.models.round_answers import RoundAnswer

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "AgendaTemplate",
    "Attendance",
    "BroughtSubject",
    "Decision",
    "Line",
    "MeetingPage",
    "MinutesPage",
    "ProposedItem",
    "RoundAnswer",
    "mark_of",
    "timeline",
]
