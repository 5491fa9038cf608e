from surveys.models.rounds import Questionnaire, SurveyPage  # first: what the others point to

from surveys.models.invitations import Invitation  # isort: skip

from surveys.models.responses import AnswerEvent, Response, Submission, SubmitKey  # isort: skip
from surveys.models.people import Code, Comment, Delegation, Entry, Participant, Presence, SignOff  # isort: skip
from surveys.models.fieldwork import CallNote, Contact, Extension, Mailing, MailingReceipt
from surveys.models.library import Equivalence, LibraryItem

from surveys.models.results import ResultSnapshot  # isort: skip

__all__ = [
    "AnswerEvent",
    "CallNote",
    "Code",
    "Comment",
    "Contact",
    "Delegation",
    "Entry",
    "Equivalence",
    "Extension",
    "Invitation",
    "LibraryItem",
    "Mailing",
    "MailingReceipt",
    "Participant",
    "Presence",
    "Questionnaire",
    "Response",
    "ResultSnapshot",
    "SignOff",
    "Submission",
    "SubmitKey",
    "SurveyPage",
]
