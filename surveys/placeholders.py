"""What may stand between braces in a mailing. Whatever else stands there is refused when the text is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.models import Mailing

Kind = Mailing.Kind
NAMES = {
    "gemeente": gettext_lazy("de naam van de gemeente"),
    "contactpersoon": gettext_lazy("de naam van de contactpersoon"),
    "koppeling": gettext_lazy("de eigen koppeling van de gemeente; alleen op een regel wordt het een knop"),
    "sluitingsdatum": gettext_lazy("tot wanneer deze gemeente kan invullen"),
    "vragenlijst": gettext_lazy("de titel van de vragenlijst"),
    "afzender": gettext_lazy("wie de vragen stelt"),
    "bewijs": gettext_lazy("het nummer van het ontvangstbewijs, alleen in een bedankje"),
}
NOT_IN_SUBJECT = frozenset({"koppeling", "bewijs"})
NEEDS_LINK = frozenset({Kind.INVITATION, Kind.REMINDER, Kind.COMPLETE})
BRACED = re.compile(r"\{([^{}]*)\}")


def problems_of_body(text: str, kind: str) -> list[str]:
    """Return what is wrong with the text of a mailing of `kind`, as sentences; none when it can be sent."""
    found = list(_unknown(text, set(NAMES) - (set() if kind == Kind.THANKS else {"bewijs"})))
    if kind in NEEDS_LINK and "{koppeling}" not in text:
        found.append(_("Zet {koppeling} in de tekst. Zonder koppeling kan de gemeente niet invullen."))
    return found


def problems_of_subject(text: str) -> list[str]:
    """Return what is wrong with the subject: it is one line, and holds no link and no receipt number."""
    found = list(_unknown(text, set(NAMES) - NOT_IN_SUBJECT))
    if not text.isprintable():
        found.append(_("Het onderwerp is één regel zonder bijzondere tekens."))
    return found


def _unknown(text: str, allowed: set[str]) -> Iterator[str]:
    offered = ", ".join(f"{{{name}}}" for name in NAMES if name in allowed)
    for name in dict.fromkeys(BRACED.findall(text)):
        if name not in allowed:
            yield _("{%(name)s} kan hier niet. Gebruik: %(offered)s.") % {"name": name, "offered": offered}
    if set("{}") & set(BRACED.sub("", text)):
        yield _("Er staat een losse accolade in de tekst. Haal haar weg, of maak er een paar van zoals in {gemeente}.")


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with each name between braces replaced; what comes in its place is not looked at again."""
    return BRACED.sub(lambda found: values[found[1]], text)
