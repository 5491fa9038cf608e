"""What else there is on a day: Dutch holidays, and meetings of this body and of others that the same people go to.

Of a body that the reader does not belong to, nothing is named: only that somebody who is asked has another meeting.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

import holidays
from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from meetings.models import MeetingPage
from schakel.accounts.models import User
from schakel.workspaces import access
from schakel.workspaces.models import Membership, WorkspacePage

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Other:
    """A meeting on one of the days, of a body that has a name for this reader or has none."""

    begins: datetime
    ends: datetime
    body: str


@lru_cache(maxsize=16)
def _holidays(year: int, language: str) -> dict[date, str]:
    return dict(holidays.country_holidays("NL", years=year, language=language))


def holiday(day: date) -> str:
    """Return the name of the Dutch holiday on `day`, or nothing."""
    language = "en_US" if (get_language() or "").startswith("en") else "nl"
    return _holidays(day.year, language).get(day, "")


def of(workspace: WorkspacePage, spans: Iterable[Span], *, invited: QuerySet[User], reader: User) -> list[list[str]]:
    """Return for each of `spans` what stands in the way, in sentences; as many questions for one as for sixty."""
    asked = list(spans)
    by_day = _others(workspace, asked, invited, reader) if asked else {}
    return [_said(span, by_day.get(localdate(span[0]), [])) for span in asked]


def _others(
    workspace: WorkspacePage, spans: list[Span], invited: QuerySet[User], reader: User
) -> dict[date, list[Other]]:
    days = {localdate(begins) for begins, _ends in spans}
    near = MeetingPage.objects.filter(live=True).taking_place()
    rows = near.filter(begins__date__gte=min(days), begins__date__lte=max(days)).order_by("begins")
    found = [row for row in rows if localdate(row.begins) in days]
    bodies = {body.path: body for body in WorkspacePage.objects.filter(path__in={_above(row) for row in found})}
    shared = Membership.objects.current().filter(user__in=invited, seat__workspace__in=bodies.values())
    busy = set(shared.values_list("seat__workspace", flat=True))
    by_day = defaultdict(list)
    for row in found:
        body = bodies[_above(row)]
        if body.pk in busy or body == workspace:
            title = body.title if access.roles_in(reader, body.pk) else ""
            by_day[localdate(row.begins)].append(Other(row.begins, row.ends, title))
    return by_day


def _above(row: MeetingPage) -> str:
    return str(row.path[: -Page.steplen])


def _said(span: Span, others: list[Other]) -> list[str]:
    begins, ends = span
    said = [_("Feestdag: %(name)s") % {"name": name}] if (name := holiday(localdate(begins))) else []
    if localdate(begins).weekday() > 4:
        said.append(_("Weekend"))
    for other in others:
        together = other.begins < ends and begins < other.ends
        sentence = _sentence(other, together=together)
        if sentence not in said:
            said.append(sentence)
    return said


def _sentence(other: Other, *, together: bool) -> str:
    told = {
        "body": other.body,
        "begins": f"{localtime(other.begins):%H:%M}",
        "ends": f"{localtime(other.ends):%H:%M}",
    }
    if not other.body:
        return (
            _("Tegelijk met een ander overleg van iemand die is gevraagd")
            if together
            else _("Op deze dag heeft iemand die is gevraagd een ander overleg")
        )
    if together:
        return _("Tegelijk met %(body)s, %(begins)s tot %(ends)s") % told
    return _("Zelfde dag: %(body)s, %(begins)s tot %(ends)s") % told
