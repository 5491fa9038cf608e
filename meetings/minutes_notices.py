"""What people are told of minutes and of corrections on them: that there is something to read, not what."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import people
from meetings.models import Correction, MinutesPage
from schakel import registries
from schakel.accounts.models import User
from schakel.notices import kinds


def _readers(page: MinutesPage, status: str) -> QuerySet[User]:
    """Return who may read these minutes as long as they are what the notice says."""
    return people.readers(page.meeting) if page.live and page.status == status else User.objects.none()


def _own_page(page: MinutesPage) -> str:
    return reverse("minutes", args=[page.meeting.pk])  # the page's own address has its title


def _answerers(row: Correction) -> QuerySet[User]:
    """Return who answers corrections in the workspace of these minutes."""
    roles = registries.rights.roles("minutes.answer")
    rows = people.memberships(row.workspace).filter(role__in=roles)
    return people.readers(row.minutes.meeting).filter(pk__in=rows.order_by().values("user"))


def _sender(row: Correction) -> QuerySet[User]:
    return people.readers(row.minutes.meeting).filter(pk=row.by_id)


def _minutes(row: Correction) -> str:
    return _own_page(row.minutes)


def offer() -> None:
    """Register these kinds."""
    kinds.register(
        kinds.Kind(
            name="minutes.circulated",
            model=MinutesPage,
            label=gettext_lazy("Conceptnotulen om te lezen"),
            to=lambda page: _readers(page, MinutesPage.Status.CIRCULATED),
            says=lambda page: _("Er staan conceptnotulen voor u klaar. Ze zijn nog niet vastgesteld."),
            url=_own_page,
            workspace=lambda page: page.workspace.pk,
        )
    )
    kinds.register(
        kinds.Kind(
            name="minutes.adopted",
            model=MinutesPage,
            label=gettext_lazy("Vastgestelde notulen"),
            to=lambda page: _readers(page, MinutesPage.Status.ADOPTED),
            says=lambda page: _("Notulen van uw overleg zijn vastgesteld."),
            url=_own_page,
            workspace=lambda page: page.workspace.pk,
        )
    )
    kinds.register(
        kinds.Kind(
            name="minutes.correction",
            model=Correction,
            label=gettext_lazy("Een correctie op notulen"),
            to=_answerers,
            says=lambda row: _("Er is een correctie op notulen binnengekomen."),
            url=_minutes,
            workspace=lambda row: row.workspace.pk,
        )
    )
    kinds.register(
        kinds.Kind(
            name="minutes.answer",
            model=Correction,
            label=gettext_lazy("Antwoord op uw correctie"),
            to=_sender,
            says=lambda row: _("Uw correctie op notulen is beantwoord."),
            url=_minutes,
            workspace=lambda row: row.workspace.pk,
        )
    )
