"""The round before a meeting: whose turn it is, what was answered, and the paper and minutes that follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from meetings.models.agenda import AgendaItem
from meetings.models.round_answers import RoundAnswer
from schakel import registries
from schakel.accounts.models import User
from schakel.dated import at_moment
from schakel.workspaces import access
from schakel.workspaces.models import Membership, Seat

if TYPE_CHECKING:
    from meetings.models.meeting import MeetingPage

# what somebody can do with one bottleneck of an answer that was sent: gives the label and the address of a link, or
# nothing when this reader can do nothing with it
Onwards = Callable[[RoundAnswer, int, str, User], "tuple[str, str] | None"]
ONWARDS: list[Onwards] = []


def register(onwards: Onwards) -> None:
    """Offer something that can be done with one bottleneck."""
    ONWARDS.append(onwards)


@dataclass(frozen=True)
class Said:
    """One answer as its table shows it; `acts` holds for each bottleneck what this reader can do with it."""

    answer: RoundAnswer
    acts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


def item_of(meeting: MeetingPage) -> AgendaItem | None:
    """Return the item of the agenda at which the round is held."""
    found: AgendaItem | None = meeting.items.filter(kind=AgendaItem.Kind.ROUND).order_by("position", "pk").first()
    return found


def is_open(meeting: MeetingPage) -> bool:
    """Tell whether seats can still answer: the round stands on the agenda and the meeting has not begun."""
    to_come = meeting.live and not meeting.in_session and meeting.begins > timezone.now()
    return to_come and not meeting.is_cancelled and item_of(meeting) is not None


def seats_of(user: access.Person, meeting: MeetingPage) -> QuerySet[Seat]:
    """Return the seats for which `user` may answer, at this moment."""
    roles = registries.rights.roles("round.answer")
    rows = Membership.objects.filter(at_moment(), at_moment(prefix="seat__"), user=user.pk, role__in=roles)
    own = rows.filter(seat__workspace=meeting.workspace, seat__organisation__isnull=False)
    return Seat.objects.filter(pk__in=own.values("seat")).select_related("organisation").order_by("organisation__name")


def silent(meeting: MeetingPage) -> QuerySet[User]:
    """Return the persons whose seat has not sent an answer, while it still can."""
    if not is_open(meeting):
        return User.objects.none()
    sent = meeting.round_answers.sent().order_by().values("seat")
    roles = registries.rights.roles("round.answer")
    rows = Membership.objects.filter(at_moment(), at_moment(prefix="seat__"), role__in=roles)
    asked = rows.filter(seat__workspace=meeting.workspace, seat__organisation__isnull=False).exclude(seat__in=sent)
    return User.objects.filter(pk__in=asked.values("user"), is_active=True)


def answers(meeting: MeetingPage) -> list[RoundAnswer]:
    """Return what was sent, by organisation."""
    return list(meeting.round_answers.sent())


def said(meeting: MeetingPage, user: User) -> list[Said]:
    """Return what was sent, with what `user` can do with each bottleneck."""
    return [Said(answer, tuple(_acts(answer, user))) for answer in answers(meeting)]


def _acts(answer: RoundAnswer, user: User) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    found = []
    for place, text in enumerate(answer.hindrances):
        links = [link for onwards in ONWARDS if (link := onwards(answer, place, text, user))]
        found.append((text, tuple(links)))
    return found


def round_blocks(meeting: MeetingPage) -> list[tuple[str, Any]]:
    """Return what was sent as blocks for `minutes.write`: one discussion at the item of the round, or nothing."""
    item, sent = item_of(meeting), answers(meeting)
    if item is None or not sent:
        return []
    html = format_html_join("", "<h3>{}</h3>{}", ((str(answer.seat), _prose(answer)) for answer in sent))
    return [("discussion", {"item": item, "text": str(html)})]


def _prose(answer: RoundAnswer) -> SafeString:
    return format_html_join("", "<p><b>{}</b></p>{}", ((label, _lines(text)) for label, text in answer.parts))


def _lines(text: str) -> SafeString:
    lines = [line.strip(" -•\t") for line in text.splitlines()]
    rows = [line for line in lines if line]
    if len(rows) == 1:
        return format_html("<p>{}</p>", rows[0])
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((row,) for row in rows)))
