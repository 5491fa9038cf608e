"""The verbs of minutes: begin, write, circulate, adopt, withhold, verify."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log

from meetings import access_list, attendance_list, blocks, loop, prefill, quorum, reading, seal
from meetings.actions import register
from meetings.actions.frozen import lock, open_for_change
from meetings.models import MeetingPage, MinutesPage, MinutesVersion
from schakel import journal
from schakel.accounts.models import User
from schakel.guard import releases
from schakel.notices.telling import tell
from schakel.push.announcing import announce
from schakel.search import index
from schakel.workspaces import access, marks

Status = MinutesPage.Status


@transaction.atomic
def write(meeting: MeetingPage, *, body: Iterable[tuple[str, Any]], title: str = "", by: User | None) -> MinutesPage:
    """Write the minutes of `meeting`, or a new draft of them; no member sees it until it is circulated.

    `body` holds pairs: ("text", html), ("discussion", {item, text}), ("decision", {item, text, review_on}) and
    ("action", {item, text, owner, due}); items, owners and days may be given as objects. Raises ValidationError.
    """
    open_for_change(meeting)
    block = blocks.of_meeting(meeting)
    value = blocks.checked(block, block.to_python(blocks.raw(body)))
    page = MinutesPage.objects.child_of(meeting).first()
    if page is None:
        page = MinutesPage(
            title=title or _("Notulen %(day)s") % {"day": reading.day(meeting)},
            slug="notulen",
            body=value,
            live=False,
            owner=by,
        )
        meeting.add_child(instance=page)
    else:
        page = page.get_latest_revision_as_object()
        page.body, page.title = value, title or page.title
        if not page.live:
            page.save()
    page.save_revision(user=by, log_action=True)
    written: MinutesPage = page
    return written


@transaction.atomic
def begin(meeting: MeetingPage, *, by: User) -> MinutesPage:
    """Make the first draft from the agenda, the attendance and the round; minutes that are there stay as they are."""
    open_for_change(meeting)
    known = MinutesPage.objects.child_of(meeting).first()
    if known is not None:
        return known  # type: ignore[no-any-return]
    page = write(meeting, body=prefill.body(meeting), by=by)
    journal.record("minutes.begin", of=page, by=by)
    return page


def latest(page: MinutesPage) -> MinutesPage:
    """Return `page` as its newest draft has it."""
    draft: MinutesPage = page.get_latest_revision_as_object()
    return draft


def mark(page: MinutesPage) -> str:
    """Return a mark of the newest text; who confirms a verb sends it along, so that nobody adopts what was not read."""
    revision = page.get_latest_revision()
    return f"{revision.pk}-{revision.created_at.timestamp():.6f}" if revision else ""


@transaction.atomic
def classify(page: MinutesPage, tlp: str, *, reason: str = "", by: User) -> None:
    """Give minutes a TLP mark of their own, or none; a lower one needs a `reason`. Raises ValidationError."""
    open_for_change(page.meeting)
    marks.classify(page, tlp, reason=reason, by=by)


@transaction.atomic
def circulate(page: MinutesPage, *, by: User, seen: str = "", until: date | None = None) -> MinutesPage:
    """Send the newest text to the members as a concept; the same text goes round once. Raises ValidationError.

    Corrections may come up to and including the day `until`, for two weeks without one; those that came stay.
    """
    page = _held(page)
    open_for_change(page.meeting)
    if page.status == Status.CIRCULATED and not page.has_unpublished_changes:
        return page
    _ready(page, seen, by)
    term = loop.end_of(until or loop.usual_last_day())
    _publish(page, by)
    _set(
        page,
        status=Status.CIRCULATED,
        circulated_at=timezone.now(),
        version=F("version") + 1,
        corrections_until=term,
    )
    _keep(page)
    journal.record("minutes.circulate", of=page, by=by, version=page.version)
    announce(page.workspace, "minutes.circulated", page.pk)
    _notify("minutes.circulated", page, by)
    return page


@transaction.atomic
def adopt(page: MinutesPage, *, by: User, seen: str = "", without_meeting: str = "") -> MinutesPage:
    """Adopt the newest text: show it, number its decisions and action points, freeze all of it under a hash.

    A later meeting with the minutes on its agenda adopts them, once the term for corrections is over; or, as an
    exception, it is done in writing: `without_meeting` says why. Adopting once more changes nothing.
    Raises ValidationError when something is not ready; then nothing was done.
    """
    page = _held(page)
    if page.status == Status.ADOPTED:
        return page
    _adoptable(page)
    meeting = loop.meeting_for(page, without_meeting)
    _ready(page, seen, by)
    now = timezone.now()
    changed = page.has_unpublished_changes
    _publish(page, by)
    rows = register.enter(page)
    _set(
        page,
        status=Status.ADOPTED,
        adopted_at=now,
        adopted_by=by,
        adopted_in=meeting,
        adopted_without="" if meeting else without_meeting.strip(),
        corrections_until=min(page.corrections_until or now, now),
        version=F("version") + int(changed),
        attendance_snapshot=attendance_list.snapshot(page.meeting),
        quorum_snapshot=quorum.of(page.meeting).frozen(),
        access_snapshot=access_list.snapshot(page.meeting),
    )
    if changed:
        _keep(page)
    _set(page, fingerprint=seal.fingerprint(page))
    for thing in (page, *rows):
        index.put(thing)
    journal.record(
        "minutes.adopt",
        of=page,
        by=by,
        version=page.version,
        fingerprint=page.fingerprint,
        written=meeting is None,
    )
    announce(page.workspace, "minutes.adopted", page.pk)
    _notify("minutes.adopted", page, by)
    return page


@transaction.atomic
def withhold(page: MinutesPage, *, reason: str, by: User) -> MinutesPage:
    """Take a circulated concept back from the members, with the reason. Raises ValidationError."""
    page = _held(page)
    if page.status == Status.WITHHELD:
        return page
    if page.status != Status.CIRCULATED:
        raise ValidationError(_("Alleen een rondgestuurd concept kan worden teruggetrokken."))
    if not reason.strip():
        raise ValidationError(_("Schrijf op waarom u de notulen terugtrekt."))
    UnpublishPageAction(page, user=by).execute(skip_permission_checks=True)
    _set(page, status=Status.WITHHELD)
    page.versions.filter(withheld_at__isnull=True).update(withheld_at=timezone.now())  # nobody gets it back
    journal.record("minutes.withhold", of=page, by=by)
    log(instance=page, action="minutes.withhold", user=by, data={"reason": reason.strip()})  # words stay with the page
    announce(page.workspace, "minutes.withheld", page.pk)
    return page


def verify(page: MinutesPage) -> bool:
    """Tell whether adopted minutes, with all that belongs to them, are still what was adopted."""
    page = MinutesPage.objects.get(pk=page.pk)
    return page.is_frozen and secrets.compare_digest(page.fingerprint, seal.fingerprint(page))


def _held(page: MinutesPage) -> MinutesPage:
    lock(page.get_parent())
    lock(page)
    held: MinutesPage = MinutesPage.objects.get(pk=page.pk)
    return held


def _adoptable(page: MinutesPage) -> None:
    if page.status != Status.CIRCULATED:
        raise ValidationError(_("Stuur de notulen eerst als concept rond."))
    if page.meeting.in_session:
        raise ValidationError(_("De vergadering is nog bezig. Sluit haar eerst."))
    missing = attendance_list.missing(page.meeting)
    if missing:
        raise ValidationError(_("Vul eerst de aanwezigheid in van: %(seats)s.") % {"seats": ", ".join(missing)})
    loop.settled(page)


def _ready(page: MinutesPage, seen: str, by: User) -> None:
    if page.has_unpublished_changes and not access.may(by, "minutes.edit", page):
        raise ValidationError(_("Er is een nieuwere tekst. De secretaris moet haar eerst rondsturen."))
    if seen and seen != mark(page):
        raise ValidationError(_("De tekst is intussen gewijzigd. Lees haar opnieuw en bevestig daarna."))
    if not page.meeting.live:
        raise ValidationError(_("Deze vergadering is nog een concept. Publiceer haar eerst."))
    draft = latest(page)
    if not draft.body:
        raise ValidationError(_("De notulen zijn nog leeg."))
    blocks.checked(blocks.of_meeting(page.meeting), draft.body)
    releases.require(page)


def _publish(page: MinutesPage, by: User) -> None:
    revision = page.get_latest_revision() or page.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    if not page.live:
        raise ValidationError(_("De notulen staan klaar voor een later moment. Haal dat moment eerst weg."))


def _keep(page: MinutesPage) -> None:
    """Remember the text that the members got, so that they can compare it with a later one."""
    MinutesVersion.objects.create(minutes=page, number=page.version, revision_id=page.live_revision_id)


def _set(page: MinutesPage, **facts: Any) -> None:
    MinutesPage.objects.filter(pk=page.pk).update(**facts)
    page.refresh_from_db()


def _notify(kind: str, page: MinutesPage, by: User) -> None:
    tell(kind, page, key=f"{kind}:{page.pk}:{page.version}", by=by)
