"""Who comes to the next meeting of the SOM in the demo: some answers, and somebody who takes a place. All invented."""

from __future__ import annotations

from django.utils import timezone

from meetings.actions import answers, quorum_rule, substitution
from meetings.models import Answer, MeetingPage
from schakel.accounts.models import User
from schakel.workspaces.models import Seat, WorkspacePage

SLUG = "volgende-vergadering"
SAID = {"Iris Bakker": "yes", "Lotte Verhagen": "yes", "Joris Kuiper": "yes", "Amir Haddad": "no"}
IN_A_CALENDAR = {"Kees van Tilburg": "maybe", "Floor Hendriks": "yes"}
AWAY, INSTEAD, SEAT = "Hanna Wiersma", "Ilse van den Broek", "MJD"


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Let members of the SOM answer, one of them by naming a substitute from another body."""
    som = spaces["som"]
    meeting: MeetingPage = MeetingPage.objects.child_of(som).get(slug=SLUG)
    for name, answer in SAID.items():
        answers.give(meeting, answer=answer, by=persons[name])
    for name, answer in IN_A_CALENDAR.items():
        heard, stamp = Answer.Heard.CALENDAR, timezone.now()
        answers.give(meeting, answer=answer, heard=heard, stamp=stamp, by=persons[name])
    seat = Seat.objects.get(workspace=som, organisation__name=SEAT)
    instead = persons[INSTEAD]
    substitution.name(meeting, seat, email=instead.email, called=instead.name, by=persons[AWAY])
    for slug in ("task-force", "zorgcoordinatoren"):
        quorum_rule.choose(spaces[slug], share="more_than_half", by=None)
