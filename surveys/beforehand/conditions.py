"""When a question is asked, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from surveys.questionnaire import Group, Question, Questionnaire
from surveys.questionnaire.in_words import in_words
from surveys.standing import language


def condition(form: Questionnaire, node: Group | Question) -> str:
    """Say in words when a question or group is asked."""
    told = in_words(node.relevant, form, language())
    if told == node.relevant:  # deeper than words go
        return _("Alleen als dat uit uw antwoorden volgt.")
    return _("Alleen als %(condition)s.") % {"condition": told}
