"""What the guard says of a finding, and what one could write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from schakel.guard.detect import KINDS, Finding

NAMES = dict(
    zip(
        KINDS,
        (
            _("burgerservicenummer"),
            _("geboortedatum"),
            _("telefoonnummer"),
            _("e-mailadres"),
            _("rekeningnummer"),
            _("documentnummer"),
            _("adres"),
            _("naam van iemand die niet in Schakel staat"),
            _("kenteken"),
            _("zaaknummer"),
            _("plaats, leeftijd, nationaliteit of datum samen"),
        ),
        strict=True,
    )
)
INSTEAD = dict(
    zip(
        KINDS,
        (
            _("Laat het nummer weg."),
            _("Schrijf: minderjarig, of: begin twintig."),
            _("Laat het nummer weg."),
            _("Laat het adres weg."),
            _("Laat het nummer weg."),
            _("Laat het nummer weg."),
            _("Schrijf: een gemeente in Limburg."),
            _("Schrijf: een van de slachtoffers."),
            _("Schrijf: een auto."),
            _("Laat het nummer weg. Zoek elkaar op buiten Schakel."),
            _("Schrijf: een van de slachtoffers, begin mei, een gemeente in Limburg."),
        ),
        strict=True,
    )
)
AROUND = 60


@dataclass(frozen=True)
class Spot:
    """One finding in its sentence, as a screen shows it."""

    kind: str
    name: str
    instead: str
    before: str
    value: str
    after: str
    blocks: bool


def spots(text: str, findings: tuple[Finding, ...] | list[Finding]) -> Iterator[Spot]:
    """Yield each finding with the words round it."""
    for finding in findings:
        before = re.sub(r"^\S*\s", "… ", text[max(0, finding.start - AROUND) : finding.start])
        after = re.sub(r"\s\S*$", " …", text[finding.end : finding.end + AROUND])
        value = text[finding.start : finding.end]
        names = str(NAMES[finding.kind]), str(INSTEAD[finding.kind])
        yield Spot(finding.kind, *names, before, value, after, finding.blocks)


def counted(kinds: Mapping[str, int]) -> str:
    """Return what was found in words, without what it was."""
    return ", ".join(
        f"{NAMES[kind]} ({count}×)" if count > 1 else str(NAMES[kind]) for kind, count in sorted(kinds.items())
    )
