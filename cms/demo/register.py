"""What happened in the demo since the minutes: action points in several states, a poll, a decision looked at again."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from meetings import polling
from meetings.actions import decisions, points, polls
from meetings.models import ActionPoint, Decision, MeetingPage
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

CHOICES = ("Voor", "Tegen", "Onthouding")


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Let the SOM move one action point, hand one over and leave one late; vote, and look at a decision again."""
    som, secretary = spaces["som"], persons["Daan Smeets"]
    today = timezone.localdate()
    moved = _point(som, secretary)
    points.move(moved, due=today + timedelta(days=28), reason="Drie leden antwoorden na de vakantie.", by=secretary)
    handed = _point(som, persons["Iris Bakker"])
    points.hand_over(
        handed, to=persons["Kees van Tilburg"], reason="Hij brengt het punt ook in.", by=persons["Iris Bakker"]
    )
    decision = Decision.objects.filter(workspace=som).order_by("serial")[0]
    decisions.review(
        decision,
        outcome="kept",
        next_on=today + timedelta(days=5),
        reason="Het overzicht blijft openbaar. Dit is een verzonnen voorbeeld.",
        by=secretary,
    )
    _vote(MeetingPage.objects.child_of(som).get(slug="vergadering-van-dit-kwartaal"), by=secretary)


def _point(workspace: WorkspacePage, owner: User) -> ActionPoint:
    return ActionPoint.objects.filter(workspace=workspace, owner=owner).open()[0]


def _vote(meeting: MeetingPage, *, by: User) -> None:
    """Ask a question of which the answers are invented, let the members vote, and close it."""
    item = meeting.items.order_by("position")[2]
    question = "Delen wij de eerste ervaringen met de Task Force? (verzonnen)"
    poll = polls.ask(meeting, question=question, choices=CHOICES, item=item, by=by)
    choices = list(poll.choices.order_by("order"))
    for number, pk in enumerate(sorted(polling.ballots(meeting))):
        polls.vote(poll, choices[0 if number % 4 else number // 4 % 3], by=User.objects.get(pk=pk))
    polls.close(poll, by=by)
