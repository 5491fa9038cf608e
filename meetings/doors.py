"""What meetings add to the navigation."""

from django.utils.translation import gettext_lazy as _

from meetings import cockpit
from schakel.accounts.models import User
from schakel.registries import Door, doors
from schakel.workspaces import access


def _reads_decisions(user: User) -> bool:
    return bool(access.workspaces_with(user, "decision.see"))


def offer() -> None:
    """Open the registers to their readers, the cockpit to the secretariat."""
    doors.register(Door(_("Besluiten en acties"), "decision_register", _reads_decisions))
    doors.register(Door(_("Secretariaat"), "cockpit", cockpit.is_open))
