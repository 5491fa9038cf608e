"""The verbs of corrections: send, withdraw, take, refuse; and closing the term in which they may come."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import beside, blocks, passages, prose
from meetings.actions.frozen import lock
from meetings.models import Correction, MinutesPage
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.notices import telling

State = Correction.State


def send(
    page: MinutesPage,
    *,
    block: uuid.UUID,
    paragraph: int,
    text: str,
    quoted: str = "",
    key: uuid.UUID | None = None,
    stays: str = "",
    by: User,
) -> Correction:
    """Propose a correction on one paragraph of the concept; the same `key` sends it once.

    `quoted` are the words that are wrong; then `text` is what should stand there. Raises ValidationError.
    """
    releases.admit(text.strip(), workspace=page.workspace, reason=stays, by=by)
    return _send(page, block, paragraph, text.strip(), quoted.strip(), key or uuid.uuid4(), by)


@transaction.atomic
def _send(
    page: MinutesPage, block: uuid.UUID, paragraph: int, text: str, quoted: str, key: uuid.UUID, by: User
) -> Correction:
    page = _held(page)
    known = Correction.objects.filter(key=key, minutes=page, by=by).first()
    if known:
        return known
    if not page.takes_corrections:
        raise ValidationError(_("U kunt geen correcties meer sturen. De termijn is voorbij."))
    found = paragraph_of(page, block, paragraph)
    if found is None:
        raise ValidationError(_("Deze alinea staat niet meer in de notulen. Lees de nieuwste tekst."))
    if not text:
        raise ValidationError({"text": _("Schrijf op wat er moet staan.")})
    if quoted and quoted not in found.text:
        raise ValidationError({"quoted": _("Deze woorden staan niet zo in de alinea. Neem ze letterlijk over.")})
    row = Correction.objects.create(
        minutes=page, block=block, paragraph=paragraph, version=page.version, stood=found.text, quoted=quoted,
        text=text, by=by, key=key,
    )  # fmt: skip
    journal.record("correction.send", of=row, by=by, minutes=page.pk)
    telling.tell("minutes.correction", row, key=f"minutes.correction:{row.pk}", by=by)
    return row


def paragraph_of(page: MinutesPage, block: uuid.UUID, number: int) -> passages.Paragraph | None:
    """Return one paragraph of the text that members see."""
    passage = next((each for each in passages.of(page) if each.block == str(block)), None)
    return passage.paragraph(number) if passage else None


@transaction.atomic
def withdraw(row: Correction, *, by: User) -> Correction:
    """Take one's own correction back; doing it twice changes nothing. Raises ValidationError, PermissionDenied."""
    row = _open(row, State.WITHDRAWN)
    if row.by_id != by.pk:
        raise PermissionDenied
    if row.state == State.WITHDRAWN:
        return row
    return _answered(row, State.WITHDRAWN, "", by)


def take(row: Correction, *, answer: str = "", apply: bool = False, stays: str = "", by: User) -> Correction:
    """Take a correction over; with `apply` its words replace the quoted ones in the newest text.

    Without `apply` the secretary changes the text in the editor. Taking it twice does it once. Raises ValidationError.
    """
    releases.admit(answer.strip(), workspace=row.workspace, reason=stays, by=by)
    return _take(row, answer.strip(), apply, by)


@transaction.atomic
def _take(row: Correction, answer: str, apply: bool, by: User) -> Correction:
    row = _open(row, State.TAKEN)
    if row.state == State.TAKEN:
        return row
    if apply:
        _apply(row, by)
    return _answered(row, State.TAKEN, answer, by)


def refuse(row: Correction, *, answer: str, stays: str = "", by: User) -> Correction:
    """Refuse a correction, with an answer that everybody sees. Refusing twice does it once. Raises ValidationError."""
    releases.admit(answer.strip(), workspace=row.workspace, reason=stays, by=by)
    return _refuse(row, answer.strip(), by)


@transaction.atomic
def _refuse(row: Correction, answer: str, by: User) -> Correction:
    row = _open(row, State.REFUSED)
    if row.state == State.REFUSED:
        return row
    if not answer:
        raise ValidationError({"answer": _("Schrijf op waarom u de correctie niet overneemt. Alle leden zien dat.")})
    return _answered(row, State.REFUSED, answer, by)


@transaction.atomic
def close(page: MinutesPage, *, by: User) -> MinutesPage:
    """End the term for corrections now; when it is over already nothing changes. Raises ValidationError."""
    page = _held(page)
    if page.status != MinutesPage.Status.CIRCULATED:
        raise ValidationError(_("Alleen bij een rondgestuurd concept loopt een termijn voor correcties."))
    if page.takes_corrections:
        MinutesPage.objects.filter(pk=page.pk).update(corrections_until=timezone.now())
        page.refresh_from_db()
        journal.record("minutes.close", of=page, by=by)
    return page


def _held(page: MinutesPage) -> MinutesPage:
    lock(page)
    held: MinutesPage = MinutesPage.objects.get(pk=page.pk)
    return held


def _open(row: Correction, wanted: str) -> Correction:
    """Hold a correction, and refuse when it was answered otherwise or nothing can change any more."""
    page = _held(row.minutes)
    row = Correction.objects.select_for_update().get(pk=row.pk)
    row.minutes = page
    if row.state not in (State.SENT, wanted):
        raise ValidationError(_("Deze correctie is al afgehandeld: %(state)s.") % {"state": row.get_state_display()})
    if row.waits and page.is_frozen:
        raise ValidationError(_("De notulen zijn vastgesteld. Er kan niets meer veranderen."))
    return row


def _answered(row: Correction, state: State, answer: str, by: User) -> Correction:
    row.state, row.answer, row.answered_by, row.answered_at = state, answer, by, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    verb = {State.TAKEN: "take", State.REFUSED: "refuse", State.WITHDRAWN: "withdraw"}[state]
    journal.record(f"correction.{verb}", of=row, by=by, minutes=row.minutes_id)
    if state != State.WITHDRAWN:
        telling.tell("minutes.answer", row, key=f"minutes.answer:{row.pk}", by=by)
    return row


def _apply(row: Correction, by: User) -> None:
    """Put the words of a correction in the place of the quoted ones, in a new draft. Raises ValidationError."""
    draft: MinutesPage = row.minutes.get_latest_revision_as_object()
    stored = [dict(block) for block in draft.body.raw_data]
    block = next((each for each in stored if each["id"] == str(row.block)), None)
    changed = _changed(block, row, draft) if block and row.quoted else None
    if changed is None:
        raise ValidationError(_("Deze woorden staan niet één keer in de nieuwste tekst. Pas de tekst zelf aan."))
    stored[stored.index(block)] = changed  # type: ignore[arg-type]
    stream = blocks.of_meeting(draft.meeting)
    draft.body = blocks.checked(stream, stream.to_python(stored))
    draft.save_revision(user=by, log_action=True)


def _changed(block: dict[str, object], row: Correction, draft: MinutesPage) -> dict[str, object] | None:
    """Return the stored block with the words replaced; None when they do not stand there once."""
    value = block["value"]
    parts = dict(value) if isinstance(value, dict) else {"text": value}
    source = str(parts.get("text") or "")
    if block["type"] in ("decision", "action"):
        text = source.replace(row.quoted, row.text) if source.count(row.quoted) == 1 else ""
    else:
        passage = next(each for each in passages.of(draft) if each.block == block["id"])
        text = prose.replaced(passage.html, row.quoted, row.text, paragraph=beside.place_of(row, passage))
    if not text or block["type"] == "table":
        return None
    return {**block, "value": {**parts, "text": text} if isinstance(value, dict) else text}
