"""The verbs of a round: plan, ask (read a workbook), write (in the editor), open."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from schakel.directory.models import FrameEntry
from schakel.workspaces.models import WorkspacePage
from surveys.editor.reading import blocks_of
from surveys.models import Questionnaire, SurveyPage
from surveys.questionnaire import Questionnaire as Canonical
from surveys.questionnaire import read_workbook


@transaction.atomic
def plan(workspace: WorkspacePage, *, title: str, slug: str = "", year: int | None = None, by: User) -> SurveyPage:
    """Make a round that is not open yet. Raises ValidationError for a title or address that cannot be."""
    survey = SurveyPage(title=title.strip(), slug=slug or slugify(title), year=year or latest_year(), live=False)
    if not SurveyPage._slug_is_available(survey.slug, workspace):
        raise ValidationError(_("Er is al een vragenlijst met het adres ‘%(slug)s’.") % {"slug": survey.slug})
    workspace.add_child(instance=survey)
    survey.save_revision(user=by)
    journal.record("survey.plan", of=survey, by=by)
    return survey


def latest_year() -> int:
    """Return the last year of which the municipalities are known, or else the year that it is."""
    known = FrameEntry.objects.aggregate(last=Max("year"))["last"]
    return known or timezone.localdate().year


@transaction.atomic
def ask(survey: SurveyPage, workbook: str | Path | bytes, *, by: User) -> Questionnaire:
    """Read an XLSForm workbook as the questions of a round, in place of an earlier draft.

    Raises BrokenWorkbook with sheet and cell of each problem, ValidationError when the round is open already: then
    `versions.propose` reads it as the next version.
    """
    if survey.is_frozen:
        raise ValidationError(_("Deze ronde is al geopend. De vragen liggen vast."))
    form = read_workbook(workbook)
    draft = put(survey, form)
    show(survey, form, by=by)
    journal.record("survey.import", of=survey, by=by, sha256=form.sha256, questions=len(form.asked))
    return draft


@transaction.atomic
def write(survey: SurveyPage, form: Canonical, *, by: User) -> Questionnaire:
    """Put what was written in the editor in place of the draft. The same questions again change nothing.

    Raises ValidationError when the round is open and no new version was begun.
    """
    draft = survey.draft()
    if survey.is_frozen and draft is None:
        raise ValidationError(_("Deze ronde is al geopend. De vragen liggen vast."))
    if draft is not None and draft.sha256 == form.sha256:
        return draft
    draft = put(survey, form)
    journal.record("survey.write", of=survey, by=by, sha256=form.sha256, questions=len(form.asked))
    return draft


def put(survey: SurveyPage, form: Canonical) -> Questionnaire:
    """Store questions as the draft of a round, in place of the one that stood there."""
    draft = survey.draft() or Questionnaire(survey=survey, version=_next_version(survey))
    draft.canonical, draft.sha256, draft.imported_at = form.to_json(), form.sha256, timezone.now()
    draft.save()
    return draft


def show(survey: SurveyPage, form: Canonical, *, by: User) -> None:
    """Let the editor show questions that came another way: as blocks, in a new revision of the page."""
    page = survey.get_latest_revision_as_object()
    page.questions = survey.questions = json.dumps(blocks_of(form))
    survey.latest_revision = page.save_revision(user=by, clean=False)
    survey.has_unpublished_changes = page.has_unpublished_changes


def _next_version(survey: SurveyPage) -> int:
    last = survey.questionnaires.aggregate(last=Max("version"))["last"]
    return (last or 0) + 1


@transaction.atomic
def open(survey: SurveyPage, *, by: User) -> SurveyPage:  # noqa: A001 - rounds.open is its name in the design
    """Put the round before the municipalities: publish its page and freeze its questions.

    Raises ValidationError when it is open already, has no questions or would be closed at once.
    """
    draft, latest = survey.draft(), survey.get_latest_revision_as_object()
    if survey.is_frozen:
        raise ValidationError(_("Deze ronde is al geopend."))
    if draft is None:
        raise ValidationError(_("Er zijn nog geen vragen. Schrijf ze, of lees eerst een werkboek in."))
    if survey.is_over:
        raise ValidationError(_("De sluitingsdatum is al voorbij. Kies eerst een latere datum."))
    if latest.is_public and latest.sign_off:
        raise ValidationError(latest.nobody_signs())
    now = timezone.now()
    (survey.get_latest_revision() or survey.save_revision(user=by)).publish(user=by, skip_permission_checks=True)
    frozen = Questionnaire.objects.filter(pk=draft.pk, frozen_at__isnull=True).update(frozen_at=now)
    mine = SurveyPage.objects.filter(pk=survey.pk, opened_at__isnull=True)
    if not (frozen and mine.update(opened_at=now, questionnaire=draft)):
        raise ValidationError(_("Deze ronde is al geopend."))
    journal.record("survey.open", of=survey, by=by, sha256=draft.sha256)
    opened: SurveyPage = SurveyPage.objects.get(pk=survey.pk)
    return opened
