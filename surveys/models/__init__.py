from surveys.models.rounds import Questionnaire, SurveyPage  # first: what the others point to

from surveys.models.invitations import Invitation  # isort: skip

from surveys.models.responses import AnswerEvent, Response, Submission  # isort: skip
from surveys.models.results import ResultSnapshot  # isort: skip

__all__ = ["AnswerEvent", "Invitation", "Questionnaire", "Response", "ResultSnapshot", "Submission", "SurveyPage"]
