"""What the pages of a meeting and of its minutes show to this reader at this moment."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from meetings import answering, attendance_list, beside, loop, passages, preparing, quorum
from meetings.models.agenda import mark_of, timeline
from schakel.context import crumbs_of
from schakel.workspaces import access

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage
    from meetings.models.minutes import MinutesPage

SOCKET = "/ws/"
MEETING_RIGHTS = ("meeting.edit", "meeting.lead", "agenda.edit", "attendance.edit", "answer.see", "minutes.edit")
MINUTES_RIGHTS = (
    "minutes.edit",
    "minutes.circulate",
    "minutes.adopt",
    "minutes.withhold",
    "minutes.correct",
    "minutes.answer",
)


def crumbs(meeting: MeetingPage, *below: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the pages above a page of `meeting`, ending with `below`."""
    return crumbs_of(meeting.workspace, (day(meeting), meeting.url), *below)


def screen(name: str, meeting: MeetingPage) -> str:
    """Return the address of one of the screens of `meeting`."""
    return reverse(name, args=[meeting.pk])


def day(meeting: MeetingPage) -> str:
    """Return the day of the meeting in words: "14 mei 2019"."""
    return str(date_format(localtime(meeting.begins), "j F Y"))


def allowed(request: HttpRequest, page: MeetingPage | MinutesPage, rights: tuple[str, ...]) -> dict[str, bool]:
    """Return which of `rights` the reader has, with underscores for dots as templates want them."""
    return {right.replace(".", "_"): access.may(request.user, right, page) for right in rights}


def of_meeting(meeting: MeetingPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of a meeting shows."""
    can = allowed(request, meeting, MEETING_RIGHTS)
    minutes = meeting.minutes
    if minutes is not None and not minutes.is_visible_to(request.user):  # type: ignore[arg-type]
        minutes = None
    edit = (
        reverse("wagtailadmin_pages:edit", args=[meeting.pk]) if can["meeting_edit"] and not meeting.is_frozen else ""
    )
    visit = access.visit_of(request.user, meeting)
    session = of_session(meeting, parts_of(visit))
    recorded = attendance_list.snapshot(meeting) if session["parts"] is None else []
    return {
        "meeting": meeting,
        "mark": mark_of(session["lines"]),
        "can": can,
        "crumbs": crumbs_of(meeting.workspace, (day(meeting), meeting.url), reader=request.user),
        "edit_url": edit,
        "live_url": SOCKET,
        "minutes": minutes,
        "attendance": attendance_list.told(recorded) if any(row["state"] for row in recorded) else [],
        "counts": attendance_list.counts(recorded),
        "now": _piece(session),
        "quorum": session["quorum"],
        "coming": answering.of_reader(meeting, request.user),
        "visit": visit,
        "visit_until": meeting.ends + access.LINGERS,
        "polls": meeting.polls.count(),
        "preparing": preparing.of(meeting, request.user),  # type: ignore[arg-type]
    }


def parts_of(visit: access.Visit | None) -> frozenset[int] | None:
    """Return the items to which a visit is limited; None when it is to all of a meeting, or no visit."""
    return None if visit is None or visit.whole else visit.parts


def of_session(meeting: MeetingPage, parts: frozenset[int] | None = None) -> dict[str, Any]:
    """Return the agenda and where the meeting is: what changes while it is in session.

    With `parts`, only these items: for a guest who sees no other.
    """
    lines = [line for line in timeline(meeting) if parts is None or line.item.pk in parts]
    place = next((i for i, line in enumerate(lines) if line.item.pk == meeting.current_item_id), None)
    current = lines[place] if meeting.in_session and place is not None else None
    after = lines[0 if place is None else place + 1 :]
    planned = sum(line.item.duration for line in lines)
    return {
        "meeting": meeting,
        "lines": lines,
        "current": current,
        "done": {line.item.pk for line in lines[:place]} if current else set(),
        "previous": lines[place - 1] if place else None,
        "following": after[0] if after else None,
        "count": max((line.number for line in lines), default=0) if parts is None else len(lines),
        "planned": planned,
        "over": planned - meeting.minutes_planned,  # negative when there is time left
        "parts": parts,
        "quorum": quorum.of(meeting) if parts is None else None,
    }


def now(meeting: MeetingPage, reader: access.Person) -> dict[str, str]:
    """Return the piece of the page that follows the session, and a mark of its state for the next question."""
    return _piece(of_session(meeting, parts_of(access.visit_of(reader, meeting))))


def _piece(session: dict[str, Any]) -> dict[str, str]:
    markup = render_to_string("meetings/parts/session.html", session)
    return {"markup": markup, "seen": hashlib.sha256(markup.encode()).hexdigest()[:16]}


def of_minutes(page: MinutesPage, request: HttpRequest) -> dict[str, Any]:
    """Return what the page of minutes shows."""
    meeting = page.meeting
    lines = timeline(meeting)
    corrections = list(page.corrections.select_related("by", "answered_by"))
    found = beside.put(passages.of(page, lines), corrections)
    parts = found.passages
    can = allowed(request, page, MINUTES_RIGHTS)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk]) if can["minutes_edit"] and not page.is_frozen else ""
    rows = page.attendance_snapshot if page.is_frozen else attendance_list.snapshot(meeting)
    return {
        "meeting": meeting,
        "passages": parts,
        "corrections": corrections,
        "lost": found.lost,
        "waiting": sum(each.waits for each in corrections),
        "open_for_corrections": can["minutes_correct"] and page.takes_corrections,
        "last_day": loop.last_day(page),
        "steps": loop.steps(page),
        "contents": [part for part in parts if part.is_heading],
        "attendance": attendance_list.told(rows or []),
        "quorum": quorum.thawed(page.quorum_snapshot) if page.is_frozen else quorum.of(meeting),
        "mark": mark_of(lines, page.tlp),
        "seal": _seal(page) if page.is_frozen else [],
        "short_hash": grouped(page.fingerprint),
        "can": can,
        "crumbs": crumbs(meeting, (_("Notulen"), "")),
        "edit_url": edit,
        "decisions": sum(part.kind == "decision" for part in parts),
        "actions": sum(part.kind == "action" for part in parts),
        "newer": can["minutes_edit"] and page.live and page.has_unpublished_changes and not page.is_frozen,
    }


def grouped(fingerprint: str) -> str:
    """Return the beginning of a fingerprint in groups of four, to read aloud."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, 16, 4)).strip()


def _seal(page: MinutesPage) -> list[tuple[str, str]]:
    rows = page.attendance_snapshot or []
    there = attendance_list.counts(rows)
    day_of_adoption = date_format(localtime(page.adopted_at), "j F Y")
    return [
        (_("Vastgesteld op"), _("%(day)s, door %(name)s") % {"day": day_of_adoption, "name": page.adopted_by}),
        (_("Aanwezig"), _("%(there)s van %(total)s zetels") % there),
        (_("Versie"), str(page.version)),
    ]
