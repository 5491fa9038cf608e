"""Of which of these steps people are told, whom, and in which neutral words."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import people, round_table
from meetings.actions import carrying
from meetings.actions import round_table as rounds
from meetings.models import AgendaItem, MeetingPage, ProposedItem
from schakel import registries
from schakel.accounts.models import User
from schakel.clock import jobs
from schakel.dated import at_moment
from schakel.notices import kinds
from schakel.notices.kinds import Kind
from schakel.workspaces.models import Membership


def secretaries(proposal: ProposedItem) -> QuerySet[User]:
    """Return who decides on what was submitted."""
    roles = registries.rights.roles("proposal.answer")
    rows = Membership.objects.filter(at_moment(), at_moment(prefix="seat__"), role__in=roles)
    return User.objects.filter(pk__in=rows.filter(seat__workspace=proposal.workspace).values("user"), is_active=True)


def submitter(proposal: ProposedItem) -> QuerySet[User]:
    """Return who submitted it, as long as they see the meeting."""
    return people.readers(proposal.meeting).filter(pk=proposal.submitted_by_id)


def late_readers(item: AgendaItem) -> QuerySet[User]:
    return people.readers(item.meeting) if item.late and item.meeting.live else User.objects.none()


def offer() -> None:
    """Offer the kinds of notice, and have the clock remind."""
    kinds.register(
        Kind(
            name="proposal.submitted",
            model=ProposedItem,
            label=gettext_lazy("Iemand dient een punt in voor de agenda"),
            to=secretaries,
            says=lambda proposal: _("Er is een punt ingediend voor een agenda."),
            url=lambda proposal: reverse("proposal", args=[proposal.pk]),
            workspace=lambda proposal: proposal.workspace.pk,
        )
    )
    kinds.register(
        Kind(
            name="proposal.answered",
            model=ProposedItem,
            label=gettext_lazy("De secretaris antwoordt op een punt dat u indiende"),
            to=submitter,
            says=lambda proposal: _("De secretaris heeft geantwoord op een punt dat u indiende."),
            url=lambda proposal: reverse("proposal", args=[proposal.pk]),
            workspace=lambda proposal: proposal.workspace.pk,
        )
    )
    kinds.register(
        Kind(
            name="agenda.late",
            model=AgendaItem,
            label=gettext_lazy("Er komt een laat punt op een agenda"),
            to=late_readers,
            says=lambda item: _("Er is een laat ingediend punt op een agenda gezet."),
            url=lambda item: reverse("meeting", args=[item.meeting_id]),
            workspace=lambda item: item.workspace.pk,
        )
    )
    _offer_rounds()


def _offer_rounds() -> None:
    asked = gettext_lazy("De ronde van een vergadering gaat open")
    reminded = gettext_lazy("Uw antwoord op de ronde ontbreekt nog")
    for name, label, says in (
        ("round.asked", asked, lambda meeting: _("U kunt de ronde van een vergadering invullen.")),
        ("round.reminder", reminded, lambda meeting: _("Uw organisatie heeft de ronde nog niet ingevuld.")),
    ):
        kinds.register(
            Kind(
                name=name,
                model=MeetingPage,
                label=label,
                to=round_table.silent,
                says=says,
                url=lambda meeting: reverse("round_fill", args=[meeting.pk]),
                workspace=lambda meeting: meeting.workspace.pk,
            )
        )
    jobs.register("meetings.rounds", every=timedelta(hours=6), do=rounds.remind)
    jobs.register("meetings.carrying", every=timedelta(days=1), do=carrying.fill_next_agendas)
