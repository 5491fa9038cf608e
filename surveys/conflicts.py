"""Two people gave one question another answer: who wrote what, and what each of them sees of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from surveys.models import AnswerEvent, Response
from surveys.questionnaire import Question, Questionnaire, to_display
from surveys.questionnaire.keys import split
from surveys.standing import language
from surveys.typed import Typed


@dataclass(frozen=True)
class Writer:
    """Who writes: nobody is in conflict with themselves."""

    user: int | None = None
    participant: int | None = None
    browser: str = ""

    def wrote(self, event: AnswerEvent) -> bool:
        pairs = [(self.user, event.by_id), (self.participant, event.participant_id), (self.browser, event.writer)]
        return any(mine and mine == theirs for mine, theirs in pairs)


@dataclass(frozen=True)
class Clash:
    """One question with two answers: lexical forms, and as people read them."""

    key: str
    label: str
    theirs: str
    theirs_shown: str
    who: str
    at: datetime
    mine: str
    mine_shown: str
    revision: int


class Conflict(ValidationError):
    """Refuse, because since the writer saw these questions another gave them another answer. Nothing is stored."""

    def __init__(self, clashes: Iterable[Clash]) -> None:
        self.clashes = {clash.key: clash for clash in clashes}
        super().__init__(_("Een collega gaf intussen een ander antwoord. Kies welk antwoord blijft staan."))


def refuse_conflicts(response: Response, changed: Mapping[str, str], base: int, me: Writer) -> None:
    """Raise Conflict where the last word on a question since `base` is another's. `changed` differs from it."""
    rows = AnswerEvent.objects.filter(response=response, revision__gt=base, question__in=list(changed))
    last = {event.question: event for event in rows.select_related("by", "participant").order_by("revision")}
    form = response.survey.form
    found = [_clash(form, event, changed[key]) for key, event in last.items() if not me.wrote(event)]
    if found:
        raise Conflict(found)


def _clash(form: Questionnaire, event: AnswerEvent, mine: str) -> Clash:
    question = question_of(form, event.question)
    return Clash(
        key=event.question,
        label=question.label(language()) if question else event.question,
        theirs=event.value,
        theirs_shown=shown(question, event.value),
        who=str(event.participant or event.by or _("een collega")),
        at=event.at,
        mine=mine,
        mine_shown=shown(question, mine),
        revision=event.revision,
    )


def question_of(form: Questionnaire, key: str) -> Question | None:
    """Return the question of a key; None for a repeat, whose answer says which instances there are."""
    name = split(key)[0]
    return form.questions.get(name) or form.questions.get(name.rpartition("/")[2])


def shown(question: Question | None, value: str) -> str:
    """Return an answer as people read it; what is no answer as it was typed."""
    try:
        return to_display(question, value, language()) if question else value
    except ValueError:
        return value


def touched(response: Response, typed: Typed, base: int) -> Typed:
    """Return what somebody changed on a page that was made at revision `base`.

    A page posts all that stands on it: what still says what stood there is no word of theirs, and must not undo what
    a colleague wrote since.
    """
    if base >= response.revision:
        return typed
    keys = [*typed.answers, *typed.drafts]
    rows = AnswerEvent.objects.filter(response=response, question__in=keys).order_by("revision")
    moved = {event.question for event in rows if event.revision > base}
    stood = {event.question: event.value for event in rows if event.revision <= base}

    def own(values: Mapping[str, str]) -> dict[str, str]:
        return {key: value for key, value in values.items() if key not in moved or value != stood.get(key, "")}

    return Typed(own(typed.answers), own(typed.drafts))
