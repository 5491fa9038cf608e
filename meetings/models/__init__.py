from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from meetings.models.attendance import Attendance
from meetings.models.datepoll import DateAnswer, DateOption, DatePoll
from meetings.models.feed import CalendarFeed
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.register import ActionPoint, Decision
from meetings.models.series import FormerEntry, MeetingSeries

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "Attendance",
    "CalendarFeed",
    "DateAnswer",
    "DateOption",
    "DatePoll",
    "Decision",
    "FormerEntry",
    "Line",
    "MeetingPage",
    "MeetingSeries",
    "MinutesPage",
    "mark_of",
    "timeline",
]
