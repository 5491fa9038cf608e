"""Who is told of a substitution: the secretary that there is one, the substitute that something is asked."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import people
from meetings.models import Substitution
from schakel.accounts.models import User
from schakel.notices import kinds
from schakel.workspaces.roles import Role


def secretaries(row: Substitution) -> QuerySet[User]:
    """Return the secretaries, as long as it stands."""
    return _seated(row, Q(role=Role.SECRETARY)) if row.withdrawn_at is None else User.objects.none()


def confirmers(row: Substitution) -> QuerySet[User]:
    """Return who may confirm a proposal, as long as it waits: the members on that seat, and the secretaries."""
    waits = row.withdrawn_at is None and row.is_proposal
    own = Q(role=Role.SECRETARY) | Q(seat=row.seat_id, role=Role.MEMBER)
    return _seated(row, own) if waits else User.objects.none()


def _seated(row: Substitution, own: Q) -> QuerySet[User]:
    return User.objects.filter(pk__in=people.memberships(row.workspace).filter(own).order_by().values("user"))


def substitute(row: Substitution) -> QuerySet[User]:
    """Return the substitute, as long as it holds."""
    holds = row.confirmed_at is not None and row.withdrawn_at is None
    return _person(row) if holds else User.objects.none()


def former(row: Substitution) -> QuerySet[User]:
    """Return who is no substitute any more."""
    gone = row.confirmed_at is not None and row.withdrawn_at is not None
    return _person(row) if gone else User.objects.none()


def _person(row: Substitution) -> QuerySet[User]:
    return User.objects.filter(email__iexact=row.email)


def offer() -> None:
    """Register the notices."""
    for name, label, to, says, url in (
        (
            "substitute.named",
            gettext_lazy("Iemand stuurt een vervanger"),
            secretaries,
            lambda row: _("Er is een vervanger aangewezen voor een vergadering."),
            lambda row: reverse("answer", args=[row.meeting_id]),
        ),
        (
            "substitute.proposed",
            gettext_lazy("Een vervanger wacht op bevestiging"),
            confirmers,
            lambda row: _("Uit een agenda kwam een vervanger voor een vergadering. Bevestig op Schakel of dat klopt."),
            lambda row: reverse("answer", args=[row.meeting_id]),
        ),
        (
            "substitute.asked",
            gettext_lazy("U vervangt iemand"),
            substitute,
            lambda row: _("U bent gevraagd om iemand te vervangen bij een vergadering. De stukken staan klaar."),
            lambda row: reverse("meeting", args=[row.meeting_id]),
        ),
        (
            "substitute.withdrawn",
            gettext_lazy("U vervangt iemand niet meer"),
            former,
            lambda row: _("U hoeft iemand niet meer te vervangen bij een vergadering."),
            lambda row: "/overzicht/",
        ),
    ):
        kinds.register(
            kinds.Kind(name, Substitution, label, to, says, url, workspace=lambda row: row.seat.workspace_id)
        )
