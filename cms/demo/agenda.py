"""What the demo shows of preparing the next meeting of the SOM: proposals, answers to the round, a template."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from meetings import next_agenda
from meetings.actions import carrying, copying, proposals, round_table
from meetings.models import MeetingPage, ProposedItem
from meetings.round_table import seats_of
from schakel.accounts.models import User
from schakel.workspaces.models import WorkspacePage

SECRETARY = "Daan Smeets"
ANSWERS = {
    "Lotte Verhagen": (
        "Verzonnen voorbeeld: een training voor jongerenwerkers is goed bezocht.",
        "Verzonnen voorbeeld: werving verschuift naar besloten groepen in berichtendiensten.",
        "Verzonnen voorbeeld: scholen weten niet waar zij met een vermoeden heen kunnen.",
    ),
    "Noor Veldkamp": (
        "Verzonnen voorbeeld: de doorstroom naar vervolgopvang gaat sneller dan vorig kwartaal.",
        "",
        "Verzonnen voorbeeld: er zijn te weinig tolken bij de intake.\nVerzonnen voorbeeld: aangifte doen duurt lang.",
    ),
    "Kees van Tilburg": (
        "Verzonnen voorbeeld: drie gemeenten in de regio stelden een aandachtsfunctionaris aan.",
        "Verzonnen voorbeeld: meer meldingen over arbeidsuitbuiting in de bouw.",
        "",
    ),
}


def tell(spaces: dict[str, WorkspacePage], persons: dict[str, User]) -> None:
    """Let members of the SOM prepare the next meeting, and fill the next agenda of each body."""
    carrying.fill_next_agendas()
    meeting = next_agenda.next_of(spaces["som"])
    if meeting is None:
        return
    _propose(meeting, persons)
    for name, (successes, trends, bottlenecks) in ANSWERS.items():
        person = persons[name]
        seat = seats_of(person, meeting)[0]
        round_table.save(
            meeting, seat, successes=successes, trends=trends, bottlenecks=bottlenecks, send=True, by=person
        )
    copying.keep(meeting, name="Gewone vergadering", by=persons[SECRETARY])


def _propose(meeting: MeetingPage, persons: dict[str, User]) -> None:
    in_time = proposals.submit(
        meeting,
        title="Tolken bij de intake",
        aim="Samen een lijst van tolken maken",
        explanation="Verzonnen voorbeeld: er zijn te weinig tolken die dit werk aankunnen. Kunnen wij een lijst delen?",
        duration=15,
        by=persons["Lotte Verhagen"],
    )
    ProposedItem.objects.filter(pk=in_time.pk).update(at=timezone.now() - timedelta(days=3))
    yesterday = timezone.localtime().replace(hour=17, minute=0, second=0, microsecond=0) - timedelta(days=1)
    proposals.close_submissions(meeting, yesterday, by=persons[SECRETARY])
    proposals.submit(
        meeting,
        title="Vaste vervangers: hoe gaat het?",
        aim="Kort terugkijken op de afspraak",
        explanation="Verzonnen voorbeeld: graag kort terugkijken op de werkafspraken over vervanging.",
        kind="information",
        by=persons["Kees van Tilburg"],
    )
