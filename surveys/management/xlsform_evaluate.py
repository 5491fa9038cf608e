"""`schakel xlsform evaluate FORM ANSWERS`: what the rules of a form say of answers, as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser

from django.core.management.base import CommandError

from surveys.questionnaire import BrokenWorkbook, NotCanonical, NotNested, Questionnaire, evaluate_nested, read_workbook


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FORM.xlsx")
    parser.add_argument("answers", metavar="ANSWERS.json", help="antwoorden, genest als de vragenlijst; of een lijst")


def evaluated(form: bytes, answers: bytes) -> str:
    """Return the findings on one set of answers, or on each of a list, as JSON; raise CommandError in one line."""
    questionnaire = _questionnaire(form)
    try:
        given = json.loads(answers)
        if isinstance(given, list):
            found: object = [evaluate_nested(questionnaire, each) for each in given]
        else:
            found = evaluate_nested(questionnaire, given)
    except NotNested as error:
        raise CommandError(f"De antwoorden passen niet bij de vragenlijst: {error}") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"De antwoorden zijn geen JSON: {error}") from error
    return json.dumps(found, ensure_ascii=False, indent=2)


def _questionnaire(form: bytes) -> Questionnaire:
    try:
        if form.lstrip()[:1] == b"{":
            return Questionnaire.from_json(json.loads(form))
        return read_workbook(form)
    except BrokenWorkbook as broken:
        raise CommandError(" · ".join(map(str, broken.problems))) from broken
    except (NotCanonical, ValueError, RecursionError) as error:
        raise CommandError(f"De vragenlijst is niet te lezen: {error}") from error
