"""The verbs of proposed items: submit, change, withdraw by who proposes; take, merge, return by the secretary."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import people
from meetings.actions import agenda
from meetings.actions.frozen import open_for_change
from meetings.models import AgendaItem, MeetingPage, ProposedItem
from schakel import journal
from schakel.accounts.models import User
from schakel.files import papers
from schakel.files.inspection import inspect
from schakel.files.models import Paper
from schakel.guard import inside, releases
from schakel.notices import telling
from schakel.tlp import USUAL

State = ProposedItem.State
FIELDS = {"title", "kind", "aim", "explanation", "duration", "tlp", "owner"}
WORDS = ("title", "aim", "explanation")


def submit(
    meeting: MeetingPage,
    *,
    title: str,
    kind: str = AgendaItem.Kind.DISCUSSION,
    aim: str = "",
    explanation: str = "",
    duration: int = 10,
    tlp: str = USUAL,
    owner: User | None = None,
    paper: File[bytes] | None = None,
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> ProposedItem:
    """Propose an item, with a first paper, for the agenda of `meeting`; the same `key` proposes it once.

    After the closing moment it is late. Raises ValidationError; `stays` says why a name may stand in its words.
    """
    if paper:
        paper = inspect(paper, paper.name or "")
    said = [title, aim, explanation, inside.words_of(paper) if paper else ""]
    releases.admit("\n".join(said).strip(), workspace=meeting.workspace, reason=stays, by=by)
    facts = {"title": title, "kind": kind, "aim": aim, "explanation": explanation, "duration": duration, "tlp": tlp}
    return _submit(meeting, {**facts, "owner": owner}, paper, key or uuid.uuid4(), by)


@transaction.atomic
def _submit(
    meeting: MeetingPage, facts: dict[str, Any], paper: File[bytes] | None, key: uuid.UUID, by: User
) -> ProposedItem:
    open_for_change(meeting)
    known = ProposedItem.objects.filter(meeting=meeting, key=key, submitted_by=by).first()
    if known:
        return known
    if not meeting.takes_submissions:
        raise ValidationError(_("De vergadering is al begonnen. U kunt geen punt meer indienen."))
    late = timezone.now() > meeting.submissions_until
    proposal = ProposedItem(meeting=meeting, key=key, submitted_by=by, late=late, **_stripped(facts))
    _store(proposal)
    if paper:
        _add_paper(proposal, paper, "", by)
    journal.record("proposal.submit", of=proposal, by=by, meeting=meeting.pk, late=late)
    telling.tell("proposal.submitted", proposal, key=f"proposal.submitted:{proposal.pk}", by=by)
    return proposal


def change(proposal: ProposedItem, *, stays: str = "", by: User, **changes: Any) -> ProposedItem:
    """Change one or more of FIELDS while it waits. Raises ValidationError, PermissionDenied for who did not submit."""
    if unknown := set(changes) - FIELDS:
        raise TypeError(f"A proposed item has no {', '.join(sorted(unknown))}.")
    _own(proposal, by)
    said = [changes[name] for name in WORDS if name in changes and changes[name] != getattr(proposal, name)]
    releases.admit("\n".join(said).strip(), workspace=proposal.workspace, reason=stays, by=by)
    with transaction.atomic():
        held = _waiting(proposal)
        changed = {name: value for name, value in _stripped(changes).items() if getattr(held, name) != value}
        for name, value in changed.items():
            setattr(held, name, value)
        if changed:
            _store(held)
            journal.record("proposal.change", of=held, by=by, meeting=held.meeting_id)
    return held


def add_paper(proposal: ProposedItem, file: File[bytes], *, title: str = "", stays: str = "", by: User) -> Paper:
    """Put a file with a proposal; until it is taken only the submitter, secretary and chair see it.

    Raises ValidationError.
    """
    _own(proposal, by)
    found = inspect(file, file.name or "")
    releases.admit(inside.words_of(found, title), workspace=proposal.workspace, reason=stays, by=by)
    with transaction.atomic():
        return _add_paper(_waiting(proposal), found, title, by)


@transaction.atomic
def remove_paper(proposal: ProposedItem, paper: Paper, *, by: User) -> None:
    """Take a paper away from a proposal that waits. Raises ValidationError."""
    _own(proposal, by)
    held = _waiting(proposal)
    if held.papers.filter(pk=paper.pk).exists():
        held.papers.remove(paper)
        papers.remove(paper, by=by)


@transaction.atomic
def withdraw(proposal: ProposedItem, *, by: User) -> None:
    """Take back what one submitted; doing it again changes nothing. Raises ValidationError, PermissionDenied."""
    _own(proposal, by)
    if _is(proposal, State.WITHDRAWN):
        return
    held = _waiting(proposal)
    ProposedItem.objects.filter(pk=held.pk).update(state=State.WITHDRAWN)
    journal.record("proposal.withdraw", of=held, by=by, meeting=held.meeting_id)
    proposal.refresh_from_db()


@transaction.atomic
def take(proposal: ProposedItem, *, answer: str = "", by: User) -> AgendaItem:
    """Put what was proposed on the agenda, with its papers; a late one is announced. Raises ValidationError."""
    if _is(proposal, State.TAKEN) and proposal.item:
        return proposal.item
    held = _waiting(proposal)
    sits = people.members(held.workspace).filter(pk=held.brings.pk).exists()
    facts = {name: getattr(held, name) for name in ("title", "kind", "duration", "tlp", "aim", "explanation")}
    facts["owner"] = held.brings if sits else None
    item = agenda.place_item(held.meeting, {**facts, "late": held.late}, key=held.key, before_closing=True, by=by)
    _settle(held, State.TAKEN, item, answer, by)
    proposal.refresh_from_db()
    return item


@transaction.atomic
def merge(proposal: ProposedItem, item: AgendaItem, *, answer: str = "", by: User) -> None:
    """Let a proposal go up in an item of the same agenda: words, papers and name go there. Raises ValidationError."""
    if _is(proposal, State.MERGED) and proposal.item_id == item.pk:
        return
    held = _waiting(proposal)
    if item.meeting_id != held.meeting_id:
        raise ValidationError(_("Dit agendapunt hoort niet bij deze vergadering."))
    item.explanation = "\n\n".join(text for text in (item.explanation, held.explanation) if text)
    item.late = item.late or held.late
    item.full_clean()
    item.save(update_fields=["explanation", "late"])
    _settle(held, State.MERGED, item, answer, by)
    agenda.tell(held.meeting)
    proposal.refresh_from_db()


@transaction.atomic
def return_(proposal: ProposedItem, *, reason: str, by: User) -> None:
    """Send a proposal back with the reason, which its submitter reads. Raises ValidationError."""
    if _is(proposal, State.RETURNED):
        return
    held = _waiting(proposal)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf op waarom u het punt terugstuurt. Het lid leest dit.")})
    _settle(held, State.RETURNED, None, reason, by)
    proposal.refresh_from_db()


ACTS = {State.TAKEN: "proposal.take", State.MERGED: "proposal.merge", State.RETURNED: "proposal.return"}


def _settle(held: ProposedItem, state: State, item: AgendaItem | None, answer: str, by: User) -> None:
    if item:
        given = list(held.papers.all())
        agenda.receive_papers(item, given, by=by)
        held.papers.clear()
    held.state, held.item, held.answer = state, item, answer.strip()
    held.answered_by, held.answered_at = by, timezone.now()
    held.full_clean()
    held.save()
    journal.record(ACTS[state], of=held, by=by, meeting=held.meeting_id)
    telling.tell("proposal.answered", held, key=f"proposal.answered:{held.pk}", by=by)
    if item and held.late and held.meeting.live:
        telling.tell("agenda.late", item, key=f"agenda.late:{item.pk}:{held.pk}", by=by)


@transaction.atomic
def close_submissions(meeting: MeetingPage, at: Any, *, by: User | None) -> None:
    """Choose until when members submit in time; None is the usual moment. Raises ValidationError."""
    open_for_change(meeting)
    if at is not None and at > meeting.begins:
        raise ValidationError({"at": _("Kies een moment voor het begin van de vergadering.")})
    if MeetingPage.objects.filter(pk=meeting.pk).exclude(submissions_close=at).update(submissions_close=at):
        journal.record("agenda.submissions", of=meeting, by=by)
    meeting.refresh_from_db(fields=["submissions_close"])


def _own(proposal: ProposedItem, by: User) -> None:
    if proposal.submitted_by_id != by.pk:
        raise PermissionDenied


def _is(proposal: ProposedItem, state: State) -> bool:
    proposal.refresh_from_db()
    return proposal.state == state


def _waiting(proposal: ProposedItem) -> ProposedItem:
    """Hold a proposal and return it as it is now. Raises ValidationError when it was answered or withdrawn."""
    open_for_change(proposal.meeting)
    held = ProposedItem.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not held.waits:
        told = {"state": held.get_state_display()}
        raise ValidationError(_("Dit voorstel kan niet meer veranderen: %(state)s.") % told)
    return held


def _store(proposal: ProposedItem) -> None:
    if proposal.owner and not people.members(proposal.workspace).filter(pk=proposal.owner.pk).exists():
        raise ValidationError({"owner": _("Deze persoon hoort niet bij deze werkruimte. Kies een lid.")})
    proposal.full_clean()
    proposal.save()


def _add_paper(proposal: ProposedItem, file: File[bytes], title: str, by: User) -> Paper:
    found = inspect(file, file.name or "")
    known = proposal.papers.filter(sha256=found.sha256).first()
    if known:
        return known
    many = proposal.papers.count()
    if many >= settings.PAPERS_PER_ITEM:
        raise ValidationError(_("Bij dit punt staan al %(many)s stukken. Meer kan niet.") % {"many": many})
    name = title or (f"{proposal.title[:150]} ({many + 1})" if many else proposal.title)
    page = proposal.meeting.page_ptr
    paper = papers.add(proposal.workspace, found, title=name, by=by, page=page, tlp=proposal.tlp, held=True)
    proposal.papers.add(paper)
    return paper


def _stripped(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value.strip() if name in WORDS else value for name, value in facts.items()}
