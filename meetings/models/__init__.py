from meetings.models.agenda import AgendaItem, Line, mark_of, timeline
from meetings.models.agenda_templates import AgendaTemplate, BroughtSubject
from meetings.models.answers import Answer
from meetings.models.attendance import Attendance, ItemAttendance
from meetings.models.correction import Correction
from meetings.models.datepoll import DateAnswer, DateOption, DatePoll
from meetings.models.escalations import Escalation, next_levels
from meetings.models.feed import CalendarFeed
from meetings.models.field_reports import FieldReport, ReportKind, Theme
from meetings.models.meeting import MeetingPage
from meetings.models.minutes import MinutesPage
from meetings.models.note import Note
from meetings.models.pack import MeetingPack
from meetings.models.polls import Choice, Poll, Vote
from meetings.models.proposals import ProposedItem
from meetings.models.quorum import QuorumRule
from meetings.models.register import ActionPoint, Decision
from meetings.models.reviews import Outcome, Review
from meetings.models.round_answers import RoundAnswer
from meetings.models.series import FormerEntry, MeetingSeries
from meetings.models.steps import ActionStep
from meetings.models.substitution import Substitution
from meetings.models.version import MinutesVersion

__all__ = [
    "ActionPoint",
    "ActionStep",
    "AgendaItem",
    "AgendaTemplate",
    "Answer",
    "Attendance",
    "BroughtSubject",
    "CalendarFeed",
    "Choice",
    "Correction",
    "DateAnswer",
    "DateOption",
    "DatePoll",
    "Decision",
    "Escalation",
    "FieldReport",
    "FormerEntry",
    "ItemAttendance",
    "Line",
    "MeetingPack",
    "MeetingPage",
    "MeetingSeries",
    "MinutesPage",
    "MinutesVersion",
    "Note",
    "Outcome",
    "Poll",
    "ProposedItem",
    "QuorumRule",
    "ReportKind",
    "Review",
    "RoundAnswer",
    "Substitution",
    "Theme",
    "Vote",
    "mark_of",
    "next_levels",
    "timeline",
]
