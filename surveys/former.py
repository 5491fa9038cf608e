"""What was answered last time: found when a response begins, shown beside the question, never counted by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from schakel.directory.models import Municipality
from surveys.kinds import asks_own_code
from surveys.models import Equivalence, Response, Submission, SurveyPage
from surveys.questionnaire import Question, Questionnaire
from surveys.questionnaire.lexical import fault_in


class FormerState(StrEnum):
    """What became of an answer of last time."""

    CONFIRMED = "confirmed"
    CHANGED = "changed"
    UNSEEN = "unseen"  # nobody answered the question now: what was said then is no answer


def former_states(response: Response, answers: Mapping[str, str]) -> dict[str, str]:
    """Say by key what became of each former answer, given the `answers` that count now."""
    return {key: str(_state(former, answers.get(key, ""))) for key, former in response.former.items()}


def _state(former: str, now: str) -> FormerState:
    if not now:
        return FormerState.UNSEEN
    return FormerState.CONFIRMED if now == former else FormerState.CHANGED


def answers_of(survey: SurveyPage, municipality: Municipality) -> dict[str, str]:
    """Return the answers of the previous round by the keys of this one, as far as the questions are equivalent.

    A municipality that did not take part itself gets those of its predecessors, where all who answered a question
    said the same: numbers are never added up, and of two opinions none is taken. Questions in repeats have none.
    """
    previous = survey.previous_round
    if previous is None or previous.questionnaire is None:
        return {}
    sent = _sent(previous, municipality)
    if not sent:
        return {}
    return dict(_carried(survey, previous.form, sent))


def _sent(previous: SurveyPage, municipality: Municipality) -> list[dict[str, str]]:
    """Return what the municipality sent in then, or else what each of its predecessors sent in."""
    counted = Submission.objects.filter(response__survey=previous, response__submission__pk__isnull=False)
    latest = counted.order_by("response", "-number").values_list("response__organisation", "answers")
    by_owner: dict[int, dict[str, str]] = {}
    for owner, answers in latest.filter(response__organisation__in=[municipality.organisation_id]):
        by_owner.setdefault(owner, answers)
    if not by_owner:
        for owner, answers in latest.filter(response__organisation__in=_owners_before(municipality)):
            by_owner.setdefault(owner, answers)
    return list(by_owner.values())


def _owners_before(municipality: Municipality) -> set[int]:
    """Return the organisations of all predecessors, also of those that merged twice."""
    found: dict[int, int] = {}
    last = [municipality.pk]
    while last:
        rows = Municipality.objects.filter(successors__in=last).exclude(pk__in=[municipality.pk, *found])
        fresh = dict(rows.values_list("pk", "organisation"))
        found |= fresh
        last = list(fresh)
    return set(found.values())


def _carried(survey: SurveyPage, before: Questionnaire, sent: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    equal = {row.question: row for row in Equivalence.objects.filter(survey=survey, earlier=survey.previous_round)}
    for key, question in survey.form.questions.items():
        row = equal.get(key)
        earlier = before.questions.get(row.earlier_question if row else key)
        if not question.is_asked or asks_own_code(question) or earlier is None:
            continue
        if row is None and earlier.kind != question.kind:
            continue
        said = {answers[earlier.name] for answers in sent if answers.get(earlier.name)}
        value = _translated(question, said.pop(), row.choices if row else {}) if len(said) == 1 else ""
        if value:
            yield key, value


def _translated(question: Question, value: str, choices: Mapping[str, str]) -> str:
    """Return an earlier answer in the words of now; "" where it has no equal."""
    if question.choices:
        value = " ".join(choices.get(name, name) for name in value.split())
    return value if fault_in(question, value) is None else ""
