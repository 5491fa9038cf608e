"""What people are told of meetings: that there is something to read, not what."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import people
from meetings.models import MinutesPage
from schakel.accounts.models import User
from schakel.notices.kinds import Kind, register


def _readers(page: MinutesPage, status: str) -> QuerySet[User]:
    """Return who may read these minutes as long as they are what the notice says."""
    return people.readers(page.meeting) if page.live and page.status == status else User.objects.none()


def _address(page: MinutesPage) -> str:
    return reverse("minutes", args=[page.meeting.pk])  # the page's own address has its title


def offer() -> None:
    """Register the kinds of notices about meetings."""
    register(
        Kind(
            name="minutes.circulated",
            model=MinutesPage,
            label=gettext_lazy("Conceptnotulen om te lezen"),
            to=lambda page: _readers(page, MinutesPage.Status.CIRCULATED),
            says=lambda page: _("Er staan conceptnotulen voor u klaar. Ze zijn nog niet vastgesteld."),
            url=_address,
            workspace=lambda page: page.workspace.pk,
        )
    )
    register(
        Kind(
            name="minutes.adopted",
            model=MinutesPage,
            label=gettext_lazy("Vastgestelde notulen"),
            to=lambda page: _readers(page, MinutesPage.Status.ADOPTED),
            says=lambda page: _("Notulen van uw overleg zijn vastgesteld."),
            url=_address,
            workspace=lambda page: page.workspace.pk,
        )
    )
