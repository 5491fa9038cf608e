"""The marks of the Traffic Light Protocol 2.0 (FIRST, 2022): how far somebody may tell on what is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Tlp(TextChoices):
    """The five marks, from what everybody may know to what stays in the room."""

    CLEAR = "clear", "TLP:CLEAR"
    GREEN = "green", "TLP:GREEN"
    AMBER = "amber", "TLP:AMBER"
    AMBER_STRICT = "amber+strict", "TLP:AMBER+STRICT"
    RED = "red", "TLP:RED"

    @property
    def rank(self) -> int:
        """How strict this mark is: 0 for CLEAR, 4 for RED."""
        return list(Tlp).index(self)

    @property
    def colour(self) -> str:
        """The class of its colour; AMBER+STRICT has the colour of AMBER."""
        return self.value.partition("+")[0]

    @property
    def meaning(self) -> str:
        """Who may know of it, in one sentence."""
        return str(MEANINGS[self])


MEANINGS = {
    Tlp.RED: _("Alleen voor wie op de aanwezigheidslijst staat. Niet delen, ook niet binnen uw organisatie."),
    Tlp.AMBER_STRICT: _("Alleen binnen uw organisatie, met wie het nodig heeft."),
    Tlp.AMBER: _("Binnen uw organisatie en bij partners met wie zij werkt, alleen voor wie het nodig heeft."),
    Tlp.GREEN: _("Met partners in de keten. Niet openbaar."),
    Tlp.CLEAR: _("Mag iedereen weten."),
}
USUAL = Tlp.AMBER
# how a form offers the marks: the usual one first, in words that fit on a telephone
CHOICES = [
    (Tlp.AMBER, _("TLP:AMBER, organisatie en partners")),
    (Tlp.AMBER_STRICT, _("TLP:AMBER+STRICT, uw organisatie")),
    (Tlp.RED, _("TLP:RED, alleen de aanwezigen")),
    (Tlp.GREEN, _("TLP:GREEN, binnen de keten")),
    (Tlp.CLEAR, _("TLP:CLEAR, iedereen")),
]


def highest(marks: Iterable[str], default: str = USUAL) -> Tlp:
    """Return the strictest of `marks`, empty ones left out; `default` when there is none."""
    return max((Tlp(mark) for mark in marks if mark), key=lambda mark: mark.rank, default=Tlp(default))


def is_lower(mark: str, than: str) -> bool:
    """Tell whether `mark` is less strict than another; no mark at all is the least strict."""
    return _rank(mark) < _rank(than)


def _rank(mark: str) -> int:
    return Tlp(mark).rank if mark else -1


def of(thing: Any) -> str:
    """Return the mark of `thing`: of it with its parts where it has parts, else its own; empty when it has none."""
    return str(getattr(thing, "mark", "") or getattr(thing, "tlp", ""))
