"""Who else is at work in a response, and who has which section: in words, for the pages of a questionnaire."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.conflicts import question_of
from surveys.models import AnswerEvent, Comment, Delegation, Presence, Response
from surveys.outline import Part, parts
from surveys.reach import section_of, seen, sees, sees_key
from surveys.standing import Standing, language
from surveys.ways_in import Visit

PRESENT = timedelta(seconds=45)  # a tab tells every 15 seconds where it is


@dataclass(frozen=True)
class Held:
    """A section with those who have it and those who are in it."""

    part: Part
    delegations: list[Delegation]
    present: str


def others(visit: Visit, response: Response) -> dict[str, list[str]]:
    """Return the names of who else is at work at this moment, by section; nobody twice, nobody in another's part."""
    rows = Presence.objects.filter(response=response, seen_at__gte=timezone.now() - PRESENT)
    if visit.participant:
        rows = rows.exclude(participant=visit.participant)
    if visit.who:
        rows = rows.exclude(writer=visit.who)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows.select_related("participant").order_by("pk"):
        if sees(visit, row.section):
            found[row.section][str(row.participant_id or row.writer or row.pk)] = name_of(row)
    return {section: list(names.values()) for section, names in found.items()}


def name_of(row: Presence) -> str:
    return str(row.participant) if row.participant else _("Een collega")


def working(names: Iterable[str], label: str = "") -> str:
    """Say who is at work ("Jan (verzonnen) werkt aan Beleid"); without a label: here."""
    told = list(names)
    if not told:
        return ""
    who = told[0] if len(told) == 1 else _("%(first)s en %(last)s") % {"first": ", ".join(told[:-1]), "last": told[-1]}
    if not label:
        return (_("%(who)s werkt hier nu ook.") if len(told) == 1 else _("%(who)s werken hier nu ook.")) % {"who": who}
    words = _("%(who)s werkt aan %(what)s.") if len(told) == 1 else _("%(who)s werken aan %(what)s.")
    return words % {"who": who, "what": label}


def held(visit: Visit, response: Response, stand: Standing) -> list[Held]:
    """Return each section that is shown, with who has it and who is in it: two questions to the database."""
    handed: dict[str, list[Delegation]] = defaultdict(list)
    for row in Delegation.objects.standing().filter(response=response).select_related("by"):
        handed[row.section].append(row)
    here = others(visit, response)
    shown = [part for part in seen(visit, parts(stand.form, stand)) if part.is_shown]
    return [Held(part, handed[part.section.name], working(here.get(part.section.name, []))) for part in shown]


def mine(visit: Visit, response: Response) -> list[Delegation]:
    """Return what was handed to this visitor."""
    emails = {who.email.lower() for who in (visit.participant, visit.user) if who}
    return list(Delegation.objects.standing().filter(response=response, email__in=emails)) if emails else []


def comments(response: Response, keys: Iterable[str] | None = None) -> dict[str, list[Comment]]:
    """Return the comments beside questions (of all without `keys`), the settled ones too."""
    rows = Comment.objects.filter(response=response).select_related("by")
    found: dict[str, list[Comment]] = defaultdict(list)
    for row in rows if keys is None else rows.filter(question__in=list(keys)):
        found[row.question].append(row)
    return dict(found)


def question_address(visit: Visit, key: str) -> tuple[str, str]:
    """Return the words of a question and where it stands."""
    form = visit.survey.form
    section, question = section_of(form, key), question_of(form, key)
    address = reverse("survey_section", args=[visit.survey.slug, (section.name if section else "") or Part.LOOSE])
    return question.label(language()) if question else key, f"{address}#{key}"


def changed(visit: Visit, response: Response, since: int) -> dict[str, str]:
    """Return who else changed which of the questions that the visitor sees, after revision `since`."""
    if since >= response.revision:
        return {}
    own = Q(pk__in=[])
    if visit.user:
        own |= Q(by=visit.user)
    if visit.participant:
        own |= Q(participant=visit.participant)
    if visit.who:
        own |= Q(writer=visit.who)
    rows = AnswerEvent.objects.filter(response=response, revision__gt=since).exclude(own)
    told = rows.select_related("participant", "by").order_by("revision")
    form = response.survey.form
    return {
        row.question: str(row.participant or row.by or _("Een collega"))
        for row in told
        if sees_key(visit, form, row.question)
    }
