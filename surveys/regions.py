"""The four parts of the country into which CBS groups the provinces (landsdelen, NUTS 1)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

# the name of a province as the frame has it → its part of the country
PARTS = {
    "Groningen": "north",
    "Fryslân": "north",
    "Drenthe": "north",
    "Overijssel": "east",
    "Flevoland": "east",
    "Gelderland": "east",
    "Utrecht": "west",
    "Noord-Holland": "west",
    "Zuid-Holland": "west",
    "Zeeland": "west",
    "Noord-Brabant": "south",
    "Limburg": "south",
}
NAMES = {"north": _("Noord"), "east": _("Oost"), "west": _("West"), "south": _("Zuid")}


def part_of(province: str) -> str:
    """Return the part of the country of a province; "" for a name that is no province."""
    return PARTS.get(province, "")
