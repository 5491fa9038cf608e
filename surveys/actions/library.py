"""The verbs of the library: keep a question, use it again, remove it; and say which questions ask the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from schakel import journal
from schakel.accounts.models import User
from surveys.actions import rounds
from surveys.editor.compiling import empty
from surveys.editor.inserting import Inserted, excerpt, insert
from surveys.models import Equivalence, LibraryItem, Questionnaire, SurveyPage
from surveys.questionnaire import NotCanonical, canonical_bytes, faults
from surveys.questionnaire import Questionnaire as Canonical


@transaction.atomic
def keep(survey: SurveyPage, key: str, *, title: str = "", by: User) -> LibraryItem:
    """Keep a question or a section of a round, with its lists of choices; the same one twice is kept once."""
    source = survey.draft() or survey.questionnaire
    data = excerpt(source.form, key) if source else None
    if data is None:
        raise ValidationError(_("Deze vraag staat niet in de vragenlijst."))
    mark = hashlib.sha256(canonical_bytes({"children": data["children"], "lists": data["lists"]})).hexdigest()
    words = (title or Canonical.from_json(data).children[0].label())[:160]
    item, is_new = LibraryItem.objects.get_or_create(
        sha256=mark, defaults={"title": words, "canonical": data, "source": survey, "by": by}
    )
    if is_new:
        journal.record("library.keep", of=item, by=by, workspace=survey.workspace.pk)
    return item


@transaction.atomic
def use(survey: SurveyPage, item: LibraryItem, *, by: User) -> Inserted:
    """Put a kept question in the draft of a round; return under which names, and what could not come along."""
    draft = survey.draft()
    if survey.is_frozen and draft is None:
        raise ValidationError(_("Deze ronde is al geopend. Begin eerst een nieuwe versie."))
    base = draft.form.to_json() if draft else empty(survey.title, survey.slug)
    made = insert(base, item.canonical)
    form = _sound(made)
    rounds.write(survey, form, by=by)
    rounds.show(survey, form, by=by)
    journal.record("library.use", of=survey, by=by, item=item.pk)
    return made


def _sound(made: Inserted) -> Canonical:
    try:
        form = Canonical.from_json(made.data)
    except NotCanonical as broken:
        raise ValidationError(_("Deze vraag kan niet worden gelezen.")) from broken
    if wrong := faults(form):
        raise ValidationError([fault.message for fault in wrong])
    return form


@transaction.atomic
def remove(item: LibraryItem, *, workspace: int, by: User) -> None:
    """Take a question out of the library; where it was used it stays."""
    journal.record("library.remove", of=item, by=by, workspace=workspace)
    item.delete()


# ---------------------------------------------------------------- what asks the same
def suggested(survey: SurveyPage) -> list[str]:
    """Name the questions that the former round had too, of the same kind, and of which nothing was recorded."""
    now, before = _forms(survey)
    if now is None or before is None:
        return []
    known = set(
        Equivalence.objects.filter(survey=survey, earlier=survey.previous_round).values_list("question", flat=True)
    )
    return [
        question.name
        for question in now.asked
        if question.name not in known
        and question.name in before.questions
        and before.questions[question.name].kind == question.kind
    ]


def _forms(survey: SurveyPage) -> tuple[Canonical | None, Canonical | None]:
    earlier = survey.previous_round.questionnaire if survey.previous_round else None
    own: Questionnaire | None = survey.draft() or survey.questionnaire
    return (own.form if own else None), (earlier.form if earlier else None)


@transaction.atomic
def equate(
    survey: SurveyPage,
    question: str,
    earlier_question: str,
    *,
    choices: Mapping[str, str] | None = None,
    note: str = "",
    by: User,
) -> Equivalence:
    """Record that a question asks what one of the former round asked; doing it again changes what was recorded.

    `choices` maps earlier names of choices to those of now. Raises ValidationError for a question that is not there.
    """
    now, before = _forms(survey)
    if now is None or before is None:
        raise ValidationError(_("Kies eerst een vorige ronde, en schrijf de vragen van deze."))
    if question not in now.questions or earlier_question not in before.questions:
        raise ValidationError(_("Deze vraag staat niet in de vragenlijst."))
    on_offer = {choice.name for choice in now.questions[question].choices}
    mapped = {old: new for old, new in (choices or {}).items() if new in on_offer}
    made, _is_new = Equivalence.objects.update_or_create(
        survey=survey,
        question=question,
        earlier=survey.previous_round,
        defaults={"earlier_question": earlier_question, "choices": mapped, "note": note[:300]},
    )
    journal.record("survey.equate", of=survey, by=by, equivalence=made.pk)
    return made


@transaction.atomic
def accept(survey: SurveyPage, *, by: User) -> int:
    """Record every question that is suggested as asking the same."""
    names = suggested(survey)
    for name in names:
        equate(survey, name, name, by=by)
    return len(names)


@transaction.atomic
def unequate(survey: SurveyPage, question: str, *, by: User) -> None:
    """Forget that a question asks what was asked before."""
    Equivalence.objects.filter(survey=survey, question=question).delete()
    journal.record("survey.unequate", of=survey, by=by)
