"""Do those who answered resemble all municipalities? By size class, beside each other."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.response_states import Unit, by_size

SCALE = 60.0  # the axis of the figure runs to 60 %
CLOSE, FAIR = 0.05, 0.12  # differences in share up to which the answers resemble the frame


@dataclass(frozen=True)
class Versus:
    """The share of one size class among the answers and among all, 0 to 1."""

    name: str
    answers: float
    frame: float

    @property
    def difference(self) -> float:
        return self.answers - self.frame

    @property
    def bar(self) -> str:
        return f"{min(self.answers * 100 / SCALE, 1) * 100:.1f}"

    @property
    def line(self) -> str:
        return f"{min(self.frame * 100 / SCALE, 1) * 100:.1f}"

    @property
    def words(self) -> str:
        return f"{self.answers * 100:.0f} / {self.frame * 100:.0f}\u00a0%"


def versus(units: list[Unit]) -> list[Versus]:
    """Compare the size classes of those who submitted with the frame; nothing while nobody did."""
    groups = by_size(units)
    answered = sum(group.submitted for group in groups)
    return [Versus(g.name, g.submitted / answered, g.total / len(units)) for g in groups] if answered else []


def verdict(found: list[Versus]) -> str:
    """Say in two words whether the answers resemble the frame."""
    largest = max((abs(each.difference) for each in found), default=0.0)
    if largest <= CLOSE:
        return _("Ja, naar inwoners.")
    return _("Grotendeels.") if largest <= FAIR else _("Niet goed.")


def explanation(found: list[Versus]) -> str:
    """Say which size class answered less often and which more often than its share."""
    less = min(found, key=lambda each: each.difference)
    more = max(found, key=lambda each: each.difference)
    if more.difference <= 0.01:
        return _("Elke grootteklasse deed ongeveer even vaak mee.")
    return _("Gemeenten met %(less)s inwoners deden minder vaak mee, die met %(more)s vaker.") % {
        "less": less.name, "more": more.name,
    }  # fmt: skip
