from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from meetings.models.attendance import Attendance
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.polls import Choice, Poll, Vote
from meetings.models.register import ActionPoint, Decision
from meetings.models.reviews import Outcome, Review
from meetings.models.steps import ActionStep

__all__ = [
    "ActionPoint",
    "ActionStep",
    "AgendaItem",
    "Attendance",
    "Choice",
    "Decision",
    "Line",
    "MeetingPage",
    "MinutesPage",
    "Outcome",
    "Poll",
    "Review",
    "Vote",
    "mark_of",
    "timeline",
]
