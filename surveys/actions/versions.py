"""The verbs of a version of an open round: begin one, propose a workbook, look at its effect, publish, discard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.push.announcing import announce
from surveys.actions import rounds
from surveys.models import Questionnaire, Response, SurveyPage
from surveys.questionnaire import Questionnaire as Canonical
from surveys.questionnaire import read_workbook
from surveys.questionnaire.differences import Change, What, differences
from surveys.questionnaire.keys import split
from surveys.standing import standing


@dataclass(frozen=True)
class Effect:
    """What publishing a version does: its changes, and to how many responses."""

    changes: list[Change]
    answered: Counter[str]  # responses with an answer, by question
    chosen: Counter[tuple[str, str]]  # responses that chose, by question and choice
    incomplete: int  # complete responses, not sent in, that become incomplete
    under_way: int

    @property
    def refused(self) -> list[Change]:
        """The questions whose kind changes although they were answered."""
        return [each for each in self.changes if each.what is What.KIND and self.answered[each.key]]


@transaction.atomic
def begin(survey: SurveyPage, *, by: User) -> Questionnaire:
    """Begin a new version of an open round with the questions as they stand; one that was begun is returned."""
    known = survey.draft()
    if known is not None:
        return known
    if not survey.is_frozen:
        raise ValidationError(_("Deze ronde is nog niet geopend. Wijzig de vragen zelf."))
    draft = rounds.put(survey, survey.form)
    rounds.show(survey, survey.form, by=by)
    journal.record("survey.revise", of=survey, by=by, version=draft.version)
    return draft


@transaction.atomic
def propose(survey: SurveyPage, workbook: bytes, *, by: User) -> Questionnaire:
    """Read a workbook as the next version of an open round. Raises BrokenWorkbook, or ValidationError before that."""
    if not survey.is_frozen:
        raise ValidationError(_("Deze ronde is nog niet geopend. Wijzig de vragen zelf."))
    form = read_workbook(workbook)
    draft = rounds.put(survey, form)
    rounds.show(survey, form, by=by)
    journal.record("survey.import", of=survey, by=by, sha256=form.sha256, questions=len(form.asked))
    return draft


@transaction.atomic
def discard(survey: SurveyPage, *, by: User) -> None:
    """Drop a version that was begun; the questions stay as they are."""
    draft = survey.draft()
    if draft is None or not survey.is_frozen:
        raise ValidationError(_("Er is geen nieuwe versie."))
    version = draft.version
    draft.delete()
    rounds.show(survey, survey.form, by=by)
    journal.record("survey.discard", of=survey, by=by, version=version)


def effect(survey: SurveyPage, draft: Questionnaire) -> Effect:
    """Return what would change, and for how many."""
    changes = differences(survey.form, draft.form)
    kinds = {name: question.kind for name, question in survey.form.questions.items()}
    answered: Counter[str] = Counter()
    chosen: Counter[tuple[str, str]] = Counter()
    incomplete = under_way = 0
    responses = Response.objects.filter(survey=survey).values_list("answers", "drafts", "is_complete", "submitted_at")
    for answers, drafts, complete, submitted in responses.iterator():
        given = {split(key)[0]: value for key, value in answers.items() if value != ""}
        answered.update(given.keys())
        for name, value in given.items():
            chosen.update((name, each) for each in value.split() if kinds.get(name, "").startswith("select"))
        if submitted is None:
            under_way += 1
            incomplete += complete and not standing(draft.form, answers, drafts).complete
    return Effect(changes, answered, chosen, incomplete, under_way)


@transaction.atomic
def publish(survey: SurveyPage, draft: Questionnaire, *, note: str = "", by: User) -> Questionnaire:
    """Freeze a version and put it before the municipalities; what was answered stays as it is stored.

    Who is filling in sees it at the next request; what was sent in keeps the version that it was sent in with. Raises
    ValidationError when a question that was answered would change its kind, or when the version changed meanwhile.
    """
    if not survey.is_frozen:
        raise ValidationError(_("Deze ronde is nog niet geopend. Open eerst de ronde."))
    found = effect(survey, draft)
    if found.refused:
        raise ValidationError([_refusal(each) for each in found.refused])
    if not found.changes:
        raise ValidationError(_("Deze versie verandert niets."))
    mine = Questionnaire.objects.filter(pk=draft.pk, survey=survey, frozen_at__isnull=True, sha256=draft.sha256)
    if not mine.update(frozen_at=timezone.now(), note=note[:300]):
        raise ValidationError(_("Deze versie is intussen gewijzigd of gepubliceerd. Bekijk haar opnieuw."))
    SurveyPage.objects.filter(pk=survey.pk).update(questionnaire=draft)
    _judge_again(survey, draft.form)
    journal.record("survey.version", of=survey, by=by, version=draft.version, sha256=draft.sha256)
    announce(survey.workspace, "survey.version", survey.pk)
    return Questionnaire.objects.get(pk=draft.pk)


def _refusal(change: Change) -> str:
    return _(
        "De vraag ‘%(name)s’ is al beantwoord en kan geen ander soort vraag worden. Geef haar een nieuwe naam."
    ) % {"name": change.key}


def _judge_again(survey: SurveyPage, form: Canonical) -> None:
    """Let the responses under way say whether they are complete by the new rules; their answers are not touched."""
    for response in Response.objects.filter(survey=survey, submitted_at__isnull=True).iterator():
        complete = bool(response.begun_at) and standing(form, response.answers, response.drafts).complete
        if complete != response.is_complete:
            Response.objects.unchanged(response).update(is_complete=complete)
