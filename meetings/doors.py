"""What meetings add to the navigation."""

from django.utils.translation import gettext_lazy as _

from meetings import cockpit
from schakel.registries import Door
from schakel.workspaces import access

OFFERED = (
    Door(
        _("Besluiten en acties"), "decision_register", lambda user: bool(access.workspaces_with(user, "decision.see"))
    ),
    Door(_("Secretariaat"), "cockpit", cockpit.is_open),
)
